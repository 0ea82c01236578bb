package io.holdfast.engine;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * A hash table from 32-bit tags, the upper half of a hash, to the numbers of records: the same tag
 * may be there more than once, and whoever looks for something checks the records whose tags fit.
 * The tag in the table is why a look at a record that is not the one wanted hardly ever happens:
 * over millions of records every such look is a cache miss.
 *
 * <p>It consists of buckets of a cache line each, outside the heap. What finds its {@link
 * TagBucket} full goes into one behind it, and every bucket counts what passed it: a search ends
 * where nothing did, and an entry that leaves moves no other but those that had to pass. (The
 * chunks of F14 count so: N. Bronson and X. Shi, 2019.)
 *
 * <p>The table grows by a group of buckets at a time, which takes over half of an older group's
 * entries (linear hashing: W. Litwin, 1980), so that no step pays for more than one group per entry
 * that it adds. The lowest bits of a tag say which bucket of its group is its own, the next ones
 * which group. Once it is three quarters full it doubles, a group with every entry added; so it is
 * never much fuller.
 *
 * <pre>
 *  group    0      1      2      3      4      5
 *         +------+------+------+------+------+------+
 *         | done | done | to   | to   | half | half |   a table of four groups that doubles:
 *         |      |      | come | come | of 0 | of 1 |   two are shared out already
 *         +------+------+------+------+------+------+
 * </pre>
 */
final class TagTable {
  /** The place of nothing; all others are good until an entry comes or goes. */
  static final long NOWHERE = TagBucket.NOWHERE;

  /** Buckets in a group: to share it out takes some microseconds. */
  private static final int GROUP = 64;

  private static final int GROUP_BYTES = GROUP * TagBucket.BYTES;

  /** Entries to a bucket from which on the table doubles: of 16 one has to pass its own then. */
  private static final double MOST_PER_BUCKET = 0.75 * TagBucket.ENTRIES;

  private final NativeMemory memory;
  private long base;
  private int buckets = GROUP;

  /** Buckets when it began to double; as many as there are while it does not. */
  private int half = GROUP;

  private int growAt;
  private int count;
  private int changes;

  /**
   * Tag and record of entries that found all buckets of their group full, as only a flood of equal
   * tags does.
   */
  private int[] spilled = {};

  private int spilledCount;

  /** Tags and records of a group while it is shared out. */
  private final int[] taken = new int[2 * GROUP * TagBucket.ENTRIES];

  /**
   * @param most entries that there will be as a rule; more make the memory grow
   */
  TagTable(final int most) {
    long wanted = GROUP;
    while (wanted * MOST_PER_BUCKET < most) {
      wanted *= 2;
    }
    memory = NativeMemory.reserve(wanted * TagBucket.BYTES, GROUP_BYTES);
    base = memory.address();
    clear(0);
    noteHalf();
  }

  private void noteHalf() {
    half = buckets;
    growAt = (int) Math.min(Integer.MAX_VALUE, half * MOST_PER_BUCKET);
  }

  /** The tag of a hash whose bits are all mixed. */
  static int tag(final long hash) {
    return (int) (hash >>> 32);
  }

  /** Memory outside the heap that is in use. */
  long usedBytes() {
    return (long) buckets * TagBucket.BYTES;
  }

  /** Changes with every entry that comes or goes: while it is the same, places are good. */
  int changes() {
    return changes;
  }

  /**
   * Reads the bucket of this tag, for what comes soon; the value means nothing. No branch depends
   * on what is read, so that reads in a row do not wait for each other.
   */
  long touch(final int tag) {
    return UnsafeApi.getLong(bucketOf(tag));
  }

  /** The place of the first entry with this tag, or {@link #NOWHERE}. */
  long find(final int tag) {
    final long bucket = bucketOf(tag);
    return orBehind(TagBucket.find(bucket, tag), bucket, tag);
  }

  /**
   * The record of the first entry with this tag or {@link Records#NULL}: the one that is wanted,
   * unless it is one of the few with the same tag.
   */
  int guess(final int tag) {
    final long place = find(tag);
    return place == NOWHERE ? Records.NULL : record(place);
  }

  /** The place of the next entry with the same tag, or {@link #NOWHERE}. */
  long findNext(final long place, final int tag) {
    if (isSpilled(place)) {
      return findSpilled(spillIndex(place) + 1, tag);
    }
    final long bucket = bucketAround(place);
    return orBehind(TagBucket.findNext(bucket, place, tag), bucket, tag);
  }

  /** The place of this record with this tag, or {@link #NOWHERE}. */
  long find(final int tag, final int record) {
    long place = find(tag);
    while (place != NOWHERE && record(place) != record) {
      place = findNext(place, tag);
    }
    return place;
  }

  private long orBehind(final long place, final long bucket, final int tag) {
    return place == NOWHERE && TagBucket.passed(bucket) != 0 ? findBehind(bucket, tag) : place;
  }

  private long findBehind(final long start, final int tag) {
    final long home = bucketOf(tag);
    for (long bucket = after(start); bucket != home; bucket = after(bucket)) {
      final long place = TagBucket.find(bucket, tag);
      if (place != NOWHERE || TagBucket.passed(bucket) == 0) {
        return place;
      }
    }
    return findSpilled(0, tag);
  }

  /** The record at a place. */
  int record(final long place) {
    return isSpilled(place) ? spilled[2 * spillIndex(place) + 1] : TagBucket.record(place);
  }

  /** Puts another record, with the same tag, in the place of one. */
  void replace(final long place, final int record) {
    if (isSpilled(place)) {
      spilled[2 * spillIndex(place) + 1] = record;
    } else {
      TagBucket.record(place, record);
    }
  }

