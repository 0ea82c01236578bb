package io.holdfast.engine;

import java.util.Arrays;

/**
 * A hash table from 32-bit tags, the upper half of a hash, to the numbers of records: the same tag
 * may be there more than once, and whoever looks for something checks the records whose tags fit.
 * Open addressing in segments that split in two when they are full (extendible hashing: Fagin and
 * others, 1979), so that the table grows with what is in it and no step pays for more than one
 * segment.
 *
 * <p>An entry is {@code tag << 32 | record}. The tag in the table is why a look at a record that is
 * not the one wanted hardly ever happens: over millions of records every such look is a cache miss.
 *
 * <pre>
 *  directory, by the upper bits of the tag        segment, by the lower bits
 *  +----+----+----+----+                          +-----+-----+-- ... --+-----+---------------+
 *  |    |    |    |    | -- several may lead to   | e   | 0   |         | e   | depth | count |
 *  +----+----+----+----+    the same segment      +-----+-----+-- ... --+-----+---------------+
 * </pre>
 */
final class TagTable {
  /** What is found where nothing is. */
  static final int NONE = 0;

  private static final int FIRST_SLOTS = 1 << 10;

  /**
   * Slots at which a segment splits instead of growing. The more there are, the fewer segments'
   * heads have to stay in the cache; to split one takes a tenth of a millisecond.
   */
  private static final int SLOTS = 1 << 15;

  /** A directory is never longer; from there on a full segment grows after all. */
  private static final int MAX_DEPTH = 14;

  private static final long LOW = 0xFFFF_FFFFL;
  private static final long ONE_DEEPER = 1L << 32;

  private long[][] directory = {new long[FIRST_SLOTS + 1]};
  private int depth;
  private int changes;

  /** The tag of a hash whose bits are all mixed. */
  static int tag(final long hash) {
    return (int) (hash >>> 32);
  }

  /** The segment in which entries with this tag are: for {@link #next}. */
  long[] segment(final int tag) {
    return directory[index(tag, depth)];
  }

  /** Where entries with this tag begin in their segment. */
  static int first(final long[] segment, final int tag) {
    return tag & mask(segment);
  }

  /** The place after this one. */
  static int after(final long[] segment, final int place) {
    return (place + 1) & mask(segment);
  }

  /**
   * The first place from this one on with an entry of this tag, or with none at all: then what is
   * searched is not there.
   */
  static int next(final long[] segment, final int from, final int tag) {
    int place = from;
    while (segment[place] != 0 && tag(segment[place]) != tag) {
      place = after(segment, place);
    }
    return place;
  }

  /**
   * Reads where entries with this tag begin, for what comes soon; the value means nothing. No
   * branch depends on what is read, so that reads in a row do not wait for each other.
   */
  long touch(final int tag) {
    final long[] segment = segment(tag);
    return segment[first(segment, tag)];
  }

  /** The record at a place, or {@link #NONE}. */
  static int record(final long[] segment, final int place) {
    return (int) segment[place];
  }

  /** Puts another record, with the same tag, in the place of one. */
  static void replace(final long[] segment, final int place, final int record) {
    segment[place] = (segment[place] & ~LOW) | record;
  }

  /**
   * Changes with every entry that comes or goes: while it is the same, every entry and every empty
   * place is where it was.
   */
  int changes() {
    return changes;
  }

  void add(final int tag, final int record) {
    long[] segment = segment(tag);
    while (isFull(segment)) {
      makeRoom(segment, tag);
      segment = segment(tag);
    }
    put(segment, (long) tag << 32 | record);
    changes++;
  }

  /**
   * As {@link #add} where the search for the tag ended at this empty place, and nothing came or
   * went since.
   */
  void addAt(final long[] segment, final int place, final int tag, final int record) {
    if (isFull(segment)) {
      add(tag, record);
      return;
    }
    segment[place] = (long) tag << 32 | record;
    segment[segment.length - 1]++;
    changes++;
  }

