package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes down every change of a step, once it is made: folds it into the digest, tells it as an
 * event, and notes the lines for the checks after the step.
 */
final class Recorder {
  private final Digest digest = new Digest();
  private final List<PlainEvent> events = new ArrayList<>();
  private final Set<Line> touched = new LinkedHashSet<>();
  private long sequence;
  private long timeMs;

  Digest digest() {
    return digest;
  }

  List<PlainEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** The lines changed since the step began. */
  Set<Line> touched() {
    return Collections.unmodifiableSet(touched);
  }

  void beginStep(final long nextSequence, final long nextTimeMs) {
    sequence = nextSequence;
    timeMs = nextTimeMs;
    events.clear();
    touched.clear();
  }

  /** A reservation changed its line, or began or ceased to wait for it. */
  void lineChanged(final EventKind kind, final Reservation reservation, final long units) {
    digest.foldLine(reservation.line());
    tell(kind, reservation, units);
  }

  /** A payment that came too late changes no line. */
  void refundDue(final Reservation reservation) {
    tell(EventKind.REFUND_DUE, reservation, 0);
  }

  /** BeginPayment or Extend gave the hold its deadline. */
  void deadlineGiven(final EventKind kind, final Reservation hold) {
    digest.foldDeadline(hold);
    tell(kind, hold, hold.granted());
  }

  private void tell(final EventKind kind, final Reservation reservation, final long units) {
    final Line line = reservation.line();
    touched.add(line);
    events.add(
        new PlainEvent(
            sequence,
            timeMs,
            events.size(),
            kind,
            kind == EventKind.RELEASED ? reservation.reason() : Code.ACCEPTED,
            kind == EventKind.CONFIRMED && reservation.late(),
            Optional.of(reservation.id()),
            line.sale().id(),
            line.item(),
            reservation.buyer(),
            units,
            givesDeadline(kind) ? reservation.deadlineMs() : OptionalLong.empty(),
            OptionalLong.of(line.available()),
            OptionalLong.of(line.held()),
            OptionalLong.of(line.sold())));
  }

  private static boolean givesDeadline(final EventKind kind) {
    return kind == EventKind.HELD || kind == EventKind.PAYING || kind == EventKind.EXTENDED;
  }

  void stockAdjusted(final Line line, final long delta) {
    digest.foldLine(line);
    touched.add(line);
    events.add(
        new PlainEvent(
            sequence,
            timeMs,
            events.size(),
            EventKind.STOCK_ADJUSTED,
            Code.ACCEPTED,
            false,
            Optional.empty(),
            line.sale().id(),
            line.item(),
            0,
            delta,
            OptionalLong.empty(),
            OptionalLong.of(line.available()),
            OptionalLong.of(line.held()),
            OptionalLong.of(line.sold())));
  }

  /** The sale is in another state, or new. */
  void saleChanged(final EventKind kind, final Sale sale) {
    digest.foldSale(sale);
    tell(kind, sale, 0, 0, OptionalLong.empty());
  }

  void saleUpdated(final Sale sale) {
    tell(EventKind.SALE_UPDATED, sale, 0, 0, OptionalLong.empty());
  }

  void graceGiven(final Sale sale) {
    digest.foldGrace(sale);
    final long untilMs = sale.graceUntilMs();
    tell(
        EventKind.GRACE_GIVEN,
        sale,
        0,
        0,
        untilMs == 0 ? OptionalLong.empty() : OptionalLong.of(untilMs));
  }

  void saleForgotten(final Sale sale) {
    digest.foldForgotten(sale);
    tell(EventKind.SALE_FORGOTTEN, sale, 0, 0, OptionalLong.empty());
  }

  /** {@code units} are the number of a ticket that JOINED, the place of one ADMITTED, else 0. */
  void ticketChanged(
      final EventKind kind,
      final Sale sale,
      final Ticket ticket,
      final long units,
      final OptionalLong deadlineMs) {
    digest.foldTicket(ticket);
    tell(kind, sale, ticket.buyer(), units, deadlineMs);
  }

  private void tell(
      final EventKind kind,
      final Sale sale,
      final long buyer,
      final long units,
      final OptionalLong deadlineMs) {
    events.add(
        new PlainEvent(
            sequence,
            timeMs,
            events.size(),
            kind,
            Code.ACCEPTED,
            false,
            Optional.empty(),
            sale.id(),
            0,
            buyer,
            units,
            deadlineMs,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }
}
