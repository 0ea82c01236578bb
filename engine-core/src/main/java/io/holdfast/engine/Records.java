package io.holdfast.engine;

import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * One fixed-size record per remembered id, side by side in one block of memory: reserved for as
 * many as the ceilings allow, and backed by the system as it is used, so that growth costs a page
 * and a record is found by its index alone. Index 0 is no record. A freed record is used again.
 *
 * <p>The memory is outside the heap, and only assertions check its bounds; every test runs with
 * them. (To find the chunk of an array and check its bounds, at each of the fifty looks that a
 * command takes at records, was a tenth of its time.) An index comes from this class or from a link
 * in a record, never from a command.
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
 * Halves are written "left | right" with left in the low 32 bits, and read and written each by
 * itself, as the parts of word 2 are. 104 bytes a record. The first eight words, a cache line's
 * worth, are all that most commands look at.
 */
final class Records {
  /** No record. */
  static final int NULL = 0;

  static final int RECORD_LONGS = 13;

  private static final int RECORD_BYTES = RECORD_LONGS * Long.BYTES;

  /** Records that there is room for in any case. */
  private static final int FEWEST = 1 << 10;

  private static final int ID_HI = 0;
  private static final int ID_LO = Long.BYTES;
  private static final int HEAD = 2 * Long.BYTES;
  private static final int ASKED = HEAD;
  private static final int KIND = HEAD + 4;
  private static final int STATE_AND_QUEUE = HEAD + 5;
  private static final int MARKS = HEAD + 6;
  private static final int TIER_AND_RANK = HEAD + 7;
  private static final int PREVIOUS = 3 * Long.BYTES;
  private static final int NEXT = PREVIOUS + Integer.BYTES;
  private static final int SEQUENCE = (RECORD_LONGS - 1) * Long.BYTES;

  private static final int QUEUE_SHIFT = 6;
  private static final int RANK_SHIFT = 3;
  private static final int SIX_BITS = 0x3F;
  private static final int THREE_BITS = 0x7;
  private static final int BYTE = 0xFF;

  /** Where a word has its low half. */
  private static final int LOW = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 4;

  private static final int HIGH = Integer.BYTES - LOW;

  /** Words of a block from this one on name a free record each. */
  private static final int FIRST_FREE = 3;

  private static final int FREE_PER_BLOCK = RECORD_LONGS - FIRST_FREE;

  private final NativeMemory memory;

  /** Of {@link #memory}, at hand for every look at a record. */
  private long address;

  private int capacity;
  private int used = 1;

  /**
   * A free record that names others, {@value #FREE_PER_BLOCK} at most, in the words that a record
   * in use has for other things: to free a record, and to use it again, takes no look at it.
   */
  private int freeBlock = NULL;

  private int freeInBlock;

  /**
   * @param most records that there will be as a rule; more make the memory grow
   */
  Records(final int most) {
    final long fewestBytes = (long) FEWEST * RECORD_BYTES;
    memory = NativeMemory.reserve(Math.max(fewestBytes, (most + 1L) * RECORD_BYTES), fewestBytes);
    noteMemory();
    UnsafeApi.setMemory(address, RECORD_BYTES, (byte) 0);
  }

  private void noteMemory() {
    address = memory.address();
    capacity = (int) Math.min(Integer.MAX_VALUE, memory.lengthBytes() / RECORD_BYTES);
  }

  /** An empty record of this kind. */
  int allocate(final int kind, final long hi, final long lo, final long sequence) {
    final int record = takeFree();
    final long at = at(record);
    UnsafeApi.putLong(at + ID_HI, hi);
    UnsafeApi.putLong(at + ID_LO, lo);
    for (int offset = HEAD; offset < SEQUENCE; offset += Long.BYTES) {
      UnsafeApi.putLong(at + offset, 0);
    }
    UnsafeApi.putByte(at + KIND, (byte) kind);
    UnsafeApi.putLong(at + SEQUENCE, sequence);
    return record;
  }

  private int takeFree() {
    if (freeInBlock > 0) {
      freeInBlock--;
      return low(freeBlock, FIRST_FREE + freeInBlock);
    }
    if (freeBlock != NULL) {
      final int record = freeBlock;
      freeBlock = asked(record);
      freeInBlock = freeBlock == NULL ? 0 : FREE_PER_BLOCK;
      return record;
    }
    if (used == capacity) {
      memory.grow(2 * memory.lengthBytes());
      noteMemory();
    }
    return used++;
  }

  /**
   * For {@link ReadAhead}: the free records that will likely be used next.
   *
   * @return how many of those asked for there are
   */
  int nextFree(final int count, final int[] next) {
    int block = freeBlock;
    int left = freeInBlock;
    int found = 0;
    while (found < count && block != NULL) {
      if (left > 0) {
        left--;
        next[found++] = low(block, FIRST_FREE + left);
      } else {
        next[found++] = block;
        block = asked(block);
        left = FREE_PER_BLOCK;
      }
    }
    return found;
  }

  void free(final int record) {
    UnsafeApi.putLong(at(record) + HEAD, 0);
    if (freeBlock == NULL || freeInBlock == FREE_PER_BLOCK) {
      asked(record, freeBlock);
      freeBlock = record;
      freeInBlock = 0;
    } else {
      low(freeBlock, FIRST_FREE + freeInBlock, record);
      freeInBlock++;
    }
  }

