package io.holdfast.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a command that are compared as they came: texts, which may not even be UTF-8, and the
 * seed.
 */
final class Bytes {
  private final byte[] value;

  Bytes(final byte[] value) {
    this.value = value.clone();
  }

  byte[] toArray() {
    return value.clone();
  }

  boolean areZero() {
    return Arrays.equals(value, new byte[value.length]);
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return new String(value, StandardCharsets.UTF_8);
  }
}
