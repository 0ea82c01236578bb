package io.holdfast.engine;

import java.util.Arrays;

/**
 * Entries of a few words each, in chunks that are added as needed and never moved, chained into a
 * hash table that is sized once. An entry is named by its index; 0 is none. A freed entry is used
 * again. The low half of one word, {@code chainWord}, belongs to the pool.
 */
final class Pool {
  static final int NULL = 0;

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK_ENTRIES = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_ENTRIES - 1;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int words;
  private final int chainWord;
  private final int[] heads;
  private long[][] chunks = new long[16][];
  private int chunkCount;
  private int used = 1;
  private int firstFree = NULL;

  /**
   * @param words per entry
   * @param chainWord whose low half links the entries of one slot
   * @param expected entries for which the hash table is sized
   */
  Pool(final int words, final int chainWord, final int expected) {
    this.words = words;
    this.chainWord = chainWord;
    heads = new int[Math.max(1_024, Integer.highestOneBit(expected))];
  }

  /** First entry of the chain in which entries with this hash are. */
  int head(final long hash) {
    return heads[(int) hash & (heads.length - 1)];
  }

  int next(final int entry) {
    return low(entry, chainWord);
  }

  /** A new entry, all zeros, in the chain of this hash. */
  int add(final long hash) {
    final int entry = takeFree();
    final long[] chunk = chunks[entry >>> CHUNK_BITS];
    final int base = (entry & CHUNK_MASK) * words;
    Arrays.fill(chunk, base, base + words, 0);
    final int slot = (int) hash & (heads.length - 1);
    low(entry, chainWord, heads[slot]);
    heads[slot] = entry;
    return entry;
  }

  void remove(final int entry, final long hash) {
    final int slot = (int) hash & (heads.length - 1);
    if (heads[slot] == entry) {
      heads[slot] = next(entry);
    } else {
      int before = heads[slot];
      while (next(before) != entry) {
        before = next(before);
      }
      low(before, chainWord, next(entry));
    }
    final int base = (entry & CHUNK_MASK) * words;
    Arrays.fill(chunks[entry >>> CHUNK_BITS], base, base + words, 0);
    low(entry, chainWord, firstFree);
    firstFree = entry;
  }

  /** One more than the highest index in use. */
  int limit() {
    return used;
  }

  long word(final int entry, final int index) {
    return chunks[entry >>> CHUNK_BITS][(entry & CHUNK_MASK) * words + index];
  }

  void word(final int entry, final int index, final long value) {
    chunks[entry >>> CHUNK_BITS][(entry & CHUNK_MASK) * words + index] = value;
  }

  int low(final int entry, final int index) {
    return (int) word(entry, index);
  }

  void low(final int entry, final int index, final int value) {
    word(entry, index, (word(entry, index) & ~LOW) | (value & LOW));
  }

  int high(final int entry, final int index) {
    return (int) (word(entry, index) >>> 32);
  }

  void high(final int entry, final int index, final int value) {
    word(entry, index, (word(entry, index) & LOW) | (long) value << 32);
  }

  private int takeFree() {
    if (firstFree != NULL) {
      final int entry = firstFree;
      firstFree = low(entry, chainWord);
      return entry;
    }
    if (used >> CHUNK_BITS == chunkCount) {
      if (chunkCount == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunks.length * 2);
      }
      chunks[chunkCount++] = new long[CHUNK_ENTRIES * words];
    }
    return used++;
  }
}