  /** One more than the highest index in use: every record has a lower one. */
  int limit() {
    return used;
  }

  /** Memory that the records used so far take. */
  long usedBytes() {
    return (long) used * RECORD_BYTES;
  }

  /** Reads from every cache line of a record, for {@link ReadAhead}; the value means nothing. */
  long touch(final int record) {
    final long at = at(record);
    return UnsafeApi.getLong(at)
        + UnsafeApi.getLong(at + RECORD_BYTES / 2)
        + UnsafeApi.getLong(at + SEQUENCE);
  }

  boolean hasId(final int record, final long hi, final long lo) {
    final long at = at(record);
    return UnsafeApi.getLong(at + ID_HI) == hi && UnsafeApi.getLong(at + ID_LO) == lo;
  }

  long idHi(final int record) {
    return UnsafeApi.getLong(at(record) + ID_HI);
  }

  long idLo(final int record) {
    return UnsafeApi.getLong(at(record) + ID_LO);
  }

  long sequence(final int record) {
    return UnsafeApi.getLong(at(record) + SEQUENCE);
  }

  /** Units asked for, or the index in the basket; of a block of free ones the next block. */
  int asked(final int record) {
    return UnsafeApi.getInt(at(record) + ASKED);
  }

  void asked(final int record, final int asked) {
    UnsafeApi.putInt(at(record) + ASKED, asked);
  }

  int kind(final int record) {
    return UnsafeApi.getByte(at(record) + KIND);
  }

  void kind(final int record, final int kind) {
    UnsafeApi.putByte(at(record) + KIND, (byte) kind);
  }

  int state(final int record) {
    return UnsafeApi.getByte(at(record) + STATE_AND_QUEUE) & SIX_BITS;
  }

  void state(final int record, final int state) {
    stateAndQueue(record, state, queue(record));
  }

  /** Its next state, in which it is in no queue of holds so far. */
  void moveTo(final int record, final int state) {
    stateAndQueue(record, state, 0);
  }

  /** Which queue of holds it is in; 0: none. */
  int queue(final int record) {
    return (UnsafeApi.getByte(at(record) + STATE_AND_QUEUE) & BYTE) >>> QUEUE_SHIFT;
  }

  void queue(final int record, final int queue) {
    stateAndQueue(record, state(record), queue);
  }

  private void stateAndQueue(final int record, final int state, final int queue) {
    UnsafeApi.putByte(
        at(record) + STATE_AND_QUEUE, (byte) ((state & SIX_BITS) | (queue << QUEUE_SHIFT)));
  }

  int marks(final int record) {
    return UnsafeApi.getByte(at(record) + MARKS) & BYTE;
  }

  void marks(final int record, final int marks) {
    UnsafeApi.putByte(at(record) + MARKS, (byte) marks);
  }

  int tier(final int record) {
    return UnsafeApi.getByte(at(record) + TIER_AND_RANK) & THREE_BITS;
  }

  void tier(final int record, final int tier) {
    tierAndRank(record, tier, rank(record));
  }

  int rank(final int record) {
    return (UnsafeApi.getByte(at(record) + TIER_AND_RANK) & BYTE) >>> RANK_SHIFT;
  }

  void rank(final int record, final int rank) {
    tierAndRank(record, tier(record), rank);
  }

  private void tierAndRank(final int record, final int tier, final int rank) {
    UnsafeApi.putByte(
        at(record) + TIER_AND_RANK, (byte) ((tier & THREE_BITS) | (rank << RANK_SHIFT)));
  }

  /** What a new record is to say of its command: its rank must not have been set. */
  void describe(final int record, final int asked, final int marks, final int tier) {
    asked(record, asked);
    marks(record, marks);
    tierAndRank(record, tier, 0);
  }

  int previous(final int record) {
    return UnsafeApi.getInt(at(record) + PREVIOUS);
  }

  void previous(final int record, final int previous) {
    UnsafeApi.putInt(at(record) + PREVIOUS, previous);
  }

  int next(final int record) {
    return UnsafeApi.getInt(at(record) + NEXT);
  }

  void next(final int record, final int next) {
    UnsafeApi.putInt(at(record) + NEXT, next);
  }

  void links(final int record, final int previous, final int next) {
    previous(record, previous);
    next(record, next);
  }

  long word(final int record, final int index) {
    return UnsafeApi.getLong(at(record) + (long) index * Long.BYTES);
  }

  void word(final int record, final int index, final long value) {
    UnsafeApi.putLong(at(record) + (long) index * Long.BYTES, value);
  }

  int low(final int record, final int index) {
    return UnsafeApi.getInt(at(record) + (long) index * Long.BYTES + LOW);
  }

  void low(final int record, final int index, final int value) {
    UnsafeApi.putInt(at(record) + (long) index * Long.BYTES + LOW, value);
  }

  int high(final int record, final int index) {
    return UnsafeApi.getInt(at(record) + (long) index * Long.BYTES + HIGH);
  }

  void high(final int record, final int index, final int value) {
    UnsafeApi.putInt(at(record) + (long) index * Long.BYTES + HIGH, value);
  }

  void halves(final int record, final int index, final int low, final int high) {
    low(record, index, low);
    high(record, index, high);
  }

  private long at(final int record) {
    assert record >= 0 && record < used : "no record " + record;
    return address + (long) record * RECORD_BYTES;
  }
}
