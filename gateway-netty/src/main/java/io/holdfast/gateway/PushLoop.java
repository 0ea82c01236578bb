package io.holdfast.gateway;

import io.holdfast.pipeline.LatestUpdate;
import io.holdfast.protocol.codec.Role;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Serves the subscriptions of one event loop. Its connections are spread over phases, and every
 * turn of the timer serves one phase: so each is served once per interval, and thousands of them do
 * not hold up the commands that arrive meanwhile. A turn ends after some milliseconds and leaves as
 * much time to others as it took: where there is more to send than time to send it, updates become
 * rarer, not answers later. No timer runs while nobody subscribes.
 *
 * <p>For the event loop's thread, but for {@link #addChanged}.
 */
final class PushLoop {
  private static final int MOST_PHASES = 20;

  /** Shorter turns cost more than they even out. */
  private static final int SHORTEST_TURN_MS = 5;

  /** The clock is read once for so many connections. */
  private static final int SERVED_BETWEEN_LOOKS = 16;

  private final EventLoop loop;
  private final PushSource source;
  private final PushConfig config;
  private final Ceiling inAll;
  private final GatewayCounts counts;
  private final UnsafeBuffer scratch = LatestUpdate.newBuffer();
  private final List<List<Subscriptions>> phases = new ArrayList<>();
  private final long turnNs;
  private final long longestTurnNs;
  private final AtomicReference<WatchSubscription> changed = new AtomicReference<>();
  private int nextPhase;

  /** The phase that is being served, and how many of it are still to be. */
  private int phase;

  private int left;
  private int members;
  private boolean running;
  private long nextTurnNs;

  /**
   * @param inAll subscriptions of all connections of the gateway
   */
  PushLoop(
      final EventLoop loop,
      final PushSource source,
      final PushConfig config,
      final Ceiling inAll,
      final GatewayCounts counts) {
    this.loop = loop;
    this.source = source;
    this.config = config;
    this.inAll = inAll;
    this.counts = counts;
    final int count = Math.max(1, Math.min(MOST_PHASES, config.intervalMs() / SHORTEST_TURN_MS));
    for (int i = 0; i < count; i++) {
      phases.add(new ArrayList<>());
    }
    longestTurnNs =
        TimeUnit.MILLISECONDS.toNanos(Math.min(SHORTEST_TURN_MS, config.intervalMs())) / 2;
    turnNs = TimeUnit.MILLISECONDS.toNanos(config.intervalMs()) / count;
  }

  /** The subscriptions of a connection; none yet. */
  Subscriptions open(
      final ChannelHandlerContext context, final Role role, final Connection connection) {
    final int most = role == Role.OBSERVER ? config.maxPerObserver() : config.maxPerConnection();
    return new Subscriptions(this, context, connection, most);
  }

  PushSource source() {
    return source;
  }

  Ceiling inAll() {
    return inAll;
  }

  GatewayCounts counts() {
    return counts;
  }

  UnsafeBuffer scratch() {
    return scratch;
  }

  /** A connection has its first subscription. */
  void join(final Subscriptions member) {
    final List<Subscriptions> joined = phases.get(nextPhase);
    member.phase = nextPhase;
    member.place = joined.size();
    joined.add(member);
    nextPhase = (nextPhase + 1) % phases.size();
    members++;
    if (!running) {
      running = true;
      nextTurnNs = System.nanoTime();
      schedule(true, 0);
    }
  }

  /** A connection has no subscription any more. */
  void leave(final Subscriptions member) {
    final List<Subscriptions> others = phases.get(member.phase);
    final Subscriptions moved = others.remove(others.size() - 1);
    if (moved != member) {
      others.set(member.place, moved);
      moved.place = member.place;
    }
    members--;
  }

  /** There is something new for this one. For the pipeline's thread. */
  void addChanged(final WatchSubscription watch) {
    while (true) {
      final WatchSubscription head = changed.get();
      watch.nextChanged = head;
      if (changed.compareAndSet(head, watch)) {
        return;
      }
    }
  }

  /**
   * @param finished whether the next turn is for another phase
   * @param spentNs at least as much time is for the requests that came meanwhile
   */
  private void schedule(final boolean finished, final long spentNs) {
    final long now = System.nanoTime();
    // Who is late does not catch up: what was left out is in the next update.
    nextTurnNs = Math.max(finished ? nextTurnNs + turnNs : now, now + spentNs);
    final Future<?> unused = loop.schedule(this::turn, nextTurnNs - now, TimeUnit.NANOSECONDS);
  }

  private void turn() {
    if (members == 0) {
      running = false;
      return;
    }
    final WatchSubscription first = changed.getAndSet(null);
    if (first != null) {
      // Not at once: the answer to the subscribing was published, and its task put into the loop's
      // queue, before the change came here. A task put in now runs behind that one.
      loop.execute(() -> serveChanged(first));
    }
    final long beginNs = System.nanoTime();
    final boolean finished = servePhase(beginNs);
    if (finished) {
      phase = (phase + 1) % phases.size();
      left = phases.get(phase).size();
    }
    schedule(finished, System.nanoTime() - beginNs);
  }

  /** Serves the phase, or goes on with it; false if there was not enough time for the rest. */
  private boolean servePhase(final long beginNs) {
    final List<Subscriptions> serving = phases.get(phase);
    // From the end: who leaves meanwhile is replaced by one that was served.
    left = Math.min(left, serving.size());
    while (left > 0) {
      left--;
      if (left < serving.size()) {
        serving.get(left).serve();
      }
      if (left % SERVED_BETWEEN_LOOKS == 0 && System.nanoTime() - beginNs > longestTurnNs) {
        return left == 0;
      }
    }
    return true;
  }

  private void serveChanged(final WatchSubscription first) {
    WatchSubscription watch = first;
    while (watch != null) {
      final WatchSubscription next = watch.nextChanged;
      watch.nextChanged = null;
      watch.unqueue();
      watch.owner.onChange(watch);
      watch = next;
    }
  }
}
