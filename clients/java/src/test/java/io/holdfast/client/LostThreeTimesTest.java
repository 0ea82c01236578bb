package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A thousand calls of eight threads in flight, and a node that loses its connections. */
class LostThreeTimesTest {
  private static final int THREADS = 8;
  private static final int CALLS_PER_THREAD = 125;
  private static final int CALLS = THREADS * CALLS_PER_THREAD;

  /** So many answers get through before the connection is lost for the nth time. */
  private static final int[] ANSWERS = {0, 100, 250};

  /** What arrived on a connection, in order. */
  private record Arrived(List<Long> reservations) {}

  @Test
  void everyCallIsAnsweredOnceAndInOrder() throws Exception {
    final ExecutorService threads = Executors.newCachedThreadPool();
    try (FakeNode node = new FakeNode()) {
      final Future<List<Arrived>> playing = threads.submit(() -> play(node));
      final ConcurrentLinkedQueue<Long> answered = new ConcurrentLinkedQueue<>();
      try (HoldfastClient client =
          HoldfastClient.connect(
              ClientConfig.of(node.hostAndPort(), "many", Role.STOREFRONT)
                  .withCallTimeoutMs(Integer.MAX_VALUE)
                  .withRetry(Pair.QUICK))) {
        final List<Future<?>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          final long first = (long) thread * CALLS_PER_THREAD;
          callers.add(threads.submit(() -> call(client, first, answered)));
        }
        for (final Future<?> caller : callers) {
          caller.get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        check(playing.get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS));
      }
      assertThat(answered).hasSize(CALLS).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void call(
      final HoldfastClient client, final long first, final ConcurrentLinkedQueue<Long> answered) {
    final List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (long lo = first; lo < first + CALLS_PER_THREAD; lo++) {
      final long reservation = lo;
      calls.add(
          client
              .reserve(ReserveRequest.of(new Id(1, lo), 1, 2, 3, 1))
              .thenAccept(
                  verdict -> {
                    assertThat(verdict.sequence()).hasValue(reservation);
                    answered.add(reservation);
                  }));
    }
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
  }

  /**
   * Waits for all that is unanswered, answers some of it, and is gone; in the end it answers all.
   */
  private static List<Arrived> play(final FakeNode node) {
    final List<Arrived> connections = new ArrayList<>();
    final Set<Long> answered = new HashSet<>();
    for (int life = 0; life <= ANSWERS.length; life++) {
      final int answers = life < ANSWERS.length ? ANSWERS[life] : CALLS - answered.size();
      final Peer peer = node.welcome(FakeNode.window(CALLS));
      final List<Peer.Request> requests = new ArrayList<>();
      while (requests.size() < CALLS - answered.size()) {
        requests.add(peer.next());
      }
      connections.add(new Arrived(requests.stream().map(Pair::reservation).toList()));
      final List<byte[]> frames = new ArrayList<>();
      for (final Peer.Request request : requests.subList(0, answers)) {
        final long reservation = Pair.reservation(request);
        frames.add(Frames.verdict(request.correlationId(), Code.ACCEPTED, reservation, 1));
        answered.add(reservation);
      }
      peer.send(Frames.join(frames.toArray(new byte[0][])));
      if (life < ANSWERS.length) {
        // Closed in an orderly way, so that what was sent arrives.
        peer.close();
      }
    }
    return connections;
  }

  private static void check(final List<Arrived> connections) {
    assertThat(connections).hasSize(ANSWERS.length + 1);
    List<Long> left = connections.get(0).reservations();
    for (int thread = 0; thread < THREADS; thread++) {
      final long first = (long) thread * CALLS_PER_THREAD;
      assertThat(left.stream().filter(lo -> lo / CALLS_PER_THREAD == first / CALLS_PER_THREAD))
          .as("the calls of one thread")
          .hasSize(CALLS_PER_THREAD)
          .isSorted();
    }
    for (int life = 0; life < ANSWERS.length; life++) {
      left = left.subList(ANSWERS[life], left.size());
      assertThat(connections.get(life + 1).reservations()).isEqualTo(left);
    }
  }
}
