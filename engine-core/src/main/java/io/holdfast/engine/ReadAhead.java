package io.holdfast.engine;

import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Brings what the next commands need into the processor's cache, before they are executed. Over
 * millions of reservations every look into a table is a cache miss, and one command's misses depend
 * on each other: table, record, neighbours in the queue of holds. Those of several commands do not.
 * So each stage of the way is one tight loop over all commands announced, and their misses overlap.
 *
 * <p>It only reads: what it finds may be outdated when the command comes, and nothing depends on
 * it. (The technique is batched prefetching, as in Valkey's dictPrefetch; Java has no prefetch
 * instruction, but the loads of a short loop do not wait for each other.)
 */
final class ReadAhead {
  /** Commands that are looked at together: as many misses as a core has under way, and some. */
  static final int MAX_COMMANDS = 64;

  /**
   * Records up to which the engine's state is likely in the cache anyway, and looking ahead would
   * only cost. With assertions, as in every test, a few are enough: the states of tests are small.
   */
  private static final int FEW_RECORDS =
      ReadAhead.class.desiredAssertionStatus() ? 1 << 6 : 1 << 16;

  /** Records of a memory that are read beyond those that left it the last time. */
  private static final int MORE_LEAVING = 8;

  private static final int ID = MessageHeaderDecoder.ENCODED_LENGTH + idOffset();
  private static final int ID_LO = ID + UuidDecoder.loEncodingOffset();
  private static final int SALE =
      MessageHeaderDecoder.ENCODED_LENGTH + ReserveDecoder.saleEncodingOffset();
  private static final int BUYER =
      MessageHeaderDecoder.ENCODED_LENGTH + ReserveDecoder.buyerEncodingOffset();
  private static final int ITEM =
      MessageHeaderDecoder.ENCODED_LENGTH + ReserveDecoder.itemEncodingOffset();
  private static final int GROUP =
      MessageHeaderDecoder.ENCODED_LENGTH + ReserveDecoder.groupEncodingOffset();

  private final EngineState engine;
  private final Records records;

  /** Of ids that are likely not known yet. */
  private final int[] newTags = new int[MAX_COMMANDS];

  private final int[] knownTags = new int[MAX_COMMANDS];
  private final int[] knownTemplates = new int[MAX_COMMANDS];
  private final int[] known = new int[MAX_COMMANDS];
  private final int[] neighbours = new int[2 * MAX_COMMANDS];
  private final int[] buyerTags = new int[MAX_COMMANDS];
  private final int[] newest = new int[MAX_COMMANDS];
  private final int[] leaving = new int[2 * MAX_COMMANDS];
  private int newCount;
  private int knownCount;
  private int neighbourCount;
  private int buyerCount;
  private int leavingCount;

  /** All that was read, added up: without a use of it the compiler would leave the reading out. */
  private long sum;

