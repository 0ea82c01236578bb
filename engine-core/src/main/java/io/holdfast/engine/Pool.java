package io.holdfast.engine;

import java.util.Arrays;

/**
 * Entries of a few words each, in chunks that are added as needed and never moved, chained into a
 * hash table whose size is fixed at once and whose parts come with their first entry. An entry is
 * named by its index; 0 is none. A freed entry is used again. The low half of one word, {@code
 * chainWord}, belongs to the pool.
 */
final class Pool {
  static final int NULL = 0;

  private static final int LEAST_SLOTS = 1_024;
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK_ENTRIES = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_ENTRIES - 1;
  private static final long LOW = 0xFFFF_FFFFL;

  private final int words;
  private final int chainWord;
  private final int slotMask;

  /** First entries of the chains, a part per chunk's worth of slots; null: all are empty. */
  private final int[][] heads;

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
    final int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(expected));
    slotMask = slots - 1;
    heads = new int[Math.max(1, slots >>> CHUNK_BITS)][];
  }

  /** First entry of the chain in which entries with this hash are. */
  int head(final long hash) {
    return headOf((int) hash & slotMask);
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
    final int slot = (int) hash & slotMask;
    low(entry, chainWord, headOf(slot));
    head(slot, entry);
    return entry;
  }

  void remove(final int entry, final long hash) {
    final int slot = (int) hash & slotMask;
    int before = headOf(slot);
    if (before == entry) {
      head(slot, next(entry));
    } else {
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

  private int headOf(final int slot) {
    final int[] part = heads[slot >>> CHUNK_BITS];
    return part == null ? NULL : part[slot & CHUNK_MASK];
  }

  private void head(final int slot, final int entry) {
    int[] part = heads[slot >>> CHUNK_BITS];
    if (part == null) {
      part = new int[Math.min(slotMask + 1, CHUNK_ENTRIES)];
      heads[slot >>> CHUNK_BITS] = part;
    }
    part[slot & CHUNK_MASK] = entry;
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
