package io.holdfast.client;

import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.protocol.codec.VerdictDecoder;
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

  static long toWire(final OptionalLong value) {
    return value.orElse(NULL_LONG);
  }

  static int toWire(final OptionalInt value) {
    return value.orElse(NULL_INT);
  }
}
