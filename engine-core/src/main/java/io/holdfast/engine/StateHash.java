package io.holdfast.engine;

import io.holdfast.protocol.codec.TicketState;

/**
 * Hash of the whole state: the sum of a hash per sale, line and record, so that it does not depend
 * on where a record lies or in which order it was made.
 */
final class StateHash {
  /**
   * Words of a record that are hashed, in this order for ever, wherever they lie: snapshots have
   * the hash in their footer and are verified by later programs.
   */
  private static final int[] WORDS = {
    Store.BUYER,
    Store.GROUP,
    Store.PLACE,
    Store.DEADLINE,
    Store.BASKET,
    Store.ORDER,
    Store.FINGERPRINT,
    Store.CHAIN
  };

  /** Word of a reservation that holds nothing but links. */
  private static final int CHAIN_AND_PARENT = Store.CHAIN;

  private final EngineState engine;
  private final Records records;

  StateHash(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /** All but the memory of rejections and the digest. */
  long ofState() {
    long sum = Hashes.combine(engine.holds.nextOrder(), engine.store.endedHolds());
    for (final Sale sale : engine.sales.sales()) {
      sum += ofSale(sale);
      for (final Line line : sale.lines()) {
        sum += ofLine(line);
      }
    }
    for (int record = 1; record < records.limit(); record++) {
      if (counts(record) && !isRejection(record)) {
        sum += ofRecord(record);
      }
    }
    return Hashes.mix(sum + ofTickets());
  }

  /** The memory of rejections. */
  long ofRejections() {
    long sum = engine.store.rejections();
    for (int record = 1; record < records.limit(); record++) {
      if (counts(record) && isRejection(record)) {
        sum += ofRecord(record);
      }
    }
    return Hashes.mix(sum);
  }

  /** Whether there is something at this index that is not forgotten. */
  private boolean counts(final int record) {
    return records.kind(record) != Kind.FREE && !engine.store.isOfForgottenSale(record);
  }

  private boolean isRejection(final int record) {
    return engine.store.isRejection(record);
  }

  private static long ofSale(final Sale sale) {
    final SalePolicy policy = sale.policy();
    long print = Hashes.combine(sale.id, sale.state().value());
    print = Hashes.combine(print, sale.turnDueMs());
    print = Hashes.combine(print, sale.graceUntilMs);
    print = Hashes.combine(print, policy.holdMs());
    print = Hashes.combine(print, policy.paymentMs());
    print = Hashes.combine(print, policy.maxHoldMs());
    print = Hashes.combine(print, policy.retentionMs());
    print = Texts.fingerprint(print, policy.name());
    print = ofLimits(print, policy.limits());
    print = ofLimits(print, sale.counted);
    return sale.isGated() ? ofRoom(print, sale.room) : print;
  }

  private static long ofLimits(final long start, final UnitLimits limits) {
    final long print = Hashes.combine(start, limits.buyer());
    return Hashes.combine(
        Hashes.combine(Hashes.combine(print, limits.buyerLine()), limits.group()),
        limits.groupLine());
  }

  private static long ofRoom(final long start, final Room room) {
    final RoomPolicy policy = room.sale.policy().room();
    long print = Hashes.combine(start, policy.perSecond());
    print = Hashes.combine(print, policy.maxActive());
    print = Hashes.combine(print, policy.finishMs());
    print = Hashes.combine(print, policy.admitPermille());
    print = Hashes.combine(print, policy.returnPermille());
    print = Hashes.combine(print, policy.unitsPerBuyer());
    print = Hashes.combine(print, room.joined());
    print = Hashes.combine(print, room.drawn());
    print = Hashes.combine(print, room.admittedUpTo());
    print = Hashes.combine(print, room.credit());
    print = Hashes.combine(print, room.sessions().lastDeadlineMs());
    print = Hashes.combine(print, room.admitted);
    print = Hashes.combine(print, room.done);
    print = Hashes.combine(print, room.expired);
    return Hashes.combine(print, room.left);
  }

  private static long ofLine(final Line line) {
    long print = Hashes.combine(line.sale.id, line.item);
    print = Hashes.combine(print, line.available());
    print = Hashes.combine(print, line.held());
    print = Hashes.combine(print, line.sold());
    return Hashes.combine(print, line.inBacklog ? 1 : 0);
  }

  private long ofTickets() {
    final Tickets tickets = engine.tickets;
    long sum = tickets.placesGiven;
    for (int ticket = 1; ticket < tickets.limit(); ticket++) {
      if (tickets.state(ticket) != TicketState.NONE) {
        final Sale sale = engine.sales.saleAt(tickets.ordinal(ticket));
        sum += sale.isForgotten() ? 0 : ofTicket(sale, ticket);
      }
    }
    return sum;
  }

  private long ofTicket(final Sale sale, final int ticket) {
    final TicketState state = engine.rooms.state(sale, ticket);
    long print = Hashes.combine(sale.id, engine.tickets.buyer(ticket));
    print = Hashes.combine(print, engine.tickets.number(ticket));
    print = Hashes.combine(print, state.value());
    if (state == TicketState.ADMITTED) {
      final Sessions sessions = sale.room.sessions();
      final int session = engine.tickets.session(ticket);
      print = Hashes.combine(print, sessions.deadlineMs(session));
      print = Hashes.combine(print, sessions.holds(session));
      print = Hashes.combine(print, sessions.bought(session) ? 1 : 0);
    }
    return print;
  }

  private long ofRecord(final int record) {
    final int kind = records.kind(record);
    long print = Hashes.combine(records.idHi(record), records.idLo(record));
    print = Hashes.combine(print, kind);
    print = Hashes.combine(print, records.state(record));
    print = Hashes.combine(print, records.marks(record));
    print = Hashes.combine(print, records.tier(record));
    print = Hashes.combine(print, records.asked(record));
    print = Hashes.combine(print, records.sequence(record));
    for (final int word : WORDS) {
      print = Hashes.combine(print, stateOf(record, kind, word));
    }
    return print;
  }

  /**
   * A word with the names of other records, lines and sales replaced by their ids, or left out
   * where they follow from the rest.
   */
  private long stateOf(final int record, final int kind, final int word) {
    return kind == Kind.RESERVATION ? ofReservation(record, word) : ofOther(record, kind, word);
  }

  private long ofReservation(final int record, final int word) {
    return switch (word) {
      case Store.PLACE -> ofPlace(engine.lineOf(record)) + records.high(record, word);
      case Store.BASKET -> {
        final int basket = records.low(record, word);
        yield basket == Records.NULL ? 0 : Hashes.ofId(records.idHi(basket), records.idLo(basket));
      }
      case CHAIN_AND_PARENT -> 0;
      default -> records.word(record, word);
    };
  }

  private long ofOther(final int record, final int kind, final int word) {
    if (word == Store.PLACE) {
      final int place = records.low(record, word);
      final long id =
          kind == Kind.REJECTED_RESERVE
              ? ofPlace(engine.sales.lineAt(place))
              : engine.sales.saleAt(place).id;
      return id + records.high(record, word);
    }
    if (kind == Kind.BASKET && word == Store.BASKET) {
      return records.high(record, word);
    }
    // The line at fault of a rejected basket follows from its index and the lines.
    return kind == Kind.REJECTED_BASKET && word == Store.DEADLINE ? 0 : records.word(record, word);
  }

  private static long ofPlace(final Line line) {
    return Hashes.combine(line.sale.id, line.item);
  }
}
