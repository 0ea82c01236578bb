package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;

/** What Reserve and ReserveBasket check alike. */
final class ReserveChecks {
  private final EngineState engine;

  ReserveChecks(final EngineState engine) {
    this.engine = engine;
  }

  /** Why nothing can be reserved in the sale; ACCEPTED when it is open. */
  Code refusalOf(final Sale sale) {
    if (sale.state() == SaleState.OPEN) {
      return Code.ACCEPTED;
    }
    if (sale.isClosed()) {
      return Code.SALE_CLOSED;
    }
    return sale.state() == SaleState.PAUSED ? Code.SALE_PAUSED : Code.NOT_OPEN_YET;
  }

  /** Settles what is the buyer's own, then looks whether a waiting room lets the buyer in. */
  boolean isLetIn(final Sale sale, final long buyer) {
    engine.settling.buyer(sale, buyer);
    if (!sale.isGated()) {
      return true;
    }
    final int ticket = engine.tickets.find(sale, buyer);
    engine.rooms.settle(sale, ticket);
    return engine.rooms.state(sale, ticket) == TicketState.ADMITTED;
  }

  /** The ceiling that so many more reservations of the buyer would exceed, or ACCEPTED. */
  Code ceilings(final long buyer, final Sale sale, final int more) {
    if (engine.store.reservations() + more > engine.config.maxReservations()) {
      return Code.CEILING_RESERVATIONS;
    }
    return engine.live.hasRoom(buyer, sale, more, engine.config.maxBuyerHolds())
        ? Code.ACCEPTED
        : Code.CEILING_BUYER_HOLDS;
  }

  /**
   * Whether the verdict of this code tells what is available, and the buyer's own reservation, of
   * the line at fault.
   */
  static boolean isAboutLine(final Code code) {
    return code == Code.SOLD_OUT || Limits.isLimit(code);
  }

  /** Names the buyer's own reservation on the line where that may be why there is a "no". */
  void nameOwn(final Code code, final long buyer, final Line line) {
    final int own;
    if (isAboutLine(code)) {
      own = engine.live.newestHold(buyer, line);
    } else if (code == Code.ALREADY_WAITING) {
      own = engine.live.waiting(buyer, line);
    } else {
      return;
    }
    if (own != Records.NULL) {
      engine.verdict.ownReservationHi = engine.records.idHi(own);
      engine.verdict.ownReservationLo = engine.records.idLo(own);
    }
  }
}
