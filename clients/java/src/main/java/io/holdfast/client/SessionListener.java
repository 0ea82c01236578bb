package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.VerdictDecoder;
import org.agrona.DirectBuffer;

/**
 * Hears what happens on a session. Every call comes on the thread of the session's loop, and may
 * send, flush or close. What a call throws is logged and closes the session.
 */
public interface SessionListener {

  /** The node has welcomed the session: requests may be sent from now on. Called at most once. */
  void onReady(Session session);

  /**
   * The answer to a command, to a query that found nothing, or to a request that was not taken.
   *
   * @param verdict valid during the call only
   */
  void onVerdict(Session session, VerdictDecoder verdict);

  /**
   * The answer to a query.
   *
   * @param templateId of ReservationView, SalePage, LinePage, TicketView, RoomView, BuyerPage or
   *     NodeStatus
   * @param buffer valid during the call only; ends where the message ends
   * @param offset of the message's SBE header
   * @param length of the message, SBE header included, bytes
   */
  default void onPage(
      final Session session,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {}

  /**
   * The answer to a subscribing, and then whenever there is something new.
   *
   * @param templateId of SaleUpdate, ReservationUpdate or TicketUpdate
   * @param buffer valid during the call only; ends where the message ends
   * @param offset of the message's SBE header
   * @param length of the message, SBE header included, bytes
   */
  default void onUpdate(
      final Session session,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {}

  /**
   * The answer to {@link Session#heartbeat}; heartbeats the session sends by itself show nowhere.
   */
  default void onHeartbeat(final Session session, final long correlationId) {}

  /**
   * All whole frames of one round of socket reads have been handed over: the place to {@link
   * Session#flush}.
   */
  default void onReadComplete(final Session session) {}

  /**
   * Whether a request under this correlation id waits for its answer. Asked about a message that
   * this client does not know: newer nodes may send such messages, and they are passed over, but an
   * answer must not be.
   */
  default boolean awaitsAnswer(final Session session, final long correlationId) {
    return false;
  }

  /**
   * The node takes no commands and knows who does; {@link #onGoodbye} with NOT_PRIMARY follows.
   *
   * @param primary where to go, as the node wrote it: HOST:PORT
   */
  default void onRedirect(final Session session, final String primary) {}

  /**
   * The node ends the session and says why; the code is NULL_VAL where only newer nodes know it.
   * {@link #onClosed} follows.
   */
  default void onGoodbye(final Session session, final Code code, final String text) {}

  /**
   * The session has ended, or never came to be ({@link Session#wasReady}). Called exactly once,
   * last. Whatever was in flight stays unanswered: its outcome is unknown.
   */
  void onClosed(Session session, String reason);
}
