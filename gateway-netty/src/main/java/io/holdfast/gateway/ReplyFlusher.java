package io.holdfast.gateway;

import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Hands the connections that got answers in a batch to their event loop: one task per loop and
 * batch, however many connections and answers there were. The pipeline's thread writes, the event
 * loop reads.
 */
final class ReplyFlusher {
  private final EventLoop loop;
  private final OneToOneConcurrentArrayQueue<Connection> answered;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Runnable drain = this::drain;

  private final FairShare share;

  ReplyFlusher(final EventLoop loop, final FairShare share, final int maxConnections) {
    this.loop = loop;
    this.share = share;
    // A connection stands in it once, or twice when it is gone: its window may be granted again
    // while what was published last still waits to be looked at.
    this.answered = new OneToOneConcurrentArrayQueue<>(2 * maxConnections);
  }

  /** For the pipeline's thread. */
  void add(final Connection connection) {
    if (!answered.offer(connection)) {
      throw new IllegalStateException("more connections with answers than there can be");
    }
  }

  /** Sees to it that everything added is flushed. For the pipeline's thread. */
  void flush() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(drain);
    }
  }

  private void drain() {
    scheduled.set(false);
    share.onTurn();
    Connection connection = answered.poll();
    while (connection != null) {
      connection.drainAnswers();
      connection = answered.poll();
    }
  }
}
