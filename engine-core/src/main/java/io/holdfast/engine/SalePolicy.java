package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;

/**
 * What an operator fixed for a sale. Times are engine time in ms; {@link Verdict#NONE} stands for
 * "not set".
 *
 * @param room null: no waiting room
 */
record SalePolicy(
    String name,
    long opensAtMs,
    long closesAtMs,
    long holdMs,
    long paymentMs,
    long maxHoldMs,
    long retentionMs,
    UnitLimits limits,
    RoomPolicy room) {

  private static final long LONGEST_MS = 366L * 24 * 60 * 60 * 1_000;
  private static final int GATED = 1;

  /** Reads the policy; afterwards the decoder stands behind the name. */
  static SalePolicy read(final CreateSaleDecoder command) {
    return new SalePolicy(
        command.name(),
        command.opensAtMs(),
        command.closesAtMs(),
        command.holdMs(),
        command.paymentMs(),
        command.maxHoldMs(),
        command.retentionMs(),
        limits(command),
        command.gated() == GATED ? room(command) : null);
  }

  private static UnitLimits limits(final CreateSaleDecoder command) {
    return new UnitLimits(
        command.buyerLimit(),
        command.buyerLineLimit(),
        command.groupLimit(),
        command.groupLineLimit());
  }

  private static RoomPolicy room(final CreateSaleDecoder command) {
    return new RoomPolicy(
        command.admissionPerSecond(),
        command.maxActive(),
        command.finishMs(),
        command.admitPermille(),
        command.returnPermille(),
        command.unitsPerBuyer());
  }

  /**
   * Covers every field of CreateSale between the sale's id and the texts: tells whether a repeated
   * CreateSale asks for the same sale. The name is read separately.
   */
  static long fingerprintOfNumbers(final CreateSaleDecoder command) {
    long print = Hashes.combine(0, command.opensAtMs());
    print = Hashes.combine(print, command.closesAtMs());
    print = Hashes.combine(print, command.graceUntilMs());
    print = Hashes.combine(print, command.holdMs());
    print = Hashes.combine(print, command.paymentMs());
    print = Hashes.combine(print, command.maxHoldMs());
    print = Hashes.combine(print, command.retentionMs());
    print = Hashes.combine(print, command.buyerLimit());
    print = Hashes.combine(print, command.buyerLineLimit());
    print = Hashes.combine(print, command.groupLimit());
    print = Hashes.combine(print, command.groupLineLimit());
    print = Hashes.combine(print, command.admissionPerSecond());
    print = Hashes.combine(print, command.maxActive());
    print = Hashes.combine(print, command.finishMs());
    print = Hashes.combine(print, command.admitPermille());
    print = Hashes.combine(print, command.returnPermille());
    print = Hashes.combine(print, command.unitsPerBuyer());
    print = Hashes.combine(print, command.gated());
    for (int i = 0; i < CreateSaleDecoder.seedLength(); i++) {
      print = Hashes.combine(print, command.seed(i));
    }
    return print;
  }

  /** The first reason why no sale can be created like this, or ACCEPTED. */
  static Code check(final CreateSaleDecoder command, final long timeMs) {
    if (!scheduleIsValid(command, timeMs)) {
      return Code.INVALID_SCHEDULE;
    }
    if (!isDuration(command.holdMs())
        || !isDuration(command.paymentMs())
        || !isDuration(command.maxHoldMs())
        || !isRetention(command.retentionMs())) {
      return Code.INVALID_HOLD_TIME;
    }
    if (!limits(command).areValid()) {
      return Code.INVALID_LIMIT;
    }
    return roomIsValid(command) ? Code.ACCEPTED : Code.INVALID_ADMISSION;
  }

  private static boolean scheduleIsValid(final CreateSaleDecoder command, final long timeMs) {
    final long opensAtMs = command.opensAtMs();
    final long closesAtMs = command.closesAtMs();
    return !isNegative(opensAtMs)
        && !isNegative(closesAtMs)
        && !isNegative(command.graceUntilMs())
        && (closesAtMs == Verdict.NONE
            || (closesAtMs > timeMs && (opensAtMs == Verdict.NONE || closesAtMs > opensAtMs)));
  }

  private static boolean roomIsValid(final CreateSaleDecoder command) {
    if (command.gated() != GATED) {
      return command.gated() == 0;
    }
    int seedBits = 0;
    for (int i = 0; i < CreateSaleDecoder.seedLength(); i++) {
      seedBits |= command.seed(i);
    }
    return seedBits != 0 && room(command).isValid();
  }

  /** Whether a time that may be left out is given and before 1970. */
  static boolean isNegative(final long ms) {
    return ms != Verdict.NONE && ms < 0;
  }

  static boolean isDuration(final long ms) {
    return ms > 0 && ms <= LONGEST_MS;
  }

  static boolean isRetention(final long ms) {
    return ms >= 0 && ms <= LONGEST_MS;
  }
}
