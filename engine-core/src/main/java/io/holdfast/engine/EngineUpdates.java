package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationUpdateEncoder;
import io.holdfast.protocol.codec.SaleUpdateEncoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketUpdateEncoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state as subscriptions show it, written as update messages. Changes nothing. For the engine's
 * thread only, between steps; so an update is consistent, and true as of the last step.
 *
 * <p>All updates begin alike, and {@code fromSequence} says of all of them that they are the first:
 * whoever sends one after another says what each covers.
 */
public final class EngineUpdates {
  /** No update is longer, header included. */
  public static final int MAX_BYTES = 120;

  /** Value of {@code fromSequence} in the first update of a subscription. */
  public static final long FIRST = -1;

  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  private final EngineState engine;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final SaleUpdateEncoder saleUpdate = new SaleUpdateEncoder();
  private final ReservationUpdateEncoder reservationUpdate = new ReservationUpdateEncoder();
  private final TicketUpdateEncoder ticketUpdate = new TicketUpdateEncoder();
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[MAX_BYTES]);

  EngineUpdates(final EngineState engine) {
    this.engine = engine;
  }

  /** Takes the numbers of sales that changed. */
  public interface SaleListener {
    /**
     * A sale as it stands.
     *
     * @param update a SaleUpdate, SBE header first; valid during the call only
     * @param last whether the sale was forgotten; another may follow under the same id
     */
    void onSale(long sale, DirectBuffer update, int lengthBytes, boolean last);
  }

  /** Notes changes of sales from here on; those that there are count as changed. */
  public void watchSales() {
    engine.sales.changed().open(engine.sales.sales());
  }

  /**
   * Hands over every sale whose numbers changed since the last call, in the order of their first
   * change.
   *
   * @param sequence of the last step
   * @param timeMs engine time of the last step
   */
  public void changedSales(final long sequence, final long timeMs, final SaleListener listener) {
    final ChangedSales changed = engine.sales.changed();
    if (changed.count() == 0) {
      return;
    }
    for (int i = 0; i < changed.count(); i++) {
      final Sale sale = changed.get(i);
      write(sale, sequence, timeMs);
      listener.onSale(
          sale.id, message, HEADER_BYTES + saleUpdate.encodedLength(), sale.isForgotten());
    }
    changed.clear();
  }

  private void write(final Sale sale, final long sequence, final long timeMs) {
    saleUpdate
        .wrapAndApplyHeader(message, 0, header)
        .correlationId(0)
        .fromSequence(FIRST)
        .sequence(sequence)
        .timeMs(timeMs)
        .last(flag(sale.isForgotten()))
        .sale(sale.id)
        .available(sale.available())
        .held(sale.held())
        .sold(sale.sold())
        .waiting(sale.waiting)
        .queued(sale.isGated() ? sale.room.waiting : 0)
        .admittedUpTo(sale.isGated() ? sale.room.admittedUpTo() : Verdict.NONE)
        .state(sale.state())
        .soldOut(flag(sale.available() + sale.held() == 0));
  }

  /**
   * Writes a ReservationUpdate; of a reservation that is not known, or not any more, one that is
   * the last.
   *
   * @return its length in bytes, header included
   */
  public int reservation(
      final long correlationId,
      final long hi,
      final long lo,
      final long sequence,
      final MutableDirectBuffer update,
      final int offset) {
    final int record = engine.store.findReservation(hi, lo, engine.timeMs);
    final boolean known = record != Records.NULL;
    final Line line = known ? engine.lineOf(record) : null;
    reservationUpdate
        .wrapAndApplyHeader(update, offset, header)
        .correlationId(correlationId)
        .fromSequence(FIRST)
        .sequence(sequence)
        .timeMs(engine.timeMs)
        .last(flag(!known));
    reservationUpdate.reservation().hi(hi).lo(lo);
    reservationUpdate
        .sale(known ? line.sale.id : 0)
        .item(known ? line.item : 0)
        .buyer(known ? engine.records.word(record, Store.BUYER) : 0)
        .deadlineMs(known ? engine.holds.deadlineMs(record) : Verdict.NONE)
        .granted(known ? engine.holds.granted(record) : 0)
        .confirmed(known ? engine.holds.confirmed(record) : 0)
        .cancelled(known ? engine.holds.cancelled(record) : 0)
        .state(known ? engine.holds.visibleState(record) : ReservationState.NONE)
        .reason(known ? engine.holds.visibleReason(record) : Code.ACCEPTED)
        .marks()
        .clear()
        .late(known && engine.holds.isLate(record));
    return HEADER_BYTES + reservationUpdate.encodedLength();
  }

  /**
   * Writes a TicketUpdate; of a ticket that is not known, or not any more, one that is the last.
   *
   * @return its length in bytes, header included
   */
  public int ticket(
      final long correlationId,
      final long sale,
      final long buyer,
      final long sequence,
      final MutableDirectBuffer update,
      final int offset) {
    final Sale found = engine.sales.sale(sale);
    final int ticket =
        found == null || !found.isGated() ? Tickets.NULL : engine.tickets.find(found, buyer);
    final boolean known = ticket != Tickets.NULL;
    final TicketState state = known ? engine.rooms.visibleState(found, ticket) : TicketState.NONE;
    final int number = known ? engine.tickets.number(ticket) : 0;
    ticketUpdate
        .wrapAndApplyHeader(update, offset, header)
        .correlationId(correlationId)
        .fromSequence(FIRST)
        .sequence(sequence)
        .timeMs(engine.timeMs)
        .last(flag(!known))
        .sale(sale)
        .buyer(buyer)
        .number(number)
        .place(known ? found.room.placeOf(number) : Verdict.NONE)
        .admittedUpTo(known ? found.room.admittedUpTo() : 0)
        .deadlineMs(
            state == TicketState.ADMITTED
                ? found.room.sessions().deadlineMs(engine.tickets.session(ticket))
                : Verdict.NONE)
        .state(state);
    return HEADER_BYTES + ticketUpdate.encodedLength();
  }

  /** Whether an update is the last of its subscription. */
  public static boolean isLast(final DirectBuffer update, final int offset) {
    return update.getByte(offset + HEADER_BYTES + SaleUpdateEncoder.lastEncodingOffset()) != 0;
  }

  /** Sequence of the step after which the update shows the state. */
  public static long sequence(final DirectBuffer update, final int offset) {
    return update.getLong(
        offset + HEADER_BYTES + SaleUpdateEncoder.sequenceEncodingOffset(),
        ByteOrder.LITTLE_ENDIAN);
  }

  private static short flag(final boolean set) {
    return (short) (set ? 1 : 0);
  }
}
