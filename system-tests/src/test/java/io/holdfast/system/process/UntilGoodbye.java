package io.holdfast.system.process;

import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A connection that keeps its window full of Reserves until the node ends it, and keeps what it was
 * told. For its loop's thread; what it was told can be read by others when {@link #ended} is done.
 */
final class UntilGoodbye implements SessionListener {
  private static final int IN_FLIGHT = 64;
  private static final int BUSY_AFTER = 1_000;

  private final long sale;
  private final long item;
  private final long owner;
  private final Runnable onBusy;
  private final Map<UUID, Long> acknowledged = new HashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long sent;
  private long answered;
  private long refused;
  private boolean inOrder = true;
  private Code goodbye;

  /**
   * @param owner upper half of the ids of its reservations
   * @param onBusy called when it has been told of a thousand
   */
  UntilGoodbye(final long sale, final long item, final long owner, final Runnable onBusy) {
    this.sale = sale;
    this.item = item;
    this.owner = owner;
    this.onBusy = onBusy;
  }

  @Override
  public void onReady(final Session session) {
    fill(session);
  }

  @Override
  public void onReadComplete(final Session session) {
    fill(session);
  }

  private void fill(final Session session) {
    while (sent - answered < IN_FLIGHT
        && session.isOpen()
        && session.reserve(sent, owner, sent + 1, sale, item, sent + 1, 0, 1, 0, 0)) {
      sent++;
    }
    session.flush();
  }

  @Override
  public void onVerdict(final Session session, final VerdictDecoder verdict) {
    inOrder &= verdict.correlationId() == answered;
    answered++;
    if (verdict.code() == Code.ACCEPTED) {
      acknowledged.put(new UUID(owner, verdict.correlationId() + 1), verdict.sequence());
      if (acknowledged.size() == BUSY_AFTER) {
        onBusy.run();
      }
    } else if (verdict.code() == Code.SHUTTING_DOWN) {
      refused++;
    }
  }

  @Override
  public void onGoodbye(final Session session, final Code code, final String text) {
    goodbye = code;
  }

  @Override
  public void onClosed(final Session session, final String reason) {
    ended.complete(null);
  }

  /** Done when the connection has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Sequences of what was accepted, by id of the reservation. */
  Map<UUID, Long> acknowledged() {
    return acknowledged;
  }

  /** Whether every answer was the next one due, and said yes or SHUTTING_DOWN. */
  boolean isInOrder() {
    return inOrder && acknowledged.size() + refused == answered;
  }

  /** What the node's last word was; null: it had none. */
  Code goodbye() {
    return goodbye;
  }
}
