package io.holdfast.engine;

import java.util.Arrays;

/**
 * One fixed-size record per remembered id, in chunks that are added as needed and never moved:
 * growth costs one chunk, not a copy. A record is named by its index; 0 is no record. A freed
 * record is used again.
 *
 * <pre>
 *  word   RESERVATION          REJECTED_RESERVE   BASKET              REJECTED_BASKET   CANCEL, operator commands
 *   0     id hi                ...
 *   1     id lo                ...
 *   2     asked or index in basket (32) | kind (8) | state (6) | queue (2) | marks (8) | tier (3) | heap rank (5)
 *   3     previous | next: in a queue of holds, a waitlist or a memory; left | right in the heap of holds
 *   4     line | granted       line | quantity    sale | lines        sale | lines      sale | granted
 *   5     deadline ms          -                  line at fault       line at fault     quantity asked | delta
 *   6     buyer                buyer              buyer               buyer             reservation hi
 *   7     next of buyer |      -                  -                   -                 expected available
 *         heap parent                                                                   or policy's fingerprint
 *   8     order of deadline    remembered at ms   granted | -         remembered at ms  remembered at ms
 *         or confirmed|cancelled
 *         or ended at ms
 *   9     basket | next in it  code | -           first line | left   code | line       code | flags
 *  10     held since ms        -                  lines' fingerprint  fingerprint       texts' fingerprint
 *  11     group                group              group               group             reservation lo | item
 *  12     sequence             ...
 * </pre>
 *
 * Halves are written "left | right" with left in the low 32 bits. 104 bytes a record. The first
 * eight words, a cache line's worth, are all that most commands look at.
 */
final class Records {
  /** No record. */
  static final int NULL = 0;

  static final int RECORD_LONGS = 13;

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK_RECORDS = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_RECORDS - 1;

  private static final int ID_HI = 0;
  private static final int ID_LO = 1;
  private static final int HEAD = 2;
  private static final int LINKS = 3;
  private static final int SEQUENCE = 12;

  private static final int KIND_SHIFT = 32;
  private static final int STATE_SHIFT = 40;
  private static final int QUEUE_SHIFT = 46;
  private static final int MARKS_SHIFT = 48;
  private static final int TIER_SHIFT = 56;
  private static final int RANK_SHIFT = 59;
  private static final int TWO_BITS = 0x3;
  private static final int THREE_BITS = 0x7;
  private static final int FIVE_BITS = 0x1F;
  private static final int SIX_BITS = 0x3F;
  private static final int BYTE = 0xFF;

  private static final long LOW = 0xFFFF_FFFFL;

  /** Words of a block from this one on name a free record each. */
  private static final int FIRST_FREE = LINKS;

  private static final int FREE_PER_BLOCK = RECORD_LONGS - FIRST_FREE;

  private long[][] chunks = new long[16][];
  private int chunkCount;
  private int used = 1;

  /**
   * A free record that names others, {@value #FREE_PER_BLOCK} at most, in the words that a record
   * in use has for other things: to free a record, and to use it again, takes no look at it.
   */
  private int freeBlock = NULL;

  private int freeInBlock;

  /** An empty record of this kind. */
  int allocate(final int kind, final long hi, final long lo, final long sequence) {
    final int record = takeFree();
    final long[] chunk = chunk(record);
    final int base = base(record);
    chunk[base + ID_HI] = hi;
    chunk[base + ID_LO] = lo;
    chunk[base + HEAD] = (long) kind << KIND_SHIFT;
    for (int i = LINKS; i < SEQUENCE; i++) {
      chunk[base + i] = 0;
    }
    chunk[base + SEQUENCE] = sequence;
    return record;
  }

  private int takeFree() {
    if (freeInBlock > 0) {
      freeInBlock--;
      return (int) word(freeBlock, FIRST_FREE + freeInBlock);
    }
    if (freeBlock != NULL) {
      final int record = freeBlock;
      freeBlock = asked(record);
      freeInBlock = freeBlock == NULL ? 0 : FREE_PER_BLOCK;
      return record;
    }
    if (used >> CHUNK_BITS == chunkCount) {
      addChunk();
    }
    return used++;
  }