  ReadAhead(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  private static int idOffset() {
    return ConfirmDecoder.reservationEncodingOffset();
  }

  boolean isWorthwhile() {
    return records.limit() > FEW_RECORDS;
  }

  /** Announces a command whose first id is that of a reservation. */
  void announce(final int template, final DirectBuffer buffer, final int offset) {
    if (newCount + knownCount == MAX_COMMANDS) {
      return;
    }
    final int tag =
        IdIndex.tag(
            buffer.getLong(offset + ID, ByteOrder.LITTLE_ENDIAN),
            buffer.getLong(offset + ID_LO, ByteOrder.LITTLE_ENDIAN));
    if (template != ReserveDecoder.TEMPLATE_ID) {
      knownTemplates[knownCount] = template;
      knownTags[knownCount++] = tag;
      return;
    }
    newTags[newCount++] = tag;
    final Sale sale = engine.sales.sale(buffer.getLong(offset + SALE, ByteOrder.LITTLE_ENDIAN));
    if (sale != null) {
      announceBuyer(sale, buffer, offset);
    }
  }

  private void announceBuyer(final Sale sale, final DirectBuffer buffer, final int offset) {
    final long buyer = buffer.getLong(offset + BUYER, ByteOrder.LITTLE_ENDIAN);
    buyerTags[buyerCount++] = LiveReservations.tag(buyer, sale);
    if (!sale.counted.areNone()) {
      final Line line = sale.line(buffer.getLong(offset + ITEM, ByteOrder.LITTLE_ENDIAN));
      if (line != null) {
        engine.accountsAhead.note(
            line, buyer, buffer.getLong(offset + GROUP, ByteOrder.LITTLE_ENDIAN));
      }
    }
  }

  /**
   * Reads what the announced commands will need.
   *
   * @return all that was ever read, added up: it means nothing
   */
  long read() {
    touchIndex(knownTags, knownCount);
    touchIndex(newTags, newCount);
    readFree();
    leavingCount = 0;
    noteLeaving(engine.store.endedMemory());
    noteLeaving(engine.store.rejectionMemory());
    readKnown();
    readBuyers(buyerTags, buyerCount);
    readPlacesOfLeaving();
    // Ids that were likely new may be those of Reserves sent again.
    readRecords(newTags, newCount);
    sum += engine.accountsAhead.read();
    newCount = 0;
    knownCount = 0;
    buyerCount = 0;
    return sum;
  }

  private void touchIndex(final int[] tags, final int count) {
    final IdIndex index = engine.store.index();
    for (int i = 0; i < count; i++) {
      sum += index.touch(tags[i]);
    }
  }

  /** The records that known ids stand for, and their neighbours' links. */
  private void readKnown() {
    readRecords(knownTags, knownCount);
    neighbourCount = 0;
    for (int i = 0; i < knownCount; i++) {
      noteNeighbours(known[i], knownTemplates[i]);
    }
    for (int i = 0; i < neighbourCount; i++) {
      sum += records.next(neighbours[i]) + records.word(neighbours[i], Store.DEADLINE);
    }
  }

  /** The records that new ids will get. */
  private void readFree() {
    final SaleMarks marks = engine.store.marks();
    final int count = records.nextFree(newCount, known);
    for (int i = 0; i < count; i++) {
      sum += records.touch(known[i]) + marks.get(known[i]);
    }
  }

  /** What is known under some ids, whose places in the index were read before. */
  private void readRecords(final int[] tags, final int count) {
    final IdIndex index = engine.store.index();
    for (int i = 0; i < count; i++) {
      known[i] = index.guess(tags[i]);
    }
    for (int i = 0; i < count; i++) {
      sum += records.touch(known[i]);
    }
  }

  /** Those before and behind it in its queue, and its buyer if the hold ends. */
  private void noteNeighbours(final int record, final int template) {
    if (record == Records.NULL || records.kind(record) != Kind.RESERVATION) {
      return;
    }
    final Line line = engine.lineOf(record);
    if (!line.holds.isFirst(record)) {
      neighbours[neighbourCount++] = records.previous(record);
    }
    neighbours[neighbourCount++] = records.next(record);
    final long buyer = records.word(record, Store.BUYER);
    if (template == ReleaseDecoder.TEMPLATE_ID) {
      engine.accountsAhead.note(line, buyer, records.word(record, Store.GROUP));
    }
    if (template == ReleaseDecoder.TEMPLATE_ID || template == ConfirmDecoder.TEMPLATE_ID) {
      buyerTags[buyerCount++] = LiveReservations.tag(buyer, line.sale);
    }
  }

  /** As many as it was the last time, and some: what is read too early is not read in vain. */
  private void noteLeaving(final Memory memory) {
    final int before = memory.takePushedOut();
    if (before > 0) {
      noteLeaving(memory, Math.min(before + MORE_LEAVING, MAX_COMMANDS));
    }
  }

  /** Notes what a full memory will forget to make room, and reads it. */
  private void noteLeaving(final Memory memory, final int count) {
    final int from = leavingCount;
    for (int i = count - 1; i >= 0; i--) {
      leaving[leavingCount++] = memory.leaving(i);
    }
    for (int i = from; i < leavingCount; i++) {
      sum += records.touch(leaving[i]);
    }
  }

  /** The newest that each buyer has in the sale: one that is older hangs on it. */
  long readBuyers(final int[] tags, final int count) {
    for (int i = 0; i < count; i++) {
      sum += engine.live.touch(tags[i]);
    }
    for (int i = 0; i < count; i++) {
      newest[i] = engine.live.guess(tags[i]);
    }
    for (int i = 0; i < count; i++) {
      sum += records.low(newest[i], Store.PLACE) + records.word(newest[i], Store.BUYER);
    }
    return sum;
  }

  /** What a memory will forget if so many more are to be remembered. */
  long readLeaving(final Memory memory, final int count) {
    leavingCount = 0;
    if (memory.isFull()) {
      noteLeaving(memory, count);
      readPlacesOfLeaving();
    }
    return sum;
  }

  private void readPlacesOfLeaving() {
    for (int i = 0; i < leavingCount; i++) {
      readPlaceOf(leaving[i]);
    }
  }

  /** Where the index has it: that may be anywhere. */
  private void readPlaceOf(final int record) {
    sum += engine.store.index().touch(IdIndex.tag(records.idHi(record), records.idLo(record)));
  }

  /** Reads what it takes to clear these records away. */
  void readForSweep(final int[] swept, final int count) {
    for (int i = 0; i < count; i++) {
      sum += records.touch(swept[i]);
    }
    for (int i = 0; i < count; i++) {
      readPlaceOf(swept[i]);
    }
  }
}
