package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.Arrays;

/**
 * What buyers do until they are let in: join, learn their place, and from then on only compare it
 * with the one number that the room tells everyone. For the crowd's loop.
 */
final class Queueing {
  private static final int NOBODY = -1;

  private final RoomPlan plan;
  private final Habits habits;
  private final Wishes wishes;
  private final RoomTally tally;
  private final FairnessCheck fairness;
  private final Errands errands;
  private final int[] atPlace;
  private long admittedUpTo;

  Queueing(
      final RoomPlan plan,
      final Habits habits,
      final Wishes wishes,
      final RoomTally tally,
      final FairnessCheck fairness,
      final Errands errands) {
    this.plan = plan;
    this.habits = habits;
    this.wishes = wishes;
    this.tally = tally;
    this.fairness = fairness;
    this.errands = errands;
    atPlace = new int[plan.buyers()];
    Arrays.fill(atPlace, NOBODY);
  }

  void onJoined(final int buyer, final VerdictDecoder verdict) {
    if (verdict.code() != Code.ACCEPTED || verdict.ticket() != TicketState.WAITING) {
      errands.onUnexpected("a buyer who joined was told " + said(verdict));
      return;
    }
    tally.count(Deed.JOINED);
    fairness.onJoined(buyer, verdict.sequence());
    if (verdict.place() == VerdictDecoder.placeNullValue()) {
      return; // drawn at the opening
    }
    onPlace(buyer, verdict.place());
    if (habits.of(buyer) == Habit.LEAVES_QUEUE) {
      errands.ask(buyer, Ask.LEAVE);
    }
  }

  /** What an early buyer asks when the sale has opened. */
  Ask afterOpening(final int buyer) {
    return habits.of(buyer) == Habit.LEAVES_QUEUE ? Ask.LEAVE : Ask.PLACE;
  }

  void onTicket(final int buyer, final Ask ask, final TicketViewDecoder ticket) {
    if (ticket.place() == TicketViewDecoder.placeNullValue()) {
      errands.onUnexpected("a ticket without a place in an open sale");
      return;
    }
    fairness.onTicket(
        buyer,
        ticket.number(),
        ticket.place(),
        ticket.admittedUpTo(),
        ticket.state(),
        ticket.deadlineMs());
    if (ask == Ask.PLACE) {
      onPlace(buyer, ticket.place());
      maybePushIn(buyer, ticket);
    } else if (ask == Ask.TURN) {
      onTurn(buyer, ticket.state());
    }
  }

  private void onPlace(final int buyer, final long place) {
    fairness.onPlace(buyer, place);
    if (place < 0 || place >= atPlace.length) {
      errands.onUnexpected("a buyer was given place " + place);
    } else if (place < admittedUpTo) {
      turn(buyer);
    } else {
      atPlace[(int) place] = buyer;
    }
  }

  private void maybePushIn(final int buyer, final TicketViewDecoder ticket) {
    if (habits.of(buyer) == Habit.PUSHES_IN
        && ticket.place() >= ticket.admittedUpTo() + plan.farBehind()) {
      wishes.make(buyer, 1, 0);
      errands.ask(buyer, Ask.PUSH_IN);
    }
  }

  void onPushedIn(final int buyer, final Code code) {
    switch (code) {
      case NOT_ADMITTED -> tally.count(Deed.PUSHED_IN);
      case ACCEPTED -> fairness.onPushedIn(buyer);
      default -> errands.onUnexpected("a buyer who pushed in was told " + code);
    }
  }

  /** The room says how many places have had their turn. */
  void onAdmittedUpTo(final long upTo) {
    final long from = admittedUpTo;
    admittedUpTo = Math.max(admittedUpTo, upTo);
    for (long place = from; place < admittedUpTo && place < atPlace.length; place++) {
      final int buyer = atPlace[(int) place];
      if (buyer != NOBODY) {
        turn(buyer);
      }
    }
  }

  private void turn(final int buyer) {
    switch (habits.of(buyer)) {
      case LEAVES_QUEUE -> {}
      case NO_SHOW -> tally.count(Deed.NO_SHOW);
      default -> errands.ask(buyer, Ask.TURN);
    }
  }

  private void onTurn(final int buyer, final TicketState state) {
    switch (state) {
      case ADMITTED -> {
        final int waitlist = habits.asksForWaitlist(buyer) ? Wishes.WAITLIST : 0;
        final int units = habits.units(buyer);
        // Whoever would like two takes one rather than none; the greedy one wants all or nothing.
        final int partial = units <= RoomPlan.BUYER_LIMIT ? Wishes.PARTIAL | waitlist : 0;
        wishes.make(buyer, units, partial);
        errands.ask(buyer, Ask.RESERVE);
      }
      case EXPIRED -> tally.count(Deed.TOO_LATE);
      default -> errands.onUnexpected("a buyer whose turn has come has a ticket " + state);
    }
  }

  void onLeft(final int buyer, final VerdictDecoder verdict) {
    if (verdict.code() != Code.ACCEPTED) {
      errands.onUnexpected("a buyer who left was told " + said(verdict));
      return;
    }
    fairness.onPlace(buyer, verdict.place());
    if (verdict.ticket() == TicketState.LEFT) {
      tally.count(Deed.LEFT);
    }
  }

  private static String said(final VerdictDecoder verdict) {
    return verdict.code() + " with a ticket " + verdict.ticket();
  }
}
