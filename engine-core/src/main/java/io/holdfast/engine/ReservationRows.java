package io.holdfast.engine;

import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.StateList;
import io.holdfast.protocol.codec.StateReservationsEncoder;
import io.holdfast.protocol.codec.StateReservationsEncoder.ReservationsEncoder;

/**
 * Writes reservations: what is in a list in the order of the list, and the rest as it lies. Each
 * gets the next number.
 */
final class ReservationRows extends StateRows {
  private final StateReservationsEncoder message = new StateReservationsEncoder();
  private final EngineState engine;
  private final Records records;
  private final StateNumbers numbers;

  /** Number by record. */
  private final int[] numberOf;

  private ReservationsEncoder rows;
  private StateList list;

  ReservationRows(
      final StateMessages messages, final EngineState engine, final StateNumbers numbers) {
    super(messages, StateReservationsEncoder.TEMPLATE_ID, ReservationsEncoder.sbeBlockLength());
    this.engine = engine;
    this.records = engine.records;
    this.numbers = numbers;
    numberOf = new int[records.limit()];
  }

  /** Number of a reservation that was written. */
  int numberOf(final int record) {
    return numberOf[record];
  }

  void write() {
    writeHolds(StateList.HELD);
    writeHolds(StateList.PAYING);
    writeWaiting();
    writeLoose();
    writeEnded();
  }

  private void writeHolds(final StateList kind) {
    list = kind;
    for (final Sale sale : engine.sales.sales()) {
      for (final Line line : sale.lines()) {
        writeFrom(line.holds.firstOf(kind == StateList.PAYING));
      }
    }
    flush();
  }

  private void writeWaiting() {
    list = StateList.WAITING;
    for (final Sale sale : engine.sales.sales()) {
      for (final Line line : sale.lines()) {
        for (int tier = 0; tier < Waitlist.TIERS; tier++) {
          writeFrom(line.waitlist.firstOf(tier));
        }
      }
    }
    flush();
  }

  private void writeFrom(final int first) {
    for (int record = first; record != Records.NULL; record = records.next(record)) {
      row(record);
    }
  }

  private void writeLoose() {
    list = StateList.LOOSE;
    for (int record = 1; record < records.limit(); record++) {
      if (records.kind(record) == Kind.RESERVATION && isLoose(record)) {
        row(record);
      }
    }
    flush();
  }

  private boolean isLoose(final int record) {
    if (engine.sweep.isUnderWay() && engine.store.isOfForgottenSale(record)) {
      return false;
    }
    return Holds.isHold(records, record)
        ? HoldQueue.isUnordered(records, record)
        : records.state(record) != ReservationState.WAITLISTED.value()
            && !engine.store.isEnded(record);
  }

  private void writeEnded() {
    list = StateList.ENDED;
    final int first = engine.store.endedMemory().first();
    for (int record = first; record != Records.NULL; record = records.next(record)) {
      if (engine.store.isOfForgottenSale(record)) {
        gone(record);
      } else {
        row(record);
      }
    }
    flush();
  }

  private void row(final int record) {
    next();
    numberOf[record] = (int) (total() - 1);
    rows.next().reservation().hi(records.idHi(record)).lo(records.idLo(record));
    rows.sequence(records.sequence(record))
        .buyer(records.word(record, Store.BUYER))
        .group(records.word(record, Store.GROUP))
        .deadlineMs(records.word(record, Store.DEADLINE))
        .stamp(records.word(record, Store.ORDER))
        .heldSinceMs(records.word(record, Store.HELD_SINCE))
        .line(numbers.ofLine(records.low(record, Store.PLACE)))
        .granted(records.high(record, Store.PLACE))
        .asked(records.asked(record))
        .state(engine.holds.state(record))
        .marks((short) records.marks(record))
        .tier((short) records.tier(record));
  }

  /** Only keeps its place in the memory. */
  private void gone(final int record) {
    next();
    rows.next().reservation().hi(0).lo(0);
    rows.sequence(0)
        .buyer(0)
        .group(0)
        .deadlineMs(0)
        .stamp(records.word(record, Memory.REMEMBERED_AT_MS))
        .heldSinceMs(0)
        .line(0)
        .granted(0)
        .asked(0)
        .state(ReservationState.NONE)
        .marks((short) 0)
        .tier((short) 0);
  }

  @Override
  void begin(final int mostRows) {
    message.wrapAndApplyHeader(messages.buffer, 0, messages.header).list(list);
    rows = message.reservationsCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}
