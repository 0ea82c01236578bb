package io.holdfast.engine;

import io.holdfast.protocol.codec.BuyerPageEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/** Answers what a buyer holds and waits for in a sale. */
final class BuyerQueries {
  private static final int LAST_PAGE = -1;
  private static final int HEADER_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH
          + BuyerPageEncoder.BLOCK_LENGTH
          + BuyerPageEncoder.ReservationsEncoder.sbeHeaderSize();
  private static final int ROW_BYTES = BuyerPageEncoder.ReservationsEncoder.sbeBlockLength();

  private final EngineState engine;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final BuyerPageEncoder page = new BuyerPageEncoder();

  BuyerQueries(final EngineState engine) {
    this.engine = engine;
  }

  int page(
      final long correlationId,
      final Sale sale,
      final long buyer,
      final int from,
      final MutableDirectBuffer reply,
      final int offset,
      final int capacityBytes) {
    final int size = count(sale, buyer);
    final int start = Math.min(Math.max(0, from), size);
    final int end = Math.min(size, start + (capacityBytes - HEADER_BYTES) / ROW_BYTES);
    final int ticket = sale.isGated() ? engine.tickets.find(sale, buyer) : Tickets.NULL;
    page.wrapAndApplyHeader(reply, offset, header)
        .correlationId(correlationId)
        .sale(sale.id)
        .buyer(buyer)
        .timeMs(engine.timeMs)
        .units(unitsOf(sale, buyer))
        .next(end == size ? LAST_PAGE : end)
        .ticket(engine.rooms.state(sale, ticket));
    writeRows(page.reservationsCount(end - start), sale, buyer, start, end);
    return MessageHeaderEncoder.ENCODED_LENGTH + page.encodedLength();
  }

  private void writeRows(
      final BuyerPageEncoder.ReservationsEncoder rows,
      final Sale sale,
      final long buyer,
      final int start,
      final int end) {
    final LiveReservations live = engine.live;
    int index = 0;
    for (int r = live.first(buyer, sale); index < end; r = live.next(r)) {
      if (index++ >= start) {
        write(rows.next(), r);
      }
    }
  }

  private void write(final BuyerPageEncoder.ReservationsEncoder row, final int record) {
    row.reservation().hi(engine.records.idHi(record)).lo(engine.records.idLo(record));
    row.item(engine.lineOf(record).item)
        .deadlineMs(engine.holds.deadlineMs(record))
        .asked(engine.holds.asked(record))
        .granted(engine.holds.granted(record))
        .state(engine.holds.visibleState(record));
  }

  private int count(final Sale sale, final long buyer) {
    int count = 0;
    final LiveReservations live = engine.live;
    for (int r = live.first(buyer, sale); r != Records.NULL; r = live.next(r)) {
      count++;
    }
    return count;
  }

  private long unitsOf(final Sale sale, final long buyer) {
    return sale.counted.buyer() == 0
        ? Verdict.NONE
        : engine.accounts.units(Accounts.BUYER_SALE, buyer, sale.ordinal);
  }
}
