package io.holdfast.client;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription from the call that asks for it to its end. Loop thread only, once it is made. */
final class Feed<U extends Update> {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final String what;
  private final Call.Sending sending;
  private final int updateTemplateId;
  private final QueryCall.Reading<U> reading;
  private final UpdateListener<U> listener;
  private final CompletableFuture<Subscription> future = new CompletableFuture<>();

  /** What the node knows it by; 0 while it was not sent on this connection. */
  private long correlationId;

  private boolean over;

  Feed(
      final String what,
      final Call.Sending sending,
      final int updateTemplateId,
      final QueryCall.Reading<U> reading,
      final UpdateListener<U> listener) {
    this.what = what;
    this.sending = sending;
    this.updateTemplateId = updateTemplateId;
    this.reading = reading;
    this.listener = listener;
  }

  CompletableFuture<Subscription> future() {
    return future;
  }

  /** Sends the request; false if the window has no room. */
  boolean send(final Session session, final long asCorrelationId) {
    if (!sending.send(session, asCorrelationId)) {
      return false;
    }
    correlationId = asCorrelationId;
    return true;
  }

  long correlationId() {
    return correlationId;
  }

  /** The connection on which it was known is gone. */
  void forgetConnection() {
    correlationId = 0;
  }

  boolean isOver() {
    return over;
  }

  /**
   * Takes an update.
   *
   * @param handle for the caller, if this is the first
   * @return whether more may follow
   * @throws IllegalArgumentException if it cannot be read
   */
  boolean onUpdate(
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final Subscription handle) {
    if (templateId != updateTemplateId) {
      throw new IllegalArgumentException(
          "message %d where %d is the update".formatted(templateId, updateTemplateId));
    }
    final U update = reading.read(buffer, offset);
    tell(() -> listener.onUpdate(update));
    future.complete(handle);
    if (update.last()) {
      end("forgotten by the node");
      return false;
    }
    return true;
  }

  /** The node would not have it. */
  void refuse(final Verdict verdict) {
    if (future.isDone()) {
      end("the node would not go on: " + verdict.code());
    } else {
      over = true;
      future.completeExceptionally(new QueryFailedException(what, verdict));
    }
  }

  /** No answer has come in time; false if one has. */
  boolean expire(final String reason) {
    if (over || future.isDone()) {
      return false;
    }
    over = true;
    future.completeExceptionally(new SubscriptionFailedException(what, reason));
    return true;
  }

  /** Nothing more will come. */
  void end(final String reason) {
    if (!over && !expire(reason)) {
      over = true;
      tell(() -> listener.onEnd(reason));
    }
  }

  /** Nobody wants to hear any more. */
  void close() {
    over = true;
  }

  private void tell(final Runnable event) {
    try {
      event.run();
    } catch (final RuntimeException e) {
      LOG.error("{}: a listener failed", what, e);
    }
  }
}
