package io.holdfast.client;

import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The subscriptions of one client, beside its calls: theirs are the correlation ids below zero.
 * {@link #open} is for any thread, everything else for the loop's.
 */
final class Feeds {
  private final ClientLoop loop;
  private final Long2ObjectHashMap<Feed<?>> feeds = new Long2ObjectHashMap<>();
  private final Deque<Feed<?>> unsent = new ArrayDeque<>();
  private Session session;
  private String endReason;
  private long lastCorrelationId = Session.RESERVED_CORRELATION_ID;

  Feeds(final ClientLoop loop) {
    this.loop = loop;
  }

  /** Whether an answer with this correlation id is for a subscription. */
  static boolean isTheirs(final long correlationId) {
    return correlationId < 0;
  }

  /** Subscribes; the future completes when the listener has heard the first update. */
  CompletableFuture<Subscription> open(final Feed<?> feed, final int timeoutMs) {
    try {
      loop.execute(() -> add(feed, timeoutMs));
    } catch (final RejectedExecutionException e) {
      feed.end("the client is closed");
    }
    return feed.future();
  }

  private void add(final Feed<?> feed, final int timeoutMs) {
    if (endReason != null) {
      feed.end(endReason);
      return;
    }
    unsent.add(feed);
    loop.schedule(() -> expire(feed, timeoutMs), TimeUnit.MILLISECONDS.toNanos(timeoutMs));
    pump();
  }

  private void expire(final Feed<?> feed, final int timeoutMs) {
    if (feed.expire("no answer within " + timeoutMs + " ms")) {
      leave(feed);
    }
  }

  private void pump() {
    if (session == null || !session.isOpen() || unsent.isEmpty()) {
      return;
    }
    while (!unsent.isEmpty()) {
      final Feed<?> feed = unsent.peek();
      if (!feed.isOver() && !send(feed)) {
        break;
      }
      unsent.poll();
    }
    session.flush();
  }

  private boolean send(final Feed<?> feed) {
    final long correlationId = lastCorrelationId + 1;
    try {
      if (!feed.send(session, correlationId)) {
        return false;
      }
    } catch (final IllegalArgumentException e) {
      feed.end(e.getMessage());
      return true;
    }
    lastCorrelationId = correlationId;
    feeds.put(correlationId, feed);
    return true;
  }

  /** There is a session: everything that is wanted is asked for on it. */
  void connected(final Session welcomed) {
    session = welcomed;
    pump();
  }

  /** All answers that have come are read. */
  void onReadComplete() {
    pump();
  }

  /** A subscription was refused, or an unsubscribing confirmed. */
  void onVerdict(final VerdictDecoder verdict) {
    final Feed<?> feed = feeds.remove(verdict.correlationId());
    if (feed == null) {
      return;
    }
    try {
      feed.refuse(Verdict.read(verdict));
    } catch (final IllegalArgumentException e) {
      nonsense(feed, e);
    }
  }

  void onUpdate(final int templateId, final DirectBuffer buffer, final int offset) {
    final long correlationId = Dispatcher.correlationId(buffer, offset);
    final Feed<?> feed = feeds.get(correlationId);
    if (feed == null) {
      return; // It was ended meanwhile.
    }
    try {
      if (!feed.onUpdate(templateId, buffer, offset, () -> close(feed))) {
        feeds.remove(correlationId);
      }
    } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
      nonsense(feed, e);
    }
  }

  private void nonsense(final Feed<?> feed, final RuntimeException problem) {
    final String reason = "the node sent nonsense: " + problem.getMessage();
    feed.end(reason);
    session.close(reason);
  }

  /** Ends a subscription. Any thread. */
  private void close(final Feed<?> feed) {
    try {
      loop.execute(
          () -> {
            feed.close();
            leave(feed);
          });
    } catch (final RejectedExecutionException e) {
      feed.close(); // With the loop everything has ended.
    }
  }

  /** Tells the node, if it knows of it, that nobody listens any more. */
  private void leave(final Feed<?> feed) {
    unsent.remove(feed);
    if (feeds.remove(feed.correlationId()) != null && session != null && session.isOpen()) {
      lastCorrelationId++;
      if (session.unsubscribe(lastCorrelationId, feed.correlationId())) {
        session.flush();
      }
    }
  }

  /** The session is lost; what is subscribed to is to be asked for on the next one. */
  void disconnected() {
    session = null;
    for (final Feed<?> feed : new ArrayList<>(feeds.values())) {
      feed.forgetConnection();
      unsent.add(feed);
    }
    feeds.clear();
  }

  /** There will be no session any more. */
  void end(final String reason) {
    endReason = reason;
    final List<Feed<?>> left = new ArrayList<>(unsent);
    unsent.clear();
    left.forEach(feed -> feed.end(reason));
  }
}
