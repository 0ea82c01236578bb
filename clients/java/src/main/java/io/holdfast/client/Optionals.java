package io.holdfast.client;

import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The wire's null against Java's; all optional numbers of one size have the same null. */
final class Optionals {
  private static final long NULL_LONG = VerdictDecoder.sequenceNullValue();
  private static final int NULL_INT = UpdateSaleEncoder.buyerLimitNullValue();

  private Optionals() {}

  static OptionalLong of(final long wireValue) {
    return wireValue == NULL_LONG ? OptionalLong.empty() : OptionalLong.of(wireValue);
  }

  /** Rejects a missing one, and the number that would be read as none. */
  static void check(final String name, final OptionalLong value) {
    Objects.requireNonNull(value, name);
    if (value.isPresent() && value.getAsLong() == NULL_LONG) {
      throw new IllegalArgumentException(name + ": " + NULL_LONG + " cannot be written");
    }
  }

  /** The same. */
  static void check(final String name, final OptionalInt value) {
    Objects.requireNonNull(value, name);
    if (value.isPresent() && value.getAsInt() == NULL_INT) {
      throw new IllegalArgumentException(name + ": " + NULL_INT + " cannot be written");
    }
  }

  static long toWire(final OptionalLong value) {
    return value.orElse(NULL_LONG);
  }

  static int toWire(final OptionalInt value) {
    return value.orElse(NULL_INT);
  }
}
