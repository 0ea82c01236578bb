package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;

/** Tells a sink what changes; without one it costs a branch. */
final class Events {
  private final EventSink sink;
  private final Records records;
  private final EngineEvent event = new EngineEvent();

  /**
   * @param sink null: nobody listens
   */
  Events(final EventSink sink, final Records records) {
    this.sink = sink;
    this.records = records;
  }

  void begin(final long sequence, final long timeMs) {
    event.sequence = sequence;
    event.timeMs = timeMs;
    event.index = 0;
  }

  void reservation(final EventKind kind, final int record, final Line line, final long units) {
    reservation(kind, record, line, units, Verdict.NONE, Code.ACCEPTED);
  }

  /** A hold got a deadline. */
  void hold(final EventKind kind, final int record, final Line line, final long units) {
    if (!isUnheard()) {
      final long deadlineMs = records.word(record, Store.DEADLINE);
      reservation(kind, record, line, units, deadlineMs, Code.ACCEPTED);
    }
  }

  /** A waiting entry ended. */
  void waitEnded(final int record, final Line line, final Code reason) {
    reservation(EventKind.RELEASED, record, line, 0, Verdict.NONE, reason);
  }

  private void reservation(
      final EventKind kind,
      final int record,
      final Line line,
      final long units,
      final long deadlineMs,
      final Code reason) {
    if (isUnheard()) {
      return;
    }
    event.clear();
    event.reservationHi = records.idHi(record);
    event.reservationLo = records.idLo(record);
    event.buyer = records.word(record, Store.BUYER);
    event.late = kind == EventKind.CONFIRMED && Holds.isLate(records, record);
    event.deadlineMs = deadlineMs;
    event.reason = reason;
    tellLine(kind, line, units);
  }

  void stock(final Line line, final long delta) {
    if (!isUnheard()) {
      event.clear();
      tellLine(EventKind.STOCK_ADJUSTED, line, delta);
    }
  }

  void sale(final EventKind kind, final Sale sale) {
    if (!isUnheard()) {
      event.clear();
      event.sale = sale.id;
      tell(kind);
    }
  }

  void grace(final Sale sale) {
    if (!isUnheard()) {
      event.clear();
      event.sale = sale.id;
      event.deadlineMs = sale.graceUntilMs == 0 ? Verdict.NONE : sale.graceUntilMs;
      tell(EventKind.GRACE_GIVEN);
    }
  }

  void ticket(
      final EventKind kind,
      final Sale sale,
      final long buyer,
      final long units,
      final long deadlineMs) {
    if (!isUnheard()) {
      event.clear();
      event.sale = sale.id;
      event.buyer = buyer;
      event.units = units;
      event.deadlineMs = deadlineMs;
      tell(kind);
    }
  }

  private boolean isUnheard() {
    return sink == null || !sink.isListening();
  }

  private void tellLine(final EventKind kind, final Line line, final long units) {
    event.sale = line.sale.id;
    event.item = line.item;
    event.units = units;
    event.available = line.available();
    event.held = line.held();
    event.sold = line.sold();
    tell(kind);
  }

  private void tell(final EventKind kind) {
    event.kind = kind;
    sink.onEvent(event);
    event.index++;
  }
}