  /** The place of this record with this tag; an empty one: it is not there. */
  static int placeOf(final long[] segment, final int tag, final int record) {
    final long entry = (long) tag << 32 | record;
    int place = first(segment, tag);
    while (segment[place] != entry && segment[place] != 0) {
      place = after(segment, place);
    }
    return place;
  }

  void remove(final int tag, final int record) {
    final long[] segment = segment(tag);
    final int place = placeOf(segment, tag, record);
    if (segment[place] == 0) {
      throw new IllegalStateException("record " + record + " is not in the table");
    }
    removeAt(segment, place);
  }

  /** Entries behind move up, so that none is cut off from where its search begins. */
  void removeAt(final long[] segment, final int place) {
    changes++;
    int hole = place;
    int next = after(segment, hole);
    while (segment[next] != 0) {
      final int home = first(segment, tag(segment[next]));
      final int mask = mask(segment);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        segment[hole] = segment[next];
        hole = next;
      }
      next = after(segment, next);
    }
    segment[hole] = 0;
    segment[segment.length - 1]--;
  }

  private static void put(final long[] segment, final long entry) {
    int place = first(segment, tag(entry));
    while (segment[place] != 0) {
      place = after(segment, place);
    }
    segment[place] = entry;
    segment[segment.length - 1]++;
  }

  /** Three quarters: searches stay within a cache line or two. */
  private static boolean isFull(final long[] segment) {
    return (int) segment[segment.length - 1] >= (segment.length >>> 2) * 3;
  }

  private void makeRoom(final long[] segment, final int tag) {
    final int depthOfSegment = (int) (segment[segment.length - 1] >>> 32);
    if (segment.length - 1 < SLOTS || depthOfSegment == MAX_DEPTH) {
      set(tag, depthOfSegment, moved(segment, (segment.length - 1) * 2, depthOfSegment));
      return;
    }
    if (depthOfSegment == depth) {
      doubleDirectory();
    }
    split(segment, tag, depthOfSegment + 1);
  }

  /** One segment becomes two, by the first bit of the tag that it did not look at so far. */
  private void split(final long[] segment, final int tag, final int newDepth) {
    final long[] lower = newSegment(segment.length - 1, newDepth);
    final long[] upper = newSegment(segment.length - 1, newDepth);
    final int bit = 1 << (Integer.SIZE - newDepth);
    for (int i = 0; i < segment.length - 1; i++) {
      if (segment[i] != 0) {
        put((tag(segment[i]) & bit) == 0 ? lower : upper, segment[i]);
      }
    }
    set(tag & ~bit, newDepth, lower);
    set(tag | bit, newDepth, upper);
  }

  private static long[] moved(final long[] segment, final int slots, final int depthOfSegment) {
    final long[] larger = newSegment(slots, depthOfSegment);
    for (int i = 0; i < segment.length - 1; i++) {
      if (segment[i] != 0) {
        put(larger, segment[i]);
      }
    }
    return larger;
  }

  private static long[] newSegment(final int slots, final int depthOfSegment) {
    final long[] segment = new long[slots + 1];
    segment[slots] = depthOfSegment * ONE_DEEPER;
    return segment;
  }

  /** All places of the directory whose first bits are those of the tag lead to the segment. */
  private void set(final int tag, final int depthOfSegment, final long[] segment) {
    final int places = 1 << (depth - depthOfSegment);
    final int first = index(tag, depthOfSegment) << (depth - depthOfSegment);
    Arrays.fill(directory, first, first + places, segment);
  }

  private void doubleDirectory() {
    final long[][] doubled = new long[directory.length * 2][];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = directory[i / 2];
    }
    directory = doubled;
    depth++;
  }

  /** The first bits of the tag. */
  private static int index(final int tag, final int bits) {
    return (int) ((tag & LOW) >>> (Integer.SIZE - bits));
  }

  private static int mask(final long[] segment) {
    return segment.length - 2;
  }
}
