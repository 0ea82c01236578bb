package io.holdfast.tools.demo;

import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import org.agrona.DirectBuffer;

/**
 * One of the storefront's connections, for whichever buyer has something to ask. For the crowd's
 * event loop.
 */
final class RoomConnection implements SessionListener {
  static final int WINDOW = 64;

  private final RoomCrowd crowd;
  private final Requests requests;
  private final RoomAnswers answers;
  private final Wishes wishes;
  private final AskLatency latency;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final TicketViewDecoder ticket = new TicketViewDecoder();
  private final ReservationViewDecoder reservation = new ReservationViewDecoder();
  private final long[] sentNs = new long[WINDOW];
  private Session session;
  private long sent;
  private long answered;

  RoomConnection(
      final RoomCrowd crowd,
      final Requests requests,
      final RoomAnswers answers,
      final Wishes wishes,
      final AskLatency latency) {
    this.crowd = crowd;
    this.requests = requests;
    this.answers = answers;
    this.wishes = wishes;
    this.latency = latency;
  }

  @Override
  public void onReady(final Session ready) {
    session = ready;
    crowd.onReady();
  }

  Durability durability() {
    return session.limits().durability();
  }

  /** Sends as much of what is to be asked as the window takes. */
  void fill() {
    while (sent - answered < WINDOW && session.isOpen()) {
      final int request = requests.next();
      if (request == Requests.NOTHING) {
        break;
      }
      if (!send(request, Requests.buyerOf(request), Requests.askOf(request))) {
        crowd.onUnexpected("the window of " + WINDOW + " slots has no room for a request");
        return;
      }
      sentNs[(int) (sent % WINDOW)] = System.nanoTime();
      sent++;
    }
    session.flush();
  }

  private boolean send(final long id, final int buyer, final Ask ask) {
    final long sale = crowd.sale();
    final long who = buyer + 1L;
    final long hi = wishes.idHi();
    final long lo = wishes.idLo(buyer);
    return switch (ask) {
      case JOIN -> session.joinQueue(id, sale, who);
      case LEAVE -> session.leaveQueue(id, sale, who);
      case PLACE, TURN, LOOK_BACK -> session.queryTicket(id, sale, who);
      case PUSH_IN, RESERVE, RESERVE_AGAIN -> reserve(id, buyer, hi, lo);
      case BEGIN_PAYMENT -> session.beginPayment(id, hi, lo);
      case CONFIRM, CONFIRM_LATE -> session.confirm(id, hi, lo, Session.ALL_UNITS);
      case RELEASE -> session.release(id, hi, lo);
      case WATCH, LAPSE -> session.queryReservation(id, hi, lo);
    };
  }

  private boolean reserve(final long id, final int buyer, final long hi, final long lo) {
    return session.reserve(
        id,
        hi,
        lo,
        crowd.sale(),
        crowd.item(),
        buyer + 1L,
        0,
        wishes.units(buyer),
        0,
        wishes.flags(buyer));
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    final int request = (int) verdict.correlationId();
    onAnswer(request);
    answers.onVerdict(Requests.buyerOf(request), Requests.askOf(request), verdict);
  }

  @Override
  public void onPage(
      final Session from,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    if (templateId == TicketViewDecoder.TEMPLATE_ID) {
      ticket.wrapAndApplyHeader(buffer, offset, header);
      final int request = (int) ticket.correlationId();
      onAnswer(request);
      answers.onTicket(Requests.buyerOf(request), Requests.askOf(request), ticket);
    } else if (templateId == ReservationViewDecoder.TEMPLATE_ID) {
      reservation.wrapAndApplyHeader(buffer, offset, header);
      final int request = (int) reservation.correlationId();
      onAnswer(request);
      answers.onReservation(Requests.buyerOf(request), Requests.askOf(request), reservation);
    } else {
      crowd.onUnexpected("a buyer was answered with message " + templateId);
    }
  }

  /** Answers come in the order of the requests, so the oldest time is this one's. */
  private void onAnswer(final int request) {
    latency.onAnswer(
        Requests.askOf(request), System.nanoTime() - sentNs[(int) (answered % WINDOW)]);
    answered++;
    requests.onAnswer();
  }

  @Override
  public void onReadComplete(final Session from) {
    fill();
    crowd.onSettled();
  }

  @Override
  public void onGoodbye(final Session from, final Code code, final String text) {
    crowd.onUnexpected("the node said goodbye: " + code + " " + text);
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    crowd.onUnexpected(reason);
  }
}
