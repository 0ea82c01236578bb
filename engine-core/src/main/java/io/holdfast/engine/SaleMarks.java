package io.holdfast.engine;

import org.agrona.UnsafeApi;

/**
 * A byte for each record that says whose it is: the lowest bits of its sale's ordinal. To find what
 * a forgotten sale left, {@link Sweep} looks through these and not through the records, which are a
 * hundred times as long. A mark that is wrong costs a look at the record: sales may share one, and
 * that of a record which is free says nothing.
 */
final class SaleMarks {
  /** How many marks there are. */
  static final int MARKS = 1 << Byte.SIZE;

  private static final int MASK = MARKS - 1;

  /** Marks that there is room for in any case. */
  private static final int FEWEST = 1 << 10;

  private final NativeMemory memory;

  /** Of {@link #memory}. */
  private long address;

  /**
   * @param most records that there will be as a rule; more make the memory grow
   */
  SaleMarks(final int most) {
    memory = NativeMemory.reserve(Math.max(FEWEST, most + 1L), FEWEST);
    address = memory.address();
  }

  /** The mark of this sale's records. */
  static int of(final Sale sale) {
    return sale.ordinal & MASK;
  }

  void set(final int record, final Sale sale) {
    while (record >= memory.lengthBytes()) {
      memory.grow(2 * memory.lengthBytes());
      address = memory.address();
    }
    UnsafeApi.putByte(address + record, (byte) of(sale));
  }

  /** The mark of a record; any mark at all if none was ever set. */
  int get(final int record) {
    return UnsafeApi.getByte(address + record) & MASK;
  }
}
