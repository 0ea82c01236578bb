package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;

/**
 * What an operator fixed when creating a sale. Times are engine time in ms; {@link Verdict#NONE}
 * stands for "not set". The fingerprint covers every field of CreateSale between the sale's id and
 * the texts, the name included: it tells whether a repeated CreateSale asks for the same sale.
 */
record SalePolicy(
    String name,
    long opensAtMs,
    long closesAtMs,
    long holdMs,
    long paymentMs,
    long maxHoldMs,
    long retentionMs,
    long fingerprint) {

  private static final long LONGEST_MS = 366L * 24 * 60 * 60 * 1_000;

  /** Reads the policy; afterwards the decoder stands behind the name. */
  static SalePolicy read(final CreateSaleDecoder command) {
    final long numbers = fingerprintOfNumbers(command);
    final String name = command.name();
    return new SalePolicy(
        name,
        command.opensAtMs(),
        command.closesAtMs(),
        command.holdMs(),
        command.paymentMs(),
        command.maxHoldMs(),
        command.retentionMs(),
        Texts.fingerprint(numbers, name));
  }

  private static long fingerprintOfNumbers(final CreateSaleDecoder command) {
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

  /** The first reason why no sale can have this policy, or ACCEPTED. */
  static Code check(final CreateSaleDecoder command, final long timeMs) {
    if (!scheduleIsValid(command, timeMs)) {
      return Code.INVALID_SCHEDULE;
    }
    if (!isDuration(command.holdMs())
        || !isDuration(command.paymentMs())
        || !isDuration(command.maxHoldMs())
        || command.retentionMs() < 0
        || command.retentionMs() > LONGEST_MS) {
      return Code.INVALID_HOLD_TIME;
    }
    return asksForMoreThanOffered(command) ? Code.NOT_OFFERED : Code.ACCEPTED;
  }

  private static boolean scheduleIsValid(final CreateSaleDecoder command, final long timeMs) {
    final long opensAtMs = command.opensAtMs();
    final long closesAtMs = command.closesAtMs();
    final boolean opens = opensAtMs != Verdict.NONE;
    if (opens && opensAtMs < 0) {
      return false;
    }
    if (closesAtMs == Verdict.NONE) {
      return true;
    }
    return closesAtMs >= 0 && closesAtMs > timeMs && (!opens || closesAtMs > opensAtMs);
  }

  private static boolean asksForMoreThanOffered(final CreateSaleDecoder command) {
    return command.graceUntilMs() != Verdict.NONE
        || command.buyerLimit() != 0
        || command.buyerLineLimit() != 0
        || command.groupLimit() != 0
        || command.groupLineLimit() != 0
        || command.gated() != 0;
  }

  private static boolean isDuration(final long ms) {
    return ms > 0 && ms <= LONGEST_MS;
  }
}
