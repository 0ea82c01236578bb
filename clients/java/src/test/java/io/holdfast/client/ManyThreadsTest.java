package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Threads that submit at the same time each get their own verdicts, in the order each of them
 * asked.
 */
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int CALLS_PER_THREAD = 5_000;
  private static final int WINDOW_SLOTS = 100;

  @Test
  void everyCallGetsItsOwnVerdict() throws Exception {
    final ExecutorService threads = Executors.newCachedThreadPool();
    try (FakeNode node = new FakeNode()) {
      final Future<Integer> answering = threads.submit(() -> answerEverything(node));
      try (HoldfastClient client =
          HoldfastClient.connect(
              ClientConfig.of(node.hostAndPort(), "many", Role.STOREFRONT)
                  .withCallTimeoutMs(Integer.MAX_VALUE))) {
        final List<Future<Integer>> checks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          final int buyer = thread;
          checks.add(threads.submit(() -> reserveAndCheck(client, buyer)));
        }
        for (final Future<Integer> check : checks) {
          assertThat(check.get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS))
              .isEqualTo(CALLS_PER_THREAD);
        }
      }
      assertThat(answering.get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS))
          .isEqualTo(THREADS * CALLS_PER_THREAD);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int reserveAndCheck(final HoldfastClient client, final int buyer)
      throws Exception {
    final List<CompletableFuture<Verdict>> answers = new ArrayList<>();
    for (int i = 1; i <= CALLS_PER_THREAD; i++) {
      answers.add(client.reserve(ReserveRequest.of(Ids.next(), 1, 2, buyer, i)));
    }
    int matching = 0;
    for (int i = 1; i <= CALLS_PER_THREAD; i++) {
      final Verdict verdict = answers.get(i - 1).get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS);
      // The node echoes what was asked: the quantity in granted, the buyer in the sequence.
      assertThat(verdict.granted()).isEqualTo(i);
      assertThat(verdict.sequence()).hasValue(buyer);
      matching++;
    }
    return matching;
  }

  /** Echoes every reserve, checking the window and that each buyer's requests arrive in order. */
  private static int answerEverything(final FakeNode node) {
    final int[] lastQuantity = new int[THREADS];
    final ReserveDecoder reserve = new ReserveDecoder();
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    final Peer peer = node.welcome(FakeNode.window(WINDOW_SLOTS));
    final List<byte[]> answers = new ArrayList<>();
    for (int count = 1; count <= THREADS * CALLS_PER_THREAD; count++) {
      reserve.wrapAndApplyHeader(peer.next().message(), 0, header);
      final int buyer = (int) reserve.buyer();
      assertThat(reserve.quantity()).isEqualTo(lastQuantity[buyer] + 1);
      lastQuantity[buyer] = reserve.quantity();
      answers.add(
          Frames.verdict(reserve.correlationId(), Code.ACCEPTED, buyer, reserve.quantity()));
      assertThat(answers.size()).isLessThanOrEqualTo(WINDOW_SLOTS);
      if (peer.waitingBytes() == 0 || answers.size() == WINDOW_SLOTS) {
        peer.send(Frames.join(answers.toArray(new byte[0][])));
        answers.clear();
      }
    }
    return THREADS * CALLS_PER_THREAD;
  }
}
