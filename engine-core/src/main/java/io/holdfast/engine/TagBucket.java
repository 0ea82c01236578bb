package io.holdfast.engine;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * A bucket of {@link TagTable} by its address: up to seven entries in a cache line, which begins
 * with a mark of each, seven bits of its tag. All marks are compared at once, without a branch that
 * depends on where an entry lies: a processor guesses such branches wrong half of the time.
 *
 * <pre>
 *           | passed | mark | ... | mark | tag | ... | tag | record | ... | record |
 *  bytes    0        1                   8                 36                      64
 * </pre>
 *
 * Zeroes are an empty bucket. Sets of entries are longs with the highest bit of the byte of each
 * entry's mark.
 */
final class TagBucket {
  static final int SHIFT = 6;
  static final int BYTES = 1 << SHIFT;
  static final int ENTRIES = 7;

  /** The place of nothing. */
  static final long NOWHERE = 0;

  /** Tags and records would begin here if there were one for the first byte, too. */
  private static final int TAGS = Long.BYTES - Integer.BYTES;

  private static final int RECORDS = TAGS + ENTRIES * Integer.BYTES;

  /** Most that can be counted; from there on nothing is, until the bucket is empty again. */
  private static final int MOST_PASSED = 0xFF;

  private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;
  private static final long BELOW_HIGHEST = 0x7F7F_7F7F_7F7F_7F7FL;

  /** Of every entry's mark. */
  private static final int HIGHEST = 0x80;

  private static final int TAG_BITS_IN_MARK = 7;

  /** The set of all entries. */
  private static final long ALL = LITTLE_ENDIAN ? 0x8080_8080_8080_8000L : 0x0080_8080_8080_8080L;

  private TagBucket() {}

  /** Entries that passed because the bucket was full, or more. */
  static int passed(final long bucket) {
    return UnsafeApi.getByte(bucket) & MOST_PASSED;
  }

  /** One more passed, or one less. */
  static void pass(final long bucket, final int more) {
    if (passed(bucket) < MOST_PASSED) {
      UnsafeApi.putByte(bucket, (byte) (passed(bucket) + more));
    }
  }

  /** The place of the first entry with this tag, or {@link #NOWHERE}. */
  static long find(final long bucket, final int tag) {
    return first(bucket, tag, likely(bucket, tag));
  }

  /** The place of the next entry with the same tag, or {@link #NOWHERE}. */
  static long findNext(final long bucket, final long place, final int tag) {
    long likely = likely(bucket, tag);
    while (place(bucket, likely) != place) {
      likely &= likely - 1;
    }
    return first(bucket, tag, likely & (likely - 1));
  }

  /** Of a set of entries the first with this tag. */
  private static long first(final long bucket, final int tag, final long entries) {
    for (long rest = entries; rest != 0; rest &= rest - 1) {
      final long place = place(bucket, rest);
      if (tag(place) == tag) {
        return place;
      }
    }
    return NOWHERE;
  }

  /**
   * The place of the first entry that belongs into another bucket, or {@link #NOWHERE}.
   *
   * @param number of this bucket, of which the lowest bits count, as of a tag
   * @param group how many of them there are, a power of two
   */
  static long findDisplaced(final long bucket, final int number, final int group) {
    for (long rest = entries(bucket); rest != 0; rest &= rest - 1) {
      final long place = place(bucket, rest);
      if (((tag(place) ^ number) & (group - 1)) != 0) {
        return place;
      }
    }
    return NOWHERE;
  }

  static int record(final long place) {
    return UnsafeApi.getInt(place);
  }

  static void record(final long place, final int record) {
    UnsafeApi.putInt(place, record);
  }

  static int tag(final long place) {
    return UnsafeApi.getInt(place - (RECORDS - TAGS));
  }

  /** Adds an entry; false: there is no room. */
  static boolean add(final long bucket, final int tag, final int record) {
    final long free = ~UnsafeApi.getLong(bucket) & ALL;
    if (free == 0) {
      return false;
    }
    final int entry = firstByte(free);
    UnsafeApi.putByte(bucket + entry, (byte) mark(tag));
    UnsafeApi.putInt(bucket + TAGS + (long) entry * Integer.BYTES, tag);
    UnsafeApi.putInt(bucket + RECORDS + (long) entry * Integer.BYTES, record);
    return true;
  }

  static void remove(final long bucket, final long place) {
    UnsafeApi.putByte(bucket + (place - bucket - RECORDS) / Integer.BYTES, (byte) 0);
  }

  /** The set of all that are there. */
  static long entries(final long bucket) {
    return UnsafeApi.getLong(bucket) & ALL;
  }

  /** The place of the first of a set. */
  static long place(final long bucket, final long entries) {
    return bucket + RECORDS + (long) firstByte(entries) * Integer.BYTES;
  }

  /** The set of the entries whose mark is that of the tag. */
  private static long likely(final long bucket, final int tag) {
    final long different = UnsafeApi.getLong(bucket) ^ mark(tag) * EVERY_BYTE;
    // The bytes that are zero: H. S. Warren, Hacker's Delight, 6-1.
    return ~(((different & BELOW_HIGHEST) + BELOW_HIGHEST) | different) & ALL;
  }

  /** Of other bits than those that choose the bucket. */
  private static int mark(final int tag) {
    return tag >>> (Integer.SIZE - TAG_BITS_IN_MARK) | HIGHEST;
  }

  private static int firstByte(final long entries) {
    return LITTLE_ENDIAN
        ? Long.numberOfTrailingZeros(entries) >>> 3
        : Long.BYTES - 1 - (Long.numberOfTrailingZeros(entries) >>> 3);
  }
}