  private void addChunk() {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunks.length * 2);
    }
    chunks[chunkCount++] = new long[CHUNK_RECORDS * RECORD_LONGS];
  }

  void free(final int record) {
    word(record, HEAD, 0);
    if (freeBlock == NULL || freeInBlock == FREE_PER_BLOCK) {
      asked(record, freeBlock);
      freeBlock = record;
      freeInBlock = 0;
    } else {
      word(freeBlock, FIRST_FREE + freeInBlock, record);
      freeInBlock++;
    }
  }

  /** One more than the highest index in use: every record has a lower one. */
  int limit() {
    return used;
  }

  /** Reads from every cache line of a record, for {@link ReadAhead}; the value means nothing. */
  long touch(final int record) {
    final long[] chunk = chunk(record);
    final int base = base(record);
    return chunk[base] + chunk[base + RECORD_LONGS / 2] + chunk[base + RECORD_LONGS - 1];
  }

  boolean hasId(final int record, final long hi, final long lo) {
    final long[] chunk = chunk(record);
    final int base = base(record);
    return chunk[base + ID_HI] == hi && chunk[base + ID_LO] == lo;
  }

  long idHi(final int record) {
    return word(record, ID_HI);
  }

  long idLo(final int record) {
    return word(record, ID_LO);
  }

  long sequence(final int record) {
    return word(record, SEQUENCE);
  }

  /** Units asked for, or the index in the basket; of a block of free ones the next block. */
  int asked(final int record) {
    return low(record, HEAD);
  }

  void asked(final int record, final int asked) {
    low(record, HEAD, asked);
  }

  int kind(final int record) {
    return bits(record, KIND_SHIFT, BYTE);
  }

  void kind(final int record, final int kind) {
    bits(record, KIND_SHIFT, BYTE, kind);
  }

  int state(final int record) {
    return bits(record, STATE_SHIFT, SIX_BITS);
  }

  void state(final int record, final int state) {
    bits(record, STATE_SHIFT, SIX_BITS, state);
  }

  /** Its next state, in which it is in no queue of holds so far: one write for both. */
  void moveTo(final int record, final int state) {
    bits(record, STATE_SHIFT, BYTE, state & SIX_BITS);
  }

  /** Which queue of holds it is in; 0: none. */
  int queue(final int record) {
    return bits(record, QUEUE_SHIFT, TWO_BITS);
  }

  void queue(final int record, final int queue) {
    bits(record, QUEUE_SHIFT, TWO_BITS, queue);
  }

  int marks(final int record) {
    return bits(record, MARKS_SHIFT, BYTE);
  }

  void marks(final int record, final int marks) {
    bits(record, MARKS_SHIFT, BYTE, marks);
  }

  int tier(final int record) {
    return bits(record, TIER_SHIFT, THREE_BITS);
  }

  void tier(final int record, final int tier) {
    bits(record, TIER_SHIFT, THREE_BITS, tier);
  }

  int rank(final int record) {
    return bits(record, RANK_SHIFT, FIVE_BITS);
  }

  void rank(final int record, final int rank) {
    bits(record, RANK_SHIFT, FIVE_BITS, rank);
  }

  /** What a new record is to say of its command, at once: none of it may have been said before. */
  void describe(final int record, final int asked, final int marks, final int tier) {
    chunk(record)[base(record) + HEAD] |=
        (asked & LOW) | (long) marks << MARKS_SHIFT | (long) tier << TIER_SHIFT;
  }

  int previous(final int record) {
    return (int) links(record);
  }

  void previous(final int record, final int previous) {
    low(record, LINKS, previous);
  }

  int next(final int record) {
    return (int) (links(record) >>> 32);
  }

  void next(final int record, final int next) {
    high(record, LINKS, next);
  }

  /** Both neighbours at once, in the order of the halves. */
  long links(final int record) {
    return word(record, LINKS);
  }

  /** Both neighbours at once: unlike one alone, without a look at what they were. */
  void links(final int record, final int previous, final int next) {
    halves(record, LINKS, previous, next);
  }

  long word(final int record, final int index) {
    return chunk(record)[base(record) + index];
  }

  void word(final int record, final int index, final long value) {
    chunk(record)[base(record) + index] = value;
  }

  /** Both halves of a word at once, without a look at what they were. */
  void halves(final int record, final int index, final int low, final int high) {
    word(record, index, (low & LOW) | (long) high << 32);
  }

  int low(final int record, final int index) {
    return (int) word(record, index);
  }

  void low(final int record, final int index, final int value) {
    final long[] chunk = chunk(record);
    final int at = base(record) + index;
    chunk[at] = (chunk[at] & ~LOW) | (value & LOW);
  }

  int high(final int record, final int index) {
    return (int) (word(record, index) >>> 32);
  }

  void high(final int record, final int index, final int value) {
    final long[] chunk = chunk(record);
    final int at = base(record) + index;
    chunk[at] = (chunk[at] & LOW) | (long) value << 32;
  }

  private int bits(final int record, final int shift, final int mask) {
    return (int) (word(record, HEAD) >>> shift) & mask;
  }

  private void bits(final int record, final int shift, final int mask, final int value) {
    final long[] chunk = chunk(record);
    final int at = base(record) + HEAD;
    chunk[at] = (chunk[at] & ~((long) mask << shift)) | (long) (value & mask) << shift;
  }

  private long[] chunk(final int record) {
    return chunks[record >>> CHUNK_BITS];
  }

  private static int base(final int record) {
    return (record & CHUNK_MASK) * RECORD_LONGS;
  }
}
