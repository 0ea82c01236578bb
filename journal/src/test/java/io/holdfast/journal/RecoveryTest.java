package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A replay leads where the node was, or stops at the first thing that is not right. */
final class RecoveryTest {
  private static final long EVERYTHING = Long.MAX_VALUE;

  /** The first excerpt holds the start, the second three commands of the operator. */
  private static final int FIRST_OF_CROWD = 2;

  /** Sequence of the first buyer's Reserve. */
  private static final long FIRST_BUYER = 5;

  private final MemoryJournal journal = new MemoryJournal();
  private final Engine replayed = new Engine();
  private final List<Long> progress = new ArrayList<>();

  @Test
  void leadsToTheSameDigestAndState() {
    final TestHistory history = TestHistory.ofCrowd(journal, 20, 50);
    history.passMs(TestCommands.HOLD_MS).reserve(1_000, 2).append();
    final Recovery.Recovered recovered = replay(EVERYTHING);
    assertThat(replayed.digest()).isEqualTo(history.engine.digest());
    assertThat(replayed.stateHash()).isEqualTo(history.engine.stateHash());
    assertThat(replayed.timeMs()).isEqualTo(history.engine.timeMs());
    assertThat(replayed.config()).isEqualTo(history.engine.config());
    assertThat(recovered)
        .isEqualTo(
            new Recovery.Recovered(
                history.engine.sequence(),
                history.engine.sequence(),
                history.engine.timeMs(),
                TestHistory.EPOCH));
  }

  /** Batches shorter and longer than what is read ahead together, up to where stock ends. */
  @Test
  void ofMoreThanTheCacheHoldsReadsAheadAndLeadsToTheSame() {
    final TestHistory history = new TestHistory(journal);
    history.start(EngineConfig.forReservations(100_000)).sell(1, 69_000);
    final int[] batches = {
      1, Engine.MAX_ANNOUNCED - 1, Engine.MAX_ANNOUNCED, Engine.MAX_ANNOUNCED + 1, 100
    };
    int id = 0;
    for (int batch = 0; id < 70_000; batch++) {
      for (int i = 0; i < batches[batch % batches.length]; i++) {
        history.reserve(++id, 1);
      }
      history.append();
    }
    history.passMs(TestCommands.HOLD_MS).reserve(id + 1, 2).append();
    replay(EVERYTHING);
    assertThat(replayed.readsAhead()).isTrue();
    assertThat(replayed.digest()).isEqualTo(history.engine.digest());
    assertThat(replayed.stateHash()).isEqualTo(history.engine.stateHash());
  }

  @Test
  void tellsItsProgressAfterEveryExcerpt() {
    TestHistory.ofCrowd(journal, 20, 6);
    replay(EVERYTHING);
    assertThat(progress).containsExactly(1L, 4L, 7L, 10L);
  }

  @Test
  void ofAnEmptyJournalLeadsNowhere() {
    assertThat(replay(EVERYTHING)).isEqualTo(new Recovery.Recovered(0, 0, 0, 0));
    assertThat(replayed.sequence()).isZero();
  }

  @Test
  void stopsAfterTheSequenceItWasToldEvenInsideAnExcerpt() {
    final TestHistory whole = TestHistory.ofCrowd(journal, 20, 50);
    for (long upTo = 1; upTo <= whole.engine.sequence(); upTo++) {
      final Engine engine = new Engine();
      final Recovery.Recovered recovered =
          new Recovery(engine, sequence -> {}).replay(journal, upTo);
      assertThat(recovered.sequence()).isEqualTo(upTo);
      assertThat(recovered.commands()).isEqualTo(upTo);
      assertThat(engine.sequence()).isEqualTo(upTo);
    }
  }

  @Test
  void stoppedHalfWayIsWhereTheNodeWasThen() {
    final TestHistory history = TestHistory.ofCrowd(journal, 20, 12);
    final long sequence = history.engine.sequence();
    final long stateHash = history.engine.stateHash();
    for (int id = 100; id < 130; id++) {
      history.reserve(id, 1);
    }
    history.append();
    replay(sequence);
    assertThat(replayed.stateHash()).isEqualTo(stateHash);
  }

