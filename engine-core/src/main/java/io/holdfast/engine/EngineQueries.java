package io.holdfast.engine;

import io.holdfast.protocol.codec.LinePageEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationViewEncoder;
import io.holdfast.protocol.codec.SalePageEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Answers to queries, written as SBE messages. Changes nothing. For the engine's thread only,
 * between steps; so an answer is consistent, and true as of the last step.
 */
public final class EngineQueries {
  /** Result of a query about something that does not exist. */
  public static final int NOT_FOUND = 0;

  private static final int LAST_PAGE = -1;
  private static final int LINES_HEADER_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH
          + LinePageEncoder.BLOCK_LENGTH
          + LinePageEncoder.LinesEncoder.sbeHeaderSize();
  private static final int LINE_BYTES = LinePageEncoder.LinesEncoder.sbeBlockLength();
  private static final int SALES_HEADER_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH
          + SalePageEncoder.BLOCK_LENGTH
          + SalePageEncoder.SalesEncoder.sbeHeaderSize();
  private static final int SALE_BYTES =
      SalePageEncoder.SalesEncoder.sbeBlockLength()
          + SalePageEncoder.SalesEncoder.nameHeaderLength();

  private final EngineState engine;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReservationViewEncoder reservationView = new ReservationViewEncoder();
  private final SalePageEncoder salePage = new SalePageEncoder();
  private final LinePageEncoder linePage = new LinePageEncoder();
  private final RoomQueries rooms;
  private final BuyerQueries buyers;

  EngineQueries(final EngineState engine) {
    this.engine = engine;
    rooms = new RoomQueries(engine);
    buyers = new BuyerQueries(engine);
  }

  /** Live holds and purchases. */
  public int reservations() {
    return engine.store.reservations();
  }

  /**
   * Writes a ReservationView; returns its length in bytes, header included, or {@link #NOT_FOUND}.
   */
  public int reservation(
      final long correlationId,
      final long hi,
      final long lo,
      final MutableDirectBuffer reply,
      final int offset) {
    final int record = engine.store.findReservation(hi, lo, engine.timeMs);
    if (record == Records.NULL) {
      return NOT_FOUND;
    }
    final Records records = engine.records;
    final Line line = engine.lineOf(record);
    reservationView.wrapAndApplyHeader(reply, offset, header).correlationId(correlationId);
    reservationView.reservation().hi(hi).lo(lo);
    final int basket = records.low(record, Store.BASKET);
    reservationView
        .basket()
        .hi(basket == Records.NULL ? 0 : records.idHi(basket))
        .lo(basket == Records.NULL ? 0 : records.idLo(basket));
    reservationView
        .sale(line.sale.id)
        .item(line.item)
        .buyer(records.word(record, Store.BUYER))
        .group(records.word(record, Store.GROUP))
        .deadlineMs(engine.holds.deadlineMs(record))
        .sequence(records.sequence(record))
        .asked(engine.holds.asked(record))
        .granted(engine.holds.granted(record))
        .confirmed(engine.holds.confirmed(record))
        .cancelled(engine.holds.cancelled(record))
        .state(engine.holds.visibleState(record))
        .tier((short) records.tier(record))
        .reason(engine.holds.visibleReason(record));
    reservationView.marks().clear().late(engine.holds.isLate(record));
    return MessageHeaderEncoder.ENCODED_LENGTH + reservationView.encodedLength();
  }

  /** Writes a SalePage with one sale; returns its length in bytes, or {@link #NOT_FOUND}. */
  public int sale(
      final long correlationId,
      final long sale,
      final MutableDirectBuffer reply,
      final int offset) {
    final Sale found = engine.sales.sale(sale);
    if (found == null) {
      return NOT_FOUND;
    }
    final int index = engine.sales.sales().indexOf(found);
    return salePage(correlationId, index, index + 1, LAST_PAGE, reply, offset);
  }

  /** Writes a LinePage with one line; returns its length in bytes, or {@link #NOT_FOUND}. */
  public int line(
      final long correlationId,
      final long sale,
      final long item,
      final MutableDirectBuffer reply,
      final int offset) {
    final Sale found = engine.sales.sale(sale);
    final Line line = found == null ? null : found.line(item);
    if (line == null) {
      return NOT_FOUND;
    }
    final int index = found.lines().indexOf(line);
    return linePage(correlationId, found, index, index + 1, LAST_PAGE, reply, offset);
  }

  /** Whether there is such a sale. */
  public boolean hasSale(final long sale) {
    return engine.sales.sale(sale) != null;
  }

  /**
   * Writes a SalePage from this index on, as many sales as fit into the capacity; returns its
   * length in bytes.
   */
  public int sales(
      final long correlationId,
      final int from,
      final MutableDirectBuffer reply,
      final int offset,
      final int capacityBytes) {
    final List<Sale> all = engine.sales.sales();
    final int start = Math.min(Math.max(0, from), all.size());
    int end = start;
    int left = capacityBytes - SALES_HEADER_BYTES;
    while (end < all.size()) {
      left -= SALE_BYTES + utf8(all.get(end).policy().name()).length;
      if (left < 0) {
        break;
      }
      end++;
    }
    final int next = end == all.size() ? LAST_PAGE : end;
    return salePage(correlationId, start, end, next, reply, offset);
  }

