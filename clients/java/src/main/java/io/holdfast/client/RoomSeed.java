package io.holdfast.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The 256-bit seed that keys the shuffle of a waiting room. Its SHA-256 is public as soon as the
 * sale is created; the seed itself is secret until the sale opens, so {@link #toString} shows only
 * the hash. Immutable.
 */
public final class RoomSeed {
  /** Length of a seed. */
  public static final int LENGTH_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private RoomSeed(final byte[] bytes) {
    this.bytes = bytes;
  }

  /** A new one from the machine's source of strong random numbers. Any thread may call. */
  public static RoomSeed random() {
    final byte[] bytes = new byte[LENGTH_BYTES];
    RANDOM.nextBytes(bytes);
    return new RoomSeed(bytes);
  }

  /**
   * The seed with these bytes.
   *
   * @throws IllegalArgumentException unless there are {@link #LENGTH_BYTES} of them
   */
  public static RoomSeed of(final byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a seed has %d bytes, not %d".formatted(LENGTH_BYTES, bytes.length));
    }
    return new RoomSeed(bytes.clone());
  }

  /**
   * Reads 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException saying what is wrong, but not repeating the text: it may be a
   *     secret
   */
  public static RoomSeed parse(final String hex) {
    if (hex.length() != 2 * LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a seed has %d hexadecimal digits, not %d".formatted(2 * LENGTH_BYTES, hex.length()));
    }
    for (int i = 0; i < hex.length(); i++) {
      if (!HexFormat.isHexDigit(hex.charAt(i))) {
        throw new IllegalArgumentException(
            "a seed has hexadecimal digits only: character %d is none".formatted(i + 1));
      }
    }
    return new RoomSeed(HexFormat.of().parseHex(hex));
  }

  /** A copy of the seed's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The seed in 64 hexadecimal digits; for those who may see it. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** What is public from the creation of the sale on: 64 hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Whether this is the seed that was announced by its hash.
   *
   * @param hash hexadecimal digits; upper case is accepted
   */
  public boolean hasSha256(final String hash) {
    return sha256().equalsIgnoreCase(hash);
  }

  /** Whether all bits are zero, which the node takes for no seed. */
  boolean isZero() {
    return Arrays.equals(bytes, new byte[LENGTH_BYTES]);
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof RoomSeed seed && Arrays.equals(bytes, seed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Names the hash and keeps the secret. */
  @Override
  public String toString() {
    return "RoomSeed[sha256=" + sha256() + "]";
  }
}
