package io.holdfast.gateway;

import io.holdfast.pipeline.Reply;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.pipeline.Watch;
import io.holdfast.protocol.codec.Code;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A subscription to a reservation or a ticket. The pipeline's thread gives it the answer to the
 * request, and says when there is something new; everything else is its event loop's.
 */
final class WatchSubscription extends Watch implements Subscription {
  final Subscriptions owner;
  private final long correlationId;
  private final ReplyTarget connection;
  private final PushLoop loop;

  /** Whether it stands among the changed ones of its loop. */
  private final AtomicBoolean queued = new AtomicBoolean();

  /** Seen by the loop from the first change on. */
  private boolean refused;

  /** The next of the loop's changed ones. */
  WatchSubscription nextChanged;

  // The event loop's.
  private UpdateCursor cursor;
  boolean isOver;
  boolean isWaiting;

  WatchSubscription(
      final long correlationId,
      final Subscriptions owner,
      final ReplyTarget connection,
      final PushLoop loop) {
    this.correlationId = correlationId;
    this.owner = owner;
    this.connection = connection;
    this.loop = loop;
  }

  @Override
  public long correlationId() {
    return correlationId;
  }

  @Override
  public void onReply(final Reply reply) {
    connection.onReply(reply);
    if (reply.code() != Code.ACCEPTED) {
      refused = true;
      onChange();
    }
  }

  @Override
  protected void onChange() {
    if (!queued.getAndSet(true)) {
      loop.addChanged(this);
    }
  }

  /** It may be queued again from here on; what was new before is seen. For the event loop. */
  void unqueue() {
    queued.getAndSet(false);
  }

  /** Whether the answer to the request was that there is nothing to watch. */
  boolean isRefused() {
    return refused;
  }

  /** How far it is; only from the first change on. */
  UpdateCursor cursor() {
    if (cursor == null) {
      cursor = new UpdateCursor(correlationId, snapshotSequence());
    }
    return cursor;
  }
}
