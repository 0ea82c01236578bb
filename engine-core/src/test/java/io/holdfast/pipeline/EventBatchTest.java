package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.codec.EventDecoder;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events come in order, without a gap, and never ahead of the journal. */
final class EventBatchTest {
  private static final int CROWD = 8_000;

  /** So few that a batch of single reservations is more. */
  private static final int FULL_BYTES = 64 * 1024;

  private record Seen(
      long sequence, int index, EventKind kind, long reservation, long units, long available) {}

  private final List<Seen> seen = new ArrayList<>();
  private int largestBytes;
  private final EventBatch events = new EventBatch(this::onEvents, FULL_BYTES);
  private final TestPipeline test =
      new TestPipeline(
          TestEngine.selling(EngineConfig.forReservations(200_000), CROWD, events), events);

  private synchronized void onEvents(
      final DirectBuffer buffer, final int lengthBytes, final int count) {
    assertThat(lengthBytes).isEqualTo(count * EventBatch.EVENT_BYTES);
    largestBytes = Math.max(largestBytes, lengthBytes);
    final EventDecoder event = new EventDecoder();
    for (int at = 0; at < lengthBytes; at += EventBatch.EVENT_BYTES) {
      event.wrapAndApplyHeader(buffer, at, new MessageHeaderDecoder());
      seen.add(
          new Seen(
              event.sequence(),
              event.index(),
              event.kind(),
              event.reservation().lo(),
              event.units(),
              event.available()));
    }
  }

  private synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatHappenedBeforeTheStartIsNotTold() {
    test.pipeline.start();
    test.send(test.next().queryLine(1, 1));
    test.answers.await(1);
    assertThat(seen()).isEmpty();
  }

  @Test
  void nothingIsSeenBeforeTheJournalHasIt() {
    test.pipeline.start();
    final CountDownLatch gate = test.journal.holdUp();
    test.send(test.next().reserve(1, 1, 1, 3));
    test.journal.awaitHeldUp();
    assertThat(seen()).isEmpty();
    gate.countDown();
    final long sequence = test.answers.await(1).get(0).verdict().sequence();
    assertThat(seen()).containsExactly(new Seen(sequence, 0, EventKind.HELD, 1, 3, CROWD - 3L));
  }

  @Test
  void aCrowdsEventsComeOnceAndInOrderInBatchesThatStayWithinBounds() {
    for (int id = 1; id <= CROWD; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.pipeline.start();
    final long first = test.answers.await(CROWD).get(0).verdict().sequence();
    final List<Seen> all = seen();
    assertThat(all).hasSize(CROWD);
    for (int i = 0; i < CROWD; i++) {
      assertThat(all.get(i))
          .isEqualTo(new Seen(first + i, 0, EventKind.HELD, i + 1L, 1, CROWD - i - 1L));
    }
    assertThat(largestBytes).isBetween(FULL_BYTES, FULL_BYTES + EventBatch.EVENT_BYTES);
  }

  @Test
  void theChangesOfOneStepAreNumbered() {
    test.pipeline.start();
    test.send(test.next().basket(1, 1, 1, TestEngine.ITEMS, 2));
    final long sequence = test.answers.await(1).get(0).verdict().sequence();
    assertThat(seen()).extracting(Seen::sequence).containsOnly(sequence);
    assertThat(seen()).extracting(Seen::index).containsExactly(0, 1, 2, 3);
  }
}
