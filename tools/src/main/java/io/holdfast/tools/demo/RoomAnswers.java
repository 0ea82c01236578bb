package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;

/** Brings every answer to those who know what follows from it. For the crowd's event loop. */
final class RoomAnswers {
  private final Queueing queueing;
  private final Shopping shopping;
  private final Errands errands;

  RoomAnswers(final Queueing queueing, final Shopping shopping, final Errands errands) {
    this.queueing = queueing;
    this.shopping = shopping;
    this.errands = errands;
  }

  void onVerdict(final int buyer, final Ask ask, final VerdictDecoder verdict) {
    switch (ask) {
      case JOIN -> queueing.onJoined(buyer, verdict);
      case LEAVE -> queueing.onLeft(buyer, verdict);
      case PUSH_IN -> queueing.onPushedIn(buyer, verdict.code());
      case RESERVE -> shopping.onReserved(buyer, verdict);
      case RESERVE_AGAIN -> shopping.onReservedAgain(buyer, verdict);
      case BEGIN_PAYMENT -> shopping.onPaymentBegun(buyer, verdict);
      case CONFIRM, CONFIRM_LATE -> shopping.onConfirmed(buyer, verdict);
      case RELEASE -> shopping.onReleased(buyer, verdict.code());
      case PLACE, TURN, LOOK_BACK, WATCH, LAPSE ->
          errands.onUnexpected("the query " + ask.command() + " was answered " + verdict.code());
    }
  }

  void onTicket(final int buyer, final Ask ask, final TicketViewDecoder ticket) {
    queueing.onTicket(buyer, ask, ticket);
  }

  void onReservation(final int buyer, final Ask ask, final ReservationViewDecoder view) {
    if (ask == Ask.WATCH) {
      shopping.onWatched(buyer, view);
    } else {
      shopping.onLapseSeen(buyer, view);
    }
  }
}