  /**
   * Writes a LinePage of a sale from this index on, as many lines as fit into the capacity; returns
   * its length in bytes, or {@link #NOT_FOUND}.
   */
  public int lines(
      final long correlationId,
      final long sale,
      final int from,
      final MutableDirectBuffer reply,
      final int offset,
      final int capacityBytes) {
    final Sale found = engine.sales.sale(sale);
    if (found == null) {
      return NOT_FOUND;
    }
    final int size = found.lines().size();
    final int start = Math.min(Math.max(0, from), size);
    final int end = Math.min(size, start + (capacityBytes - LINES_HEADER_BYTES) / LINE_BYTES);
    final int next = end == size ? LAST_PAGE : end;
    return linePage(correlationId, found, start, end, next, reply, offset);
  }

  private int salePage(
      final long correlationId,
      final int start,
      final int end,
      final int next,
      final MutableDirectBuffer reply,
      final int offset) {
    salePage
        .wrapAndApplyHeader(reply, offset, header)
        .correlationId(correlationId)
        .timeMs(engine.timeMs)
        .next(next);
    final SalePageEncoder.SalesEncoder rows = salePage.salesCount(end - start);
    for (int i = start; i < end; i++) {
      write(engine.sales.sales().get(i), rows.next());
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + salePage.encodedLength();
  }

  private static void write(final Sale sale, final SalePageEncoder.SalesEncoder row) {
    final SalePolicy policy = sale.policy();
    row.sale(sale.id)
        .opensAtMs(policy.opensAtMs())
        .closesAtMs(policy.closesAtMs())
        .holdMs(policy.holdMs())
        .paymentMs(policy.paymentMs())
        .received(sale.available() + sale.held() + sale.sold())
        .available(sale.available())
        .held(sale.held())
        .sold(sale.sold())
        .lines(sale.lines().size())
        .state(sale.state())
        .gated((short) (sale.isGated() ? 1 : 0))
        .graceUntilMs(sale.graceUntilMs == 0 ? Verdict.NONE : sale.graceUntilMs)
        .maxHoldMs(policy.maxHoldMs())
        .retentionMs(policy.retentionMs())
        .buyerLimit(policy.limits().buyer())
        .buyerLineLimit(policy.limits().buyerLine())
        .groupLimit(policy.limits().group())
        .groupLineLimit(policy.limits().groupLine());
    final byte[] name = utf8(policy.name());
    row.putName(name, 0, name.length);
  }

  private int linePage(
      final long correlationId,
      final Sale sale,
      final int start,
      final int end,
      final int next,
      final MutableDirectBuffer reply,
      final int offset) {
    linePage
        .wrapAndApplyHeader(reply, offset, header)
        .correlationId(correlationId)
        .sale(sale.id)
        .timeMs(engine.timeMs)
        .next(next);
    final LinePageEncoder.LinesEncoder rows = linePage.linesCount(end - start);
    for (int i = start; i < end; i++) {
      final Line line = sale.lines().get(i);
      rows.next()
          .item(line.item)
          .received(line.received())
          .available(line.available())
          .held(line.held())
          .sold(line.sold())
          .waitingUnits(line.waitlist.units())
          .waiting(line.waitlist.count());
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + linePage.encodedLength();
  }

  /** Whether there is such a sale and it has a waiting room. */
  public boolean isGated(final long sale) {
    final Sale found = engine.sales.sale(sale);
    return found != null && found.isGated();
  }

  /** Writes a TicketView; returns its length in bytes, or {@link #NOT_FOUND}. */
  public int ticket(
      final long correlationId,
      final long sale,
      final long buyer,
      final MutableDirectBuffer reply,
      final int offset) {
    return rooms.ticket(correlationId, engine.sales.sale(sale), buyer, reply, offset);
  }

  /** Writes a RoomView; returns its length in bytes, or {@link #NOT_FOUND}. */
  public int room(
      final long correlationId,
      final long sale,
      final MutableDirectBuffer reply,
      final int offset) {
    return rooms.room(correlationId, engine.sales.sale(sale), reply, offset);
  }

  /**
   * Writes a BuyerPage from this index on, as many reservations as fit into the capacity; returns
   * its length in bytes, or {@link #NOT_FOUND}.
   */
  public int buyer(
      final long correlationId,
      final long sale,
      final long buyer,
      final int from,
      final MutableDirectBuffer reply,
      final int offset,
      final int capacityBytes) {
    final Sale found = engine.sales.sale(sale);
    return found == null
        ? NOT_FOUND
        : buyers.page(correlationId, found, buyer, from, reply, offset, capacityBytes);
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
