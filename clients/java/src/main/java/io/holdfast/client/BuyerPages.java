package io.holdfast.client;

import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * Puts the pages about one buyer together; what they say of the buyer as a whole is taken from the
 * last. What cannot be read is an IllegalArgumentException.
 */
final class BuyerPages implements ListCall.Collector<BuyerInfo> {
  private final BuyerPageDecoder page = new BuyerPageDecoder();
  private final List<BuyerInfo.Reservation> reservations = new ArrayList<>();
  private long sale;
  private long buyer;
  private long timeMs;
  private OptionalLong units = OptionalLong.empty();
  private TicketState ticket = TicketState.NONE;

  @Override
  public int add(final DirectBuffer buffer, final int offset) {
    page.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    sale = page.sale();
    buyer = page.buyer();
    timeMs = page.timeMs();
    units = Optionals.of(page.units());
    ticket = WireEnum.TICKET_STATE.of(page.ticketRaw());
    final int next = page.next();
    for (final BuyerPageDecoder.ReservationsDecoder row : page.reservations()) {
      reservations.add(reservation(row));
    }
    return next;
  }

  private static BuyerInfo.Reservation reservation(final BuyerPageDecoder.ReservationsDecoder row) {
    final UuidDecoder id = row.reservation();
    return new BuyerInfo.Reservation(
        new Id(id.hi(), id.lo()),
        row.item(),
        WireEnum.RESERVATION_STATE.of(row.stateRaw()),
        Optionals.of(row.deadlineMs()),
        row.asked(),
        row.granted());
  }

  @Override
  public BuyerInfo result() {
    return new BuyerInfo(sale, buyer, timeMs, units, ticket, reservations);
  }
}
