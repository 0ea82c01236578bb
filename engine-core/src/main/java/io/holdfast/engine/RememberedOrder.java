package io.holdfast.engine;

import org.agrona.UnsafeApi;

/**
 * In which order records came into a {@link Memory}, side by side: {@link ReadAhead} finds those
 * that leave next here, where in the memory's list every link to the next is a cache miss that
 * waits for the one before. Only a hint, the list is what counts: records that were taken out from
 * between others go on being named until the first one that is behind them leaves.
 */
final class RememberedOrder {
  /** Records that there is room for in any case. */
  private static final int FEWEST = 1 << 10;

  /** Names that are passed over when one leaves. More than one: those taken out are caught up. */
  private static final int PASSED_PER_LEAVING = 8;

  private final NativeMemory memory;
  private final long address;
  private final int mask;

  /** Which one the first of the memory is, and which one comes next; they run on. */
  private long first;

  private long end;

  /**
   * @param most records that the memory has; half as many names more are kept at least
   */
  RememberedOrder(final int most) {
    long wanted = FEWEST;
    while (wanted < most + most / 2L) {
      wanted *= 2;
    }
    memory = NativeMemory.reserve(wanted * Integer.BYTES, FEWEST * Integer.BYTES);
    address = memory.address();
    mask = (int) (Long.highestOneBit(memory.lengthBytes()) / Integer.BYTES) - 1;
  }

  /** Memory that is in use. */
  long usedBytes() {
    return Math.min(end, mask + 1L) * Integer.BYTES;
  }

  void add(final int record) {
    if (end - first > mask) {
      first++;
    }
    UnsafeApi.putInt(at(end++), record);
  }

  /** The memory's first record leaves it. */
  void leaves(final int record) {
    for (int i = 0; i < PASSED_PER_LEAVING && first != end; i++) {
      if (UnsafeApi.getInt(at(first++)) == record) {
        return;
      }
    }
  }

  /** The record that is likely the first but so many, or {@link Records#NULL}. */
  int get(final int index) {
    return index < end - first ? UnsafeApi.getInt(at(first + index)) : Records.NULL;
  }

  private long at(final long number) {
    return address + (number & mask) * Integer.BYTES;
  }
}
