package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.TestCommands;
import io.holdfast.pipeline.Answers.Answer;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches are what is there, bounded, and made of whole requests, however they were published. */
final class BatchingTest {
  private static final int UNITS = 1_000_000;
  private static final int THREADS = 4;
  private static final int REQUESTS_PER_THREAD = 5_000;
  private static final int BASKETS = 1_500;
  private static final int LONGEST_BASKET = 60;
  private static final int LONGEST_SLOTS = Framing.slots(Framing.MAX_MESSAGE_BYTES);

  private final TestPipeline test = TestPipeline.selling(UNITS);

  @AfterEach
  void close() {
    test.close();
    assertThat(test.fatal).hasNullValue();
  }

  @Test
  void takesEverythingThatIsThereUpToTheCap() {
    for (int id = 1; id <= 5_000; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.pipeline.start();
    test.answers.await(5_000);
    assertThat(test.journal.batches())
        .extracting(batch -> batch.last() - batch.first() + 1)
        .containsExactly(
            (long) CompactPipeline.MAX_BATCH_SLOTS,
            (long) CompactPipeline.MAX_BATCH_SLOTS,
            5_000L - 2 * CompactPipeline.MAX_BATCH_SLOTS);
  }

  /** Gateways publish slot by slot, so the pipeline may see any part of a basket. */
  @Test
  void neverEndsInsideABasket(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    test.pipeline.start();
    long lines = 0;
    for (int id = 1; id <= BASKETS; id++) {
      final int count = 1 + random.nextInt(LONGEST_BASKET);
      final long first = test.put(test.next().basket(id, 1, lines + 1, count, 1));
      lines += count;
      final int slots = test.pipeline.ring().get(first).slots();
      final List<Integer> order = new ArrayList<>(IntStream.range(0, slots).boxed().toList());
      Collections.shuffle(order, new Random(random.nextLong()));
      for (final int slot : order) {
        test.pipeline.ring().publish(first + slot, first + slot);
      }
    }
    final List<Answer> answers = test.answers.await(BASKETS);
    assertThat(answers).allMatch(answer -> answer.code() == Code.ACCEPTED);
    assertThat(answers.stream().mapToLong(answer -> answer.verdict().granted()).sum())
        .isEqualTo(lines);
    assertBatchesJoin();
  }

  @Test
  void waitsForTheRestOfABasketOfWhichItSawTheBeginning() {
    test.pipeline.start();
    final long basket = test.put(test.next().basket(1, 1, 1, 40, 1));
    final long last = basket + test.pipeline.ring().get(basket).slots() - 1;
    test.pipeline.ring().publish(basket, basket);
    final long behind = test.put(test.next().reserve(1_000, 1, 1, 1));
    test.publish(behind);
    assertThat(test.answers.count()).isZero();
    test.pipeline.ring().publish(basket + 1, last);
    assertThat(test.answers.await(2)).extracting(Answer::correlationId).containsExactly(1L, 2L);
  }

  @Test
  void theCapMayBeExceededByTheRestOfABasketOnly() {
    long lines = 0;
    for (int id = 1; id <= 300; id++) {
      test.send(test.next().basket(id, 1, lines + 1, LONGEST_BASKET, 1));
      lines += LONGEST_BASKET;
    }
    test.pipeline.start();
    test.answers.await(300);
    assertThat(test.journal.batches())
        .allMatch(
            batch ->
                batch.last() - batch.first() < CompactPipeline.MAX_BATCH_SLOTS + LONGEST_SLOTS);
    assertBatchesJoin();
  }

  @Test
  void everyRequestOfEveryThreadIsAnsweredOnceAndInOrder() throws InterruptedException {
    test.pipeline.start();
    final List<Answers> answers = new ArrayList<>();
    final List<Thread> threads = new ArrayList<>();
    final CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      final Answers mine = new Answers(test.journal);
      final long firstId = 1 + (long) i * REQUESTS_PER_THREAD;
      answers.add(mine);
      threads.add(new Thread(() -> produce(start, firstId, mine), "producer-" + i));
    }
    threads.forEach(Thread::start);
    start.countDown();
    for (final Thread thread : threads) {
      thread.join();
    }
    test.close();
    for (int i = 0; i < THREADS; i++) {
      final long firstId = 1 + (long) i * REQUESTS_PER_THREAD;
      assertThat(answers.get(i).all())
          .extracting(Answer::correlationId)
          .isEqualTo(LongStream.range(firstId, firstId + REQUESTS_PER_THREAD).boxed().toList());
      assertThat(answers.get(i).all()).allMatch(answer -> answer.code() == Code.ACCEPTED);
    }
    assertBatchesJoin();
  }

  private void produce(final CountDownLatch start, final long firstId, final Answers mine) {
    final TestCommands commands = new TestCommands();
    Await.open("all are there", start);
    for (long id = firstId; id < firstId + REQUESTS_PER_THREAD; id++) {
      commands.correlationId = id;
      final long position =
          TestPipeline.put(test.pipeline.ring(), commands.reserve(id, 1, 1, 1), mine);
      test.publish(position);
    }
  }

  private void assertBatchesJoin() {
    long next = 0;
    for (final RecordingJournal.Batch batch : test.journal.batches()) {
      assertThat(batch.first()).isEqualTo(next);
      next = batch.last() + 1;
    }
  }
}