  void add(final int tag, final int record) {
    if (count >= growAt) {
      grow();
    }
    count++;
    changes++;
    put(tag, record);
  }

  private void put(final int tag, final int record) {
    final long home = bucketOf(tag);
    long bucket = home;
    while (!TagBucket.add(bucket, tag, record)) {
      TagBucket.pass(bucket, 1);
      bucket = after(bucket);
      if (bucket == home) {
        spill(tag, record);
        return;
      }
    }
  }

  void remove(final int tag, final int record) {
    final long place = find(tag, record);
    if (place == NOWHERE) {
      throw new IllegalStateException("record " + record + " is not in the table");
    }
    remove(place, tag);
  }

  /** Removes the entry at a place, which has this tag. */
  void remove(final long place, final int tag) {
    count--;
    changes++;
    final long home = bucketOf(tag);
    if (isSpilled(place)) {
      spilledCount--;
      System.arraycopy(spilled, 2 * spilledCount, spilled, 2 * spillIndex(place), 2);
      TagBucket.pass(home, -1);
      passNoMore(after(home), home);
      return;
    }
    final long bucket = bucketAround(place);
    TagBucket.remove(bucket, place);
    passNoMore(home, bucket);
    fill(bucket);
  }

  /**
   * Takes what had to pass a bucket back into it, and what had to pass the next one into that.
   * Otherwise, with entries coming and going, more and more would lie behind their own bucket.
   */
  private void fill(final long start) {
    long bucket = start;
    while (TagBucket.passed(bucket) != 0) {
      final long next = after(bucket);
      final long place =
          TagBucket.findDisplaced(next, (int) ((next - base) >> TagBucket.SHIFT), GROUP);
      if (place == NOWHERE || next == start) {
        return;
      }
      TagBucket.add(bucket, TagBucket.tag(place), TagBucket.record(place));
      TagBucket.pass(bucket, -1);
      TagBucket.remove(next, place);
      bucket = next;
    }
  }

  /** One less passes the buckets from one to the one before another. */
  private void passNoMore(final long first, final long end) {
    for (long bucket = first; bucket != end; bucket = after(bucket)) {
      TagBucket.pass(bucket, -1);
    }
  }

  /** Without a branch: in which half of a table that doubles a tag lies is anybody's guess. */
  private long bucketOf(final int tag) {
    final int bucket = tag & (2 * half - 1);
    final int isNotYet = (buckets - 1 - bucket) >> (Integer.SIZE - 1);
    return at(bucket - (half & isNotYet));
  }

  private long at(final int bucket) {
    return base + ((long) bucket << TagBucket.SHIFT);
  }

  private long bucketAround(final long place) {
    return base + ((place - base) & -TagBucket.BYTES);
  }

  /** The bucket behind this one in its group. */
  private long after(final long bucket) {
    final long offset = bucket - base;
    return base + (offset & -GROUP_BYTES) + ((offset + TagBucket.BYTES) & (GROUP_BYTES - 1));
  }

  private void clear(final int firstBucket) {
    UnsafeApi.setMemory(at(firstBucket), GROUP_BYTES, (byte) 0);
  }

  /** One more group of buckets, for half of the entries of an older one. */
  private void grow() {
    if (usedBytes() + GROUP_BYTES > memory.lengthBytes()) {
      memory.grow(2 * memory.lengthBytes());
      base = memory.address();
    }
    final int older = buckets - half;
    final int length = takeFrom(older);
    clear(older);
    clear(buckets);
    buckets += GROUP;
    if (buckets == 2 * half) {
      noteHalf();
    }
    for (int i = 0; i < length; i += 2) {
      put(taken[i], taken[i + 1]);
    }
    if (spilledCount > 0) {
      putSpilledAgain(older, buckets - GROUP);
    }
  }

  /** Notes what is in the buckets of a group; returns how long the notes are. */
  private int takeFrom(final int firstBucket) {
    int length = 0;
    for (int i = firstBucket; i < firstBucket + GROUP; i++) {
      final long bucket = at(i);
      for (long rest = TagBucket.entries(bucket); rest != 0; rest &= rest - 1) {
        final long place = TagBucket.place(bucket, rest);
        taken[length] = TagBucket.tag(place);
        taken[length + 1] = TagBucket.record(place);
        length += 2;
      }
    }
    return length;
  }

  private static boolean isSpilled(final long place) {
    return place < 0;
  }

  private static int spillIndex(final long place) {
    return (int) ~place;
  }

  private long findSpilled(final int from, final int tag) {
    for (int i = from; i < spilledCount; i++) {
      if (spilled[2 * i] == tag) {
        return ~(long) i;
      }
    }
    return NOWHERE;
  }

  private void spill(final int tag, final int record) {
    if (2 * spilledCount == spilled.length) {
      spilled = Arrays.copyOf(spilled, 2 * Math.max(GROUP, spilled.length));
    }
    spilled[2 * spilledCount] = tag;
    spilled[2 * spilledCount + 1] = record;
    spilledCount++;
  }

  /** What was spilled from a group that has been shared out may find room now. */
  private void putSpilledAgain(final int older, final int newer) {
    final int[] before = Arrays.copyOf(spilled, 2 * spilledCount);
    spilledCount = 0;
    for (int i = 0; i < before.length; i += 2) {
      final int group = (int) ((bucketOf(before[i]) - base) >> TagBucket.SHIFT) & -GROUP;
      if (group == older || group == newer) {
        put(before[i], before[i + 1]);
      } else {
        spill(before[i], before[i + 1]);
      }
    }
  }
}