  @Test
  void namesTheSequenceWhoseOutcomeWasTamperedWith() {
    TestHistory.ofCrowd(journal, 2, 6);
    Forgery.record(
        journal.excerpts().get(FIRST_OF_CROWD + 1), 1, record -> record.code(0).granted(1));
    assertDiverges(FIRST_BUYER + 4);
  }

  @Test
  void namesTheSequenceWhoseUnitsWereTamperedWith() {
    TestHistory.ofCrowd(journal, 20, 6);
    Forgery.record(journal.excerpts().get(FIRST_OF_CROWD), 2, record -> record.granted(2));
    assertDiverges(FIRST_BUYER + 2);
  }

  @Test
  void namesTheSequenceWhoseCommandWasTamperedWith() {
    TestHistory.ofCrowd(journal, 20, 6);
    Forgery.command(
        journal.excerpts().get(FIRST_OF_CROWD),
        1,
        (buffer, offset) ->
            new ReserveEncoder()
                .wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH)
                .quantity(2));
    assertDiverges(FIRST_BUYER + 1);
  }

  @Test
  void refusesACommandOfANewerVersion() {
    TestHistory.ofCrowd(journal, 20, 6);
    Forgery.command(
        journal.excerpts().get(FIRST_OF_CROWD),
        1,
        (buffer, offset) ->
            new MessageHeaderEncoder().wrap(buffer, offset).version(Versions.newest() + 1));
    assertStops(
        "sequence " + (FIRST_BUYER + 1) + " is a command of version " + (Versions.newest() + 1),
        "this program knows " + Versions.newest() + "; use a newer program");
    assertThat(replayed.sequence()).isEqualTo(FIRST_BUYER);
  }

  private void assertDiverges(final long sequence) {
    assertStops("sequence " + sequence + " was answered", "the state diverges");
    assertThat(replayed.sequence()).isEqualTo(sequence);
  }

  @Test
  void seesADigestThatDiffers() {
    TestHistory.ofCrowd(journal, 20, 6);
    Forgery.header(journal.excerpts().get(FIRST_OF_CROWD), header -> header.digest(4711));
    assertStops("after sequence " + (FIRST_BUYER + 2), "digest differs");
  }

  @Test
  void seesAMissingExcerpt() {
    TestHistory.ofCrowd(journal, 20, 9);
    journal.excerpts().remove(FIRST_OF_CROWD + 1);
    assertStops("sequence 11 follows 7", "missing or out of order");
  }

  @Test
  void seesSwappedExcerpts() {
    TestHistory.ofCrowd(journal, 20, 9);
    Collections.swap(journal.excerpts(), FIRST_OF_CROWD, FIRST_OF_CROWD + 1);
    assertStops("sequence 8 follows 4", "missing or out of order");
  }

  @Test
  void seesAnExcerptThatIsThereTwice() {
    TestHistory.ofCrowd(journal, 20, 9);
    journal.excerpts().add(FIRST_OF_CROWD, journal.excerpts().get(FIRST_OF_CROWD).clone());
    assertStops("sequence 5 follows 7", "missing or out of order");
  }

  @Test
  void seesTimeGoingBack() {
    TestHistory.ofCrowd(journal, 20, 9);
    Forgery.header(
        journal.excerpts().get(FIRST_OF_CROWD + 1),
        header -> header.timeMs(TestHistory.START_MS - 1));
    assertStops("time goes back at sequence 8");
  }

  @Test
  void seesAnExcerptOfAnotherEpoch() {
    TestHistory.ofCrowd(journal, 20, 9);
    Forgery.header(journal.excerpts().get(FIRST_OF_CROWD), header -> header.epoch(2));
    assertStops("excerpt of epoch 2 in the journal of epoch 1");
  }

  @Test
  void wantsTheStartOfAnEpochFirst() {
    TestHistory.ofCrowd(journal, 20, 9);
    journal.excerpts().remove(0);
    assertStops("the journal begins at sequence 2", "a snapshot at sequence 1 or later is needed");
  }

  @Test
  void wantsAnExcerptWithSomethingInItFirst() {
    final ExcerptWriter empty = new ExcerptWriter(1_024);
    empty.begin();
    empty.finish(1, 1, 1, 0);
    journal.append(empty.buffer(), 0, empty.lengthBytes());
    assertStops("does not begin with the start of an epoch");
  }

  @Test
  void goesOnFromWhereTheEngineIs() {
    final TestHistory whole = TestHistory.ofCrowd(journal, 20, 50);
    final long last = whole.engine.sequence();
    for (long start = 1; start <= last; start++) {
      final Engine engine = new Engine();
      new Recovery(engine, sequence -> {}).replay(journal, start);
      final Recovery.Recovered recovered =
          new Recovery(engine, sequence -> {}).replay(journal, EVERYTHING);
      assertThat(recovered)
          .isEqualTo(
              new Recovery.Recovered(last - start, last, whole.engine.timeMs(), TestHistory.EPOCH));
      assertThat(engine.stateHash()).isEqualTo(whole.engine.stateHash());
    }
  }

  @Test
  void goesOnBehindWhatIsPruned() {
    final TestHistory whole = TestHistory.ofCrowd(journal, 20, 50);
    new Recovery(replayed, sequence -> {}).replay(journal, FIRST_BUYER - 1);
    journal.excerpts().remove(0);
    journal.excerpts().remove(0);
    replay(EVERYTHING);
    assertThat(replayed.stateHash()).isEqualTo(whole.engine.stateHash());
  }

  @Test
  void doesNotGoOnBehindAGap() {
    TestHistory.ofCrowd(journal, 20, 50);
    new Recovery(replayed, sequence -> {}).replay(journal, 3);
    journal.excerpts().remove(0);
    journal.excerpts().remove(0);
    assertStops(
        "the journal begins at sequence 5: a snapshot at sequence 4 or later is needed,"
            + " this one is at 3");
  }

  @Test
  void doesNotGoOnWithASnapshotOfAnotherHistory() {
    TestHistory.ofCrowd(journal, 20, 6);
    new Recovery(replayed, sequence -> {}).replay(journal, 4);
    Forgery.header(journal.excerpts().get(1), header -> header.digest(4711));
    assertStops("the snapshot at sequence 4 has another digest than the journal");
  }

  @Test
  void tellsWhatIsKnownToBeOnTheDisk() {
    TestHistory.ofCrowd(journal, 20, 6);
    final Recovery recovery = new Recovery(replayed, progress::add);
    Forgery.header(journal.excerpts().get(2), header -> header.syncedUpTo(4));
    recovery.replay(journal, EVERYTHING);
    assertThat(recovery.syncedUpTo()).isEqualTo(4);
  }

  @Test
  void decidesNothingByOtherRules() {
    TestHistory.ofCrowd(journal, 20, 9);
    changeStart(start -> start.rulesVersion(99));
    assertStops("rules version 99", "decides by version " + EngineConfig.RULES_VERSION);
    assertThat(replayed.sequence()).isZero();
  }

  @Test
  void refusesACeilingThatNoEngineCanHave() {
    TestHistory.ofCrowd(journal, 20, 9);
    changeStart(start -> start.maxReservations(-1));
    assertStops("sequence 1 cannot be executed", "maxReservations must be positive: -1");
  }

  @Test
  void refusesACommandThatIsNone() {
    TestHistory.ofCrowd(journal, 20, 9);
    Forgery.command(
        journal.excerpts().get(FIRST_OF_CROWD),
        1,
        (buffer, offset) -> new MessageHeaderEncoder().wrap(buffer, offset).templateId(63));
    assertStops("sequence 6 cannot be executed", "template 63");
  }

  @Test
  void findsDamageBeforeItExecutesAnythingOfTheExcerpt() {
    TestHistory.ofCrowd(journal, 20, 9);
    final byte[] last = journal.excerpts().get(journal.excerpts().size() - 1);
    last[last.length - 1] ^= 1;
    assertStops("memory, excerpt 4: the journal is damaged", "checksum");
    assertThat(replayed.sequence()).isEqualTo(FIRST_BUYER + 5);
  }

  private void changeStart(final Consumer<EpochStartEncoder> change) {
    Forgery.command(
        journal.excerpts().get(0),
        0,
        (buffer, offset) ->
            change.accept(
                new EpochStartEncoder()
                    .wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH)));
  }

  private Recovery.Recovered replay(final long upToSequence) {
    return new Recovery(replayed, progress::add).replay(journal, upToSequence);
  }

  private void assertStops(final String... words) {
    assertThatThrownBy(() -> replay(EVERYTHING))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("memory, excerpt ")
        .message()
        .contains(words);
  }
}
