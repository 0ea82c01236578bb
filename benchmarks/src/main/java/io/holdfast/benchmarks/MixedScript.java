package io.holdfast.benchmarks;

import io.holdfast.engine.Engine;
import java.util.Random;

/**
 * The kinds of commands of {@link MixedTraffic} in their random order, and as many encoded commands
 * of each kind as may be on their way at once. They are few, so that what the processor's cache
 * holds is the engine's state and not the script's.
 */
final class MixedScript {
  static final int RESERVE = 0;
  static final int BEGIN_PAYMENT = 1;
  static final int CONFIRM = 2;
  static final int RELEASE = 3;
  static final int EXTEND = 4;
  static final int REPEAT = 5;
  static final int RESERVE_SOLD_OUT = 6;

  /** So many of each kind, in the order of the kinds, make a twentieth of a share each. */
  private static final int[] SHARES = {8, 3, 4, 2, 1, 1, 1};

  private static final int SHARES_TOGETHER = 20;

  /** Too long for a branch predictor to learn by heart. */
  static final int LENGTH = 1_024 * SHARES_TOGETHER;

  private static final long SEED = 20;

  private final byte[] kinds = new byte[LENGTH];
  private final StorefrontCommands commands =
      new StorefrontCommands(SHARES.length * Engine.MAX_ANNOUNCED);

  MixedScript() {
    int filled = 0;
    for (byte kind = 0; kind < SHARES.length; kind++) {
      for (int i = 0; i < SHARES[kind] * (LENGTH / SHARES_TOGETHER); i++) {
        kinds[filled++] = kind;
      }
    }
    final Random random = new Random(SEED);
    for (int i = LENGTH - 1; i > 0; i--) {
      final int other = random.nextInt(i + 1);
      final byte kind = kinds[i];
      kinds[i] = kinds[other];
      kinds[other] = kind;
    }
    for (int kind = 0; kind < SHARES.length; kind++) {
      for (int i = 0; i < Engine.MAX_ANNOUNCED; i++) {
        encode(kind, slot(kind, i));
      }
    }
  }

  private void encode(final int kind, final int slot) {
    switch (kind) {
      case BEGIN_PAYMENT -> commands.encodeBeginPayment(slot);
      case CONFIRM -> commands.encodeConfirm(slot);
      case RELEASE -> commands.encodeRelease(slot);
      case EXTEND -> commands.encodeExtend(slot);
      default -> commands.encodeReserve(slot, false);
    }
  }

  int kind(final int position) {
    return kinds[position];
  }

  /** Where the command at this position lies; it is used again as many positions on. */
  int offset(final int position) {
    return StorefrontCommands.offset(slot(kinds[position], position));
  }

  private static int slot(final int kind, final int position) {
    return kind * Engine.MAX_ANNOUNCED + position % Engine.MAX_ANNOUNCED;
  }

  StorefrontCommands commands() {
    return commands;
  }
}
