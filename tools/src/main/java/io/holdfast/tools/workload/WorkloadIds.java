package io.holdfast.tools.workload;

import io.holdfast.client.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the node's ids from the texts of a workload file, the same on every machine and every time:
 * SHA-256 over the UTF-8 of {@code <sale in decimal>/<kind>/<text>}, kind being reservation,
 * basket, buyer, item or row.
 *
 * <p>Reservation and basket: the first 16 bytes, big-endian (hi, lo). Buyer and item: the first 8
 * bytes, big-endian, shifted right by 11 bits without sign, so that 53 bits remain and every JSON
 * reader holds them exactly; 0 becomes 1. Cancels and restocks have no text of their own: kind
 * {@code row} and the number of the row in decimal, so two equal rows are two commands and one row
 * sent again is a repeat.
 *
 * <p>Not thread-safe.
 */
public final class WorkloadIds {
  private static final int SHIFT_TO_53_BITS = Long.SIZE - 53;

  private final String prefix;
  private final MessageDigest sha256;

  public WorkloadIds(final long sale) {
    prefix = sale + "/";
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (final NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  public Id reservation(final String text) {
    return wide("reservation", text);
  }

  public Id basket(final String text) {
    return wide("basket", text);
  }

  /** Id of the command a cancel or restock row makes; 1 is the first row after the header. */
  public Id row(final long rowNumber) {
    return wide("row", Long.toString(rowNumber));
  }

  public long buyer(final String text) {
    return narrow("buyer", text);
  }

  public long item(final String text) {
    return narrow("item", text);
  }

  private Id wide(final String kind, final String text) {
    final ByteBuffer hash = hash(kind, text);
    return new Id(hash.getLong(0), hash.getLong(Long.BYTES));
  }

  private long narrow(final String kind, final String text) {
    return Math.max(1, hash(kind, text).getLong(0) >>> SHIFT_TO_53_BITS);
  }

  private ByteBuffer hash(final String kind, final String text) {
    final String whole = prefix + kind + "/" + text;
    return ByteBuffer.wrap(sha256.digest(whole.getBytes(StandardCharsets.UTF_8)));
  }
}
