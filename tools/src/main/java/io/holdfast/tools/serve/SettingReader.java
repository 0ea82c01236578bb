package io.holdfast.tools.serve;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.DurationText;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one setting each, or its default; a wrong one is the operator's mistake, named with its
 * place.
 */
record SettingReader(Map<Setting, Given> given) {
  /** A connection gets at least the longest message, and windows share half of the ring. */
  private static final int SMALLEST_WINDOW_SLOTS = Framing.slots(Framing.MAX_MESSAGE_BYTES);

  private static final int SMALLEST_RING_SLOTS = 2 * SMALLEST_WINDOW_SLOTS;
  private static final int LARGEST_RING_SLOTS = 1 << 22;

  InetSocketAddress address() {
    final Given listen = orDefault(Setting.LISTEN, NodeAddress.DEFAULT);
    try {
      return ListenAddress.parse(listen.text());
    } catch (final TypeConversionException e) {
      throw new OperatorMistake(listen.where() + ": " + e.getMessage(), e);
    }
  }

  Path path(final Setting setting, final String usual) {
    final Given asked = orDefault(setting, usual);
    try {
      return Path.of(asked.text());
    } catch (final InvalidPathException e) {
      throw asked.wrong("is not a path: " + e.getReason());
    }
  }

  boolean flag(final Setting setting) {
    final Given asked = orDefault(setting, "false");
    return switch (asked.text().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw asked.wrong("must be true or false");
    };
  }

  Durability durability() {
    final Given asked = orDefault(Setting.DURABILITY, "journaled");
    return switch (asked.text().toLowerCase(Locale.ROOT)) {
      case "journaled" -> Durability.JOURNALED;
      case "synced" -> Durability.SYNCED;
      case "memory" -> memory(asked);
      case "replicated", "replicated-synced", "replicated_synced" ->
          throw asked.wrong("is not offered yet; use journaled or synced");
      default -> throw asked.wrong("must be journaled, synced or memory");
    };
  }

  private Durability memory(final Given asked) {
    if (!flag(Setting.NOTHING_IS_KEPT)) {
      throw asked.wrong(
          "nothing is kept when the node stops; if that is what you want, say "
              + Setting.NOTHING_IS_KEPT.option()
              + " too");
    }
    return Durability.MEMORY;
  }

  int ringSlots() {
    final int slots =
        (int)
            number(
                Setting.RING_SLOTS,
                NodeConfig.DEFAULT_RING_SLOTS,
                SMALLEST_RING_SLOTS,
                LARGEST_RING_SLOTS);
    if (Integer.bitCount(slots) != 1) {
      throw given
          .get(Setting.RING_SLOTS)
          .wrong("must be a power of two, such as " + Integer.highestOneBit(slots));
    }
    return slots;
  }

  int maxWindow(final int ringSlots) {
    final int most = ringSlots / 2;
    final int usual = Math.min(NodeConfig.DEFAULT_LARGEST_WINDOW_SLOTS, most);
    return (int) number(Setting.MAX_WINDOW, usual, SMALLEST_WINDOW_SLOTS, most);
  }

  long number(final Setting setting, final long usual, final long lowest, final long highest) {
    final Given asked = orDefault(setting, Long.toString(usual));
    final boolean isNumber = asked.text().matches("[0-9]{1,18}");
    final long number = isNumber ? Long.parseLong(asked.text()) : -1;
    if (number < lowest || number > highest) {
      throw asked.wrong(
          String.format(Locale.ROOT, "must be a whole number from %d to %d", lowest, highest));
    }
    return number;
  }

  long bytes(final Setting setting, final long usual, final long lowest) {
    final Given asked = orDefault(setting, Long.toString(usual));
    final long bytes =
        ByteSize.parse(asked.text()).orElseThrow(() -> asked.wrong("must be " + ByteSize.FORM));
    if (bytes < lowest) {
      throw asked.wrong("must be at least " + ByteSize.text(lowest));
    }
    return bytes;
  }

  long durationMs(final Setting setting, final String usual) {
    final Given asked = orDefault(setting, usual);
    try {
      return DurationText.parse(asked.text()).toMillis();
    } catch (final TypeConversionException e) {
      throw new OperatorMistake(asked.where() + ": " + e.getMessage(), e);
    }
  }

  /** A duration within bounds, in ms; both bounds are allowed. */
  int durationMs(
      final Setting setting, final String usual, final long lowestMs, final int highestMs) {
    final long ms = durationMs(setting, usual);
    if (ms < lowestMs || ms > highestMs) {
      throw orDefault(setting, usual)
          .wrong("must be from " + DurationText.of(lowestMs) + " to " + DurationText.of(highestMs));
    }
    return (int) ms;
  }

  private Given orDefault(final Setting setting, final String usual) {
    return given.getOrDefault(setting, new Given(setting.option(), usual));
  }
}
