package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestEngine;
import io.holdfast.pipeline.Answers.Answer;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is seen before the journal has it, and everything that is in gets through. */
final class CompactPipelineTest {
  private static final int UNITS = 1_000_000;

  private final TestPipeline test = TestPipeline.selling(UNITS);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void answersAReserveWithItsVerdict() {
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 3));
    final Answer answer = test.answers.await(1).get(0);
    final VerdictDecoder verdict = answer.verdict();
    assertThat(answer.code()).isEqualTo(Code.ACCEPTED);
    assertThat(answer.slots()).isEqualTo(1);
    assertThat(verdict.correlationId()).isEqualTo(1);
    assertThat(verdict.granted()).isEqualTo(3);
    assertThat(verdict.available()).isEqualTo(UNITS - 3);
    assertThat(verdict.state()).isEqualTo(ReservationState.HELD);
    assertThat(verdict.deadlineMs()).isEqualTo(TestEngine.START_MS + TestEngine.HOLD_MS);
    assertThat(verdict.epoch()).isEqualTo(TestPipeline.EPOCH);
    assertThat(verdict.durability()).isEqualTo(Durability.MEMORY);
    assertThat(test.journal.batches().get(0).commandTemplates())
        .containsExactly(ReserveDecoder.TEMPLATE_ID);
  }

  @Test
  void answersNothingBeforeTheJournalHasIt() {
    final CountDownLatch gate = test.journal.holdUp();
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.send(test.next().queryLine(1, 1));
    test.journal.awaitHeldUp();
    assertThat(test.answers.count()).isZero();
    assertThat(test.pipeline.logicPosition()).isGreaterThanOrEqualTo(0);
    assertThat(test.pipeline.journalPosition()).isEqualTo(-1);
    assertThat(test.pipeline.replyPosition()).isEqualTo(-1);
    gate.countDown();
    assertThat(test.answers.await(2)).hasSize(2);
  }

  @Test
  void everyAnswerFindsItsSlotInTheJournal() {
    test.pipeline.start();
    for (int id = 1; id <= 20_000; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    final List<Answer> answers = test.answers.await(20_000);
    for (int i = 0; i < answers.size(); i++) {
      // Every request took one slot, so the i-th is at position i.
      assertThat(answers.get(i).journaledUpTo()).isGreaterThanOrEqualTo(i);
    }
  }

  @Test
  void aBrokenJournalStopsItUnanswered() {
    final RuntimeException broken = new IllegalStateException("disk on fire");
    test.journal.breakWith(broken);
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.send(test.next().queryLine(1, 1));
    Await.until("the fatal handler was told", () -> test.fatal.get() != null);
    test.close();
    assertThat(test.fatal.get()).isSameAs(broken);
    assertThat(test.answers.count()).isZero();
    assertThat(test.batchesEnded).hasValue(0);
    assertThat(test.pipeline.journalPosition()).isEqualTo(-1);
  }

  @Test
  void anImpossibleCommandStopsItBeforeTheJournal() {
    test.pipeline.start();
    test.send(test.next().epochStart(EngineConfig.forReservations(10)));
    Await.until("the fatal handler was told", () -> test.fatal.get() != null);
    test.close();
    assertThat(test.fatal.get()).isInstanceOf(IllegalStateException.class);
    assertThat(test.journal.batches()).isEmpty();
    assertThat(test.answers.count()).isZero();
  }

  @Test
  void aQuerySeesWhatTheCommandBeforeItDid() {
    test.pipeline.start();
    final long reserve = test.put(test.next().reserve(1, 1, 2, 5));
    final long query = test.put(test.next().queryLine(1, 2));
    test.pipeline.ring().publish(reserve, query);
    final Answer page = test.answers.await(2).get(1);
    final LinePageDecoder.LinesDecoder line =
        new LinePageDecoder()
            .wrapAndApplyHeader(page.message(), 0, new MessageHeaderDecoder())
            .lines()
            .next();
    assertThat(line.held()).isEqualTo(5);
    assertThat(line.available()).isEqualTo(UNITS - 5);
  }

  /** The answer is kept in the query's own slots, so it must not be longer than they are. */
  @Test
  void aLongAnswerLeavesTheRequestBehindItAlone() {
    test.pipeline.start();
    final String longestName = "x".repeat(Framing.MAX_TEXT_BYTES);
    test.send(test.next().createSale(1_000, 2, TestEngine.HOLD_MS, longestName));
    test.answers.await(1);
    final long query = test.put(test.next().querySale(2));
    final long reserve = test.put(test.next().reserve(1, 1, 1, 3));
    test.pipeline.ring().publish(query, reserve);
    final List<Answer> answers = test.answers.await(3);
    assertThat(
            new SalePageDecoder()
                .wrapAndApplyHeader(answers.get(1).message(), 0, new MessageHeaderDecoder())
                .sales()
                .next()
                .name())
        .isEqualTo(longestName);
    assertThat(answers.get(2).code()).isEqualTo(Code.ACCEPTED);
    assertThat(answers.get(2).verdict().granted()).isEqualTo(3);
    assertThat(answers)
        .allMatch(answer -> answer.message().capacity() <= answer.slots() * Framing.SLOT_BYTES);
  }

  @Test
  void aQueryLeavesNoTrace() {
    test.pipeline.start();
    test.send(test.next().queryLine(1, 1));
    test.send(test.next().queryLine(9, 1));
    test.send(test.next().queryLine(1, 99));
    test.send(test.next().queryReservation(4711));
    final List<Answer> answers = test.answers.await(4);
    assertThat(answers)
        .extracting(Answer::code)
        .containsExactly(
            Code.ACCEPTED, Code.UNKNOWN_SALE, Code.UNKNOWN_LINE, Code.UNKNOWN_RESERVATION);
    assertThat(answers.get(1).verdict().sequence()).isEqualTo(VerdictDecoder.sequenceNullValue());
    assertThat(test.journal.batches()).allMatch(batch -> batch.commandTemplates().isEmpty());
  }

  @Test
  void sequencesHaveNoGaps() {
    test.pipeline.start();
    for (int id = 1; id <= 5_000; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
      test.send(test.next().queryLine(1, 1));
    }
    final List<Long> sequences =
        test.answers.await(10_000).stream()
            .filter(answer -> answer.templateId() == VerdictDecoder.TEMPLATE_ID)
            .map(answer -> answer.verdict().sequence())
            .toList();
    final long first = sequences.get(0);
    assertThat(sequences).isEqualTo(LongStream.range(first, first + 5_000).boxed().toList());
  }

  @Test
  void tellsTheEndOfEveryBatch() {
    test.pipeline.start();
    for (int id = 1; id <= 100; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.answers.await(100);
    test.close();
    assertThat(test.batchesEnded.get()).isEqualTo(test.journal.batches().size());
  }

  @Test
  void closeTakesEverythingThrough() {
    final CountDownLatch gate = test.journal.holdUp();
    test.pipeline.start();
    for (int id = 1; id <= 7_000; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.journal.awaitHeldUp();
    gate.countDown();
    test.close();
    assertThat(test.answers.all())
        .extracting(Answer::correlationId)
        .isEqualTo(LongStream.rangeClosed(1, 7_000).boxed().toList());
    assertThat(test.fatal).hasNullValue();
  }
}
