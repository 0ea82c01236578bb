package io.holdfast.tools.judge;

import static io.holdfast.tools.judge.SmallSale.STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.model.Judge;
import io.holdfast.model.Violation;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is right is found right; whatever is changed is found, named and placed. */
final class JournalVerifierTest {
  private static final int SOLD_OUT_STEP = 7;

  private MemoryJournal journal;

  @BeforeEach
  void runASale(@TestDir final Path dir) {
    SmallSale.runIn(dir);
    journal = SmallSale.inMemory(dir);
    assertThat(journal.excerpts()).as("one command each").hasSize(STEPS);
  }

  @Test
  void whatANodeWroteIsRight() {
    final List<Long> progress = new ArrayList<>();

    final VerifyResult result = JournalVerifier.verify(journal, progress::add);

    assertThat(result.firstViolation()).isEmpty();
    assertThat(result.isVerified()).isTrue();
    assertThat(result.commands()).isEqualTo(STEPS);
    assertThat(result.sequence()).isEqualTo(STEPS);
    assertThat(progress).isSorted().hasSize(STEPS).endsWith((long) STEPS);
    assertThat(result.toJson())
        .hasToString("{\"verified\":true,\"commands\":9,\"sequence\":9,\"firstViolation\":null}");
  }

  @Test
  void whatTheStepsChangedIsCounted() {
    final VerifyResult result = verify();

    assertThat(result.events())
        .isEqualTo(
            Map.of(
                EventKind.SALE_CREATED, 1L,
                EventKind.SALE_OPENED, 1L,
                EventKind.STOCK_ADJUSTED, 1L,
                EventKind.HELD, 2L,
                EventKind.CONFIRMED, 1L,
                EventKind.RELEASED, 1L));
    assertThat(result.count(EventKind.HELD)).isEqualTo(2);
    assertThat(result.count(EventKind.ADMITTED)).isZero();
  }

  @Test
  void anotherOutcomeIsNamed() {
    Tamper.firstRecord(excerpt(SOLD_OUT_STEP), record -> record.code(Code.ACCEPTED.value()));

    final VerifyResult result = verify();

    assertThat(result.isVerified()).isFalse();
    assertThat(result.commands()).isEqualTo(SOLD_OUT_STEP - 1);
    assertThat(result.sequence()).isEqualTo(SOLD_OUT_STEP - 1);
    final Violation violation = result.firstViolation().orElseThrow();
    assertThat(violation.sequence()).isEqualTo(SOLD_OUT_STEP);
    assertThat(violation.rule()).isEqualTo(Judge.OUTCOME);
    assertThat(violation.text())
        .contains("Reserve", "recorded is ACCEPTED", "by the rules it is SOLD_OUT")
        .endsWith("(memory, excerpt 6)");
  }

  @Test
  void aFlippedByteIsDamage() {
    excerpt(4)[80] ^= 1;

    assertDamaged(4, "memory, excerpt 3: the journal is damaged: the checksum is wrong");
  }

  /** Every bit of every excerpt; nobody has computed the checksums anew. */
  @Test
  void noFlippedBitGoesUnnoticed() {
    assertThat(verify().isVerified()).isTrue();
    for (int step = 1; step <= STEPS; step++) {
      final byte[] excerpt = excerpt(step);
      for (int bit = 0; bit < excerpt.length * Byte.SIZE; bit++) {
        final byte mask = (byte) (1 << bit % Byte.SIZE);
        excerpt[bit / Byte.SIZE] ^= mask;
        final VerifyResult result = verify();
        assertThat(result.firstViolation().map(Violation::rule))
            .as("bit %d of the excerpt of step %d", bit, step)
            .contains(JournalVerifier.DAMAGED);
        assertThat(result.commands()).isEqualTo(step - 1);
        excerpt[bit / Byte.SIZE] ^= mask;
      }
    }
    assertThat(verify().isVerified()).isTrue();
  }

  @Test
  void aCutExcerptIsDamage() {
    final byte[] whole = journal.excerpts().get(4);
    for (int length = 0; length < whole.length; length++) {
      journal.excerpts().set(4, Arrays.copyOf(whole, length));
      assertThat(verify().firstViolation().map(Violation::rule))
          .as("cut to %d of %d bytes", length, whole.length)
          .contains(JournalVerifier.DAMAGED);
    }
  }

