package io.holdfast.client;

import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Copies answers to queries out of their buffers. What cannot be read is an
 * IllegalArgumentException.
 */
final class Pages {
  private Pages() {}

  /**
   * Some rows of a list.
   *
   * @param next index of the row after them; -1: there is none
   */
  record Page<R>(List<R> rows, int next) {}

  static ReservationInfo reservation(final DirectBuffer buffer, final int offset) {
    final ReservationViewDecoder view =
        new ReservationViewDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final UuidDecoder own = view.reservation();
    final Id reservation = new Id(own.hi(), own.lo());
    final UuidDecoder of = view.basket();
    final Id basket = new Id(of.hi(), of.lo());
    return new ReservationInfo(
        reservation,
        basket.isZero() ? Optional.empty() : Optional.of(basket),
        view.sale(),
        view.item(),
        view.buyer(),
        view.group(),
        WireEnum.RESERVATION_STATE.of(view.stateRaw()),
        Optionals.of(view.deadlineMs()),
        view.sequence(),
        view.asked(),
        view.granted(),
        view.confirmed(),
        view.cancelled(),
        view.tier(),
        view.marks().late(),
        WireEnum.CODE.of(view.reasonRaw()));
  }

  static Page<SaleInfo> sales(final DirectBuffer buffer, final int offset) {
    final SalePageDecoder page =
        new SalePageDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final int next = page.next();
    final List<SaleInfo> rows = new ArrayList<>();
    for (final SalePageDecoder.SalesDecoder row : page.sales()) {
      rows.add(sale(row));
    }
    return new Page<>(rows, next);
  }

  private static SaleInfo sale(final SalePageDecoder.SalesDecoder row) {
    return new SaleInfo(
        row.sale(),
        row.name(),
        WireEnum.SALE_STATE.of(row.stateRaw()),
        Optionals.of(row.opensAtMs()),
        Optionals.of(row.closesAtMs()),
        Optionals.of(row.graceUntilMs()),
        row.holdMs(),
        row.paymentMs(),
        row.maxHoldMs(),
        row.retentionMs(),
        row.buyerLimit(),
        row.buyerLineLimit(),
        row.groupLimit(),
        row.groupLineLimit(),
        row.gated() != 0,
        row.received(),
        row.available(),
        row.held(),
        row.sold(),
        row.lines());
  }

  static Page<LineInfo> lines(final DirectBuffer buffer, final int offset) {
    final LinePageDecoder page =
        new LinePageDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final int next = page.next();
    final long sale = page.sale();
    final List<LineInfo> rows = new ArrayList<>();
    for (final LinePageDecoder.LinesDecoder row : page.lines()) {
      rows.add(
          new LineInfo(
              sale,
              row.item(),
              row.received(),
              row.available(),
              row.held(),
              row.sold(),
              row.waiting(),
              row.waitingUnits()));
    }
    return new Page<>(rows, next);
  }

  static <R> R single(final Page<R> page) {
    if (page.rows().size() != 1) {
      throw new IllegalArgumentException(
          "a page of " + page.rows().size() + " rows where one was asked for");
    }
    return page.rows().get(0);
  }
}
