package io.holdfast.client;

import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.OptionalLong;

/** The wire's null against Java's; every optional int64 of the schema has the same null. */
final class Optionals {
  private static final long NULL = VerdictDecoder.sequenceNullValue();

  private Optionals() {}

  static OptionalLong of(final long wireValue) {
    return wireValue == NULL ? OptionalLong.empty() : OptionalLong.of(wireValue);
  }

  static long toWire(final OptionalLong value) {
    return value.orElse(NULL);
  }
}