  @Test
  void aMissingExcerptIsAGap() {
    journal.excerpts().remove(5);

    assertViolated(7, Judge.SEQUENCE_GAP, "sequence 7 follows sequence 5 (memory, excerpt 5)");
  }

  @Test
  void anExcerptTwiceIsAGap() {
    journal.excerpts().add(5, excerpt(5));

    assertViolated(5, Judge.SEQUENCE_GAP, "sequence 5 follows sequence 5 (memory, excerpt 5)");
  }

  @Test
  void excerptsOutOfOrderAreAGap() {
    Collections.swap(journal.excerpts(), 5, 6);

    assertViolated(7, Judge.SEQUENCE_GAP, "sequence 7 follows sequence 5 (memory, excerpt 5)");
  }

  @Test
  void aMissingBeginningIsNoJournal() {
    journal.excerpts().remove(0);

    assertDamaged(
        1,
        "memory, excerpt 0: the journal begins at sequence 2: what was before it is pruned or lost,"
            + " and without it nothing can be judged");
  }

  @Test
  void anotherDigestIsNamed() {
    Tamper.header(excerpt(6), header -> header.digest(1));

    final Violation violation = verify().firstViolation().orElseThrow();
    assertThat(violation.rule()).isEqualTo(Judge.DIGEST);
    assertThat(violation.sequence()).isEqualTo(6);
    assertThat(violation.text()).contains("recorded as 0000000000000001").contains("excerpt 5");
  }

  @Test
  void timeThatGoesBackIsNamed() {
    Tamper.header(excerpt(6), header -> header.timeMs(1));

    assertThat(verify().firstViolation().map(Violation::rule)).contains(Judge.TIME_BACKWARDS);
  }

  @Test
  void anExcerptOfAnotherTermIsDamage() {
    Tamper.header(excerpt(6), header -> header.epoch(2));

    assertDamaged(
        6,
        "memory, excerpt 5: the journal is damaged: an excerpt of epoch 2 in the journal of epoch 1");
  }

  @Test
  void anotherFormatIsDamageThatSaysSo() {
    Tamper.header(excerpt(1), header -> header.formatVersion(2));

    assertDamaged(
        1,
        "memory, excerpt 0: the journal has format version 2, this program reads 1;"
            + " use a newer program");
  }

  @Test
  void recordsThatDoNotAddUpAreDamage() {
    Tamper.header(excerpt(6), header -> header.count(2));
    assertDamaged(
        7, "memory, excerpt 5: the journal is damaged: sequence 7 does not fit its excerpt");

    Tamper.header(excerpt(6), header -> header.count(0));
    assertDamaged(6, "memory, excerpt 5: the journal is damaged: an excerpt of 0 records");

    Tamper.header(excerpt(6), header -> header.count(-1));
    assertDamaged(6, "memory, excerpt 5: the journal is damaged: an excerpt of -1 records");
  }

  @Test
  void aRecordThatDoesNotFitIsDamage() {
    for (final int length : new int[] {Integer.MIN_VALUE, -1, 0, 8, 1_000, Integer.MAX_VALUE}) {
      Tamper.firstRecord(excerpt(6), record -> record.lengthBytes(length));
      final VerifyResult result = verify();
      assertThat(result.commands()).as("length %d", length).isEqualTo(5);
      assertThat(result.firstViolation().map(Violation::rule).orElseThrow())
          .as("length %d", length)
          .isIn(JournalVerifier.DAMAGED, Judge.UNREADABLE);
    }
  }

  @Test
  void anEmptyJournalIsDamage() {
    journal.excerpts().clear();

    assertDamaged(1, "the journal has no record, not even the start of an epoch");
  }

  private byte[] excerpt(final int step) {
    return journal.excerpts().get(step - 1);
  }

  private VerifyResult verify() {
    return JournalVerifier.verify(journal, sequence -> {});
  }

  private void assertDamaged(final long sequence, final String text) {
    assertViolated(sequence, JournalVerifier.DAMAGED, text);
  }

  private void assertViolated(final long sequence, final String rule, final String text) {
    final VerifyResult result = verify();
    assertThat(result.isVerified()).isFalse();
    assertThat(result.firstViolation()).contains(new Violation(sequence, rule, text));
  }
}
