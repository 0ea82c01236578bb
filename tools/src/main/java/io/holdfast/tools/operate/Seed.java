package io.holdfast.tools.operate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The 256 bits that key a waiting room's shuffle: secret until the opening, but for their hash. */
public final class Seed {
  private static final int BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Seed(final byte[] bytes) {
    this.bytes = bytes;
  }

  /** A seed that nobody knows, from the system's source of randomness. */
  public static Seed random() {
    final byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Seed(bytes);
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of the 32 bytes, which the node shows from the start. */
  public String sha256() {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (final NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Nothing of the seed: it must not get into a log by accident. */
  @Override
  public String toString() {
    return "Seed[SHA-256 " + sha256() + "]";
  }

  /** Reads 64 hex digits that are not all zeros; what was wrong is said without repeating them. */
  public static final class Converter implements ITypeConverter<Seed> {
    @Override
    public Seed convert(final String text) {
      if (!text.matches("[0-9a-fA-F]{64}")) {
        throw new TypeConversionException(
            "a seed is 64 hex digits, such as 'openssl rand -hex 32' prints, not "
                + (text.length() == 2 * BYTES ? "other letters" : text.length() + " letters"));
      }
      final byte[] bytes = HEX.parseHex(text);
      if (MessageDigest.isEqual(bytes, new byte[BYTES])) {
        throw new TypeConversionException("a seed of all zeros is not a seed");
      }
      return new Seed(bytes);
    }
  }
}
