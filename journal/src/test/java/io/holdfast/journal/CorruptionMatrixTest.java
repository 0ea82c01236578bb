package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.memory.MemoryDisk;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.test.Seed;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that can happen to the bytes of a small journal, and for each the outcome of the
 * table: what was whole before the damage is kept, nothing behind it is believed, and nothing is
 * silent.
 */
@TimeLimit(240)
final class CorruptionMatrixTest {
  private static final int SEGMENT_BYTES = 32 << 10;
  private static final UUID TERM = new UUID(1, 1);
  private static final List<MemoryDisk.Crash> KINDS = List.of(MemoryDisk.Crash.values());
  private static final String THIS_BOOT = "this boot";
  private static final String BOOT_BEFORE = "the boot before";

  private final MemoryDisk disk = new MemoryDisk(SEGMENT_BYTES);
  private final List<Place> places = new ArrayList<>();
  private TestHistory history;

  /** Where an excerpt lies: its document's header, and the end of its bytes. */
  private record Place(int segment, int header, int end, long firstSequence, long lastSequence) {}

  /** What a node made of the journal. */
  private record Seen(long lastSequence, RecoveryTable.Damage damage, long syncedUpTo) {}

  @BeforeEach
  void writeASmallJournal() {
    history = new TestHistory(disk);
    history.start(EngineConfig.forReservations(1_000)).sell(1, 5);
    for (int id = 1; id <= 6; id++) {
      history.reserve(id, 1);
      if (id % 2 == 0) {
        history.append().passMs(7);
      }
    }
    history.append();
    findPlaces();
    assertThat(places).hasSize(5);
  }

  private void findPlaces() {
    final Excerpt excerpt = new Excerpt();
    try (SegmentsCursor cursor = disk.read()) {
      while (cursor.next()) {
        excerpt.wrap(cursor);
        final int header = cursor.offset() - 4;
        places.add(
            new Place(
                cursor.segment(),
                header,
                cursor.offset() + cursor.lengthBytes(),
                excerpt.firstSequence(),
                excerpt.lastSequence()));
      }
    }
  }

  @Test
  void aWholeJournalIsWhole() {
    final Seen seen = look();
    assertThat(seen.damage()).isNull();
    assertThat(seen.lastSequence()).isEqualTo(last());
    assertThat(decide(seen, stopped(THIS_BOOT, last())).row())
        .isEqualTo(RecoveryTable.Row.CLEAN_STOP);
    assertThat(decide(seen, running(THIS_BOOT)).row()).isEqualTo(RecoveryTable.Row.PROCESS_DIED);
    assertThat(decide(seen, running(BOOT_BEFORE)).row())
        .isEqualTo(RecoveryTable.Row.MACHINE_STOPPED);
  }

  /** Every bit of every excerpt, and of the header of its document. */
  @Test
  void noBitOfAnExcerptFlipsInSilence() {
    for (final Place place : places) {
      final byte[] bytes = disk.bytes(place.segment());
      for (int at = place.header(); at < place.end(); at++) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
          bytes[at] ^= (byte) (1 << bit);
          assertDamaged(place, "bit " + bit + " of byte " + (at - place.header()));
          bytes[at] ^= (byte) (1 << bit);
        }
      }
    }
    aWholeJournalIsWhole();
  }

  /** Cut off at every offset of the last three excerpts, as a file that lost its end. */
  @Test
  void whatIsCutOffIsMissed() {
    for (final Place place : places.subList(places.size() - 3, places.size())) {
      for (int at = place.header(); at < place.end(); at++) {
        final byte[] bytes = disk.bytes(place.segment());
        final byte[] before = bytes.clone();
        Arrays.fill(bytes, at, disk.end(place.segment()), (byte) 0);
        assertCut(place, at);
        System.arraycopy(before, 0, bytes, 0, bytes.length);
      }
    }
    aWholeJournalIsWhole();
  }

  /** The beginning of the excerpt's bytes may be lost so that nothing shows that it was there. */
  private void assertCut(final Place place, final int at) {
    final String what = "cut at byte " + (at - place.header()) + " of " + place;
    final Seen seen = look();
    final long kept = place.firstSequence() - 1;
    if (seen.lastSequence() != kept) {
      // Only zeros were cut off: the excerpt is as it was.
      assertThat(seen.lastSequence()).as(what).isEqualTo(place.lastSequence());
      assertThat(endsInZeros(place, at)).as(what).isTrue();
    }
    final boolean isMissed = seen.lastSequence() < last();
    assertThat(decide(seen, stopped(THIS_BOOT, last())).outcome())
        .as(what)
        .isEqualTo(isMissed ? RecoveryTable.Outcome.REFUSE : RecoveryTable.Outcome.CONTINUE);
    assertThat(decide(seen, running(BOOT_BEFORE)).outcome())
        .as(what)
        .isIn(RecoveryTable.Outcome.NEW_EPOCH, RecoveryTable.Outcome.NEW_EPOCH_AND_REPORT);
  }

  private boolean endsInZeros(final Place place, final int at) {
    final byte[] bytes = disk.bytes(place.segment());
    for (int i = at; i < place.end(); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aZeroedPieceIsDamage(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      final Place place = places.get(random.nextInt(places.size() - 1));
      final byte[] bytes = disk.bytes(place.segment());
      final byte[] before = bytes.clone();
      final int from = place.header() + random.nextInt(place.end() - place.header());
      Arrays.fill(bytes, from, Math.min(place.end(), from + 64), (byte) 0);
      if (!Arrays.equals(before, bytes)) {
        assertDamaged(place, "zeros from byte " + (from - place.header()));
      }
      System.arraycopy(before, 0, bytes, 0, bytes.length);
    }
  }

  @Test
  void swappedPiecesAreDamage(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final byte[] bytes = disk.bytes(0);
    final int begin = places.get(0).header();
    final int pieces = (disk.end(0) - begin) / 128;
    for (int i = 0; i < 500; i++) {
      final byte[] before = bytes.clone();
      final int one = begin + 128 * random.nextInt(pieces);
      final int other = begin + 128 * random.nextInt(pieces);
      System.arraycopy(before, one, bytes, other, 128);
      System.arraycopy(before, other, bytes, one, 128);
      if (!Arrays.equals(before, bytes)) {
        assertDamaged(
            placeAt(Math.min(one, other), before, bytes), "swapped " + one + ", " + other);
      }
      System.arraycopy(before, 0, bytes, 0, bytes.length);
    }
  }

  /** The place of the first byte that differs. */
  private Place placeAt(final int from, final byte[] before, final byte[] after) {
    int at = from;
    while (before[at] == after[at]) {
      at++;
    }
    final int first = at;
    return places.stream().filter(place -> place.end() > first).findFirst().orElseThrow();
  }

  @Test
  void aMissingOrRepeatedExcerptIsDamage() {
    final byte[] bytes = disk.bytes(0);
    final byte[] before = bytes.clone();
    for (int i = 0; i < places.size() - 1; i++) {
      final Place place = places.get(i);
      final int behind = places.get(i + 1).header();
      System.arraycopy(before, behind, bytes, place.header(), disk.end(0) - behind);
      if (i == 0) {
        assertThatThrownBy(this::look).hasMessageContaining("the journal begins at sequence 2");
      } else {
        assertDamaged(place, "missing");
      }
      System.arraycopy(before, 0, bytes, 0, bytes.length);
      final int length = behind - place.header();
      System.arraycopy(before, place.header(), bytes, behind, disk.end(0) - place.header());
      final Seen seen = look();
      assertThat(seen.damage()).as("twice %d", i).isNotNull();
      assertThat(seen.lastSequence()).isEqualTo(place.lastSequence());
      Arrays.fill(bytes, disk.end(0), disk.end(0) + length, (byte) 0);
      System.arraycopy(before, 0, bytes, 0, bytes.length);
    }
    aWholeJournalIsWhole();
  }

  /** What was synced is there after any crash, and what is not whole is kept from no one. */
  @Test
  void aCrashLosesNothingThatWasSynced(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      final MemoryDisk crashed = new MemoryDisk(SEGMENT_BYTES);
      final TestHistory run = new TestHistory(crashed);
      run.start(EngineConfig.forReservations(1_000)).sell(1, 50);
      final int synced = random.nextInt(40);
      long syncedSequence = 0;
      for (int id = 1; id <= 60; id++) {
        run.reserve(id, 1).append();
        if (id == synced) {
          crashed.barrier();
          syncedSequence = run.engine.sequence();
        }
      }
      final MemoryDisk.Crash kind = KINDS.get(random.nextInt(KINDS.size()));
      crashed.crash(kind, random);
      final Seen seen = look(crashed);
      assertThat(seen.lastSequence()).as("%s", kind).isGreaterThanOrEqualTo(syncedSequence);
      if (kind == MemoryDisk.Crash.PROCESS) {
        assertThat(seen.lastSequence()).isEqualTo(run.engine.sequence());
      }
    }
  }

  private void assertDamaged(final Place place, final String what) {
    final Seen seen = look();
    final boolean isLast = place.lastSequence() == last();
    if (seen.damage() == null) {
      // A header of 0 over the last excerpt is what a process leaves that dies while it appends.
      assertThat(isLast).as("%s of %s is noticed", what, place).isTrue();
    }
    assertThat(seen.lastSequence())
        .as("%s of %s: what is kept", what, place)
        .isEqualTo(place.firstSequence() - 1);
    assertThat(decide(seen, stopped(THIS_BOOT, last())).outcome())
        .as("%s of %s: stopped in order", what, place)
        .isEqualTo(RecoveryTable.Outcome.REFUSE);
    if (seen.damage() != null) {
      assertThat(decide(seen, running(THIS_BOOT)).outcome())
          .as("%s of %s: the process died", what, place)
          .isEqualTo(RecoveryTable.Outcome.REFUSE);
      assertThat(decide(seen, running(BOOT_BEFORE)).outcome())
          .as("%s of %s: the machine crashed", what, place)
          .isEqualTo(
              seen.lastSequence() < 1
                  ? RecoveryTable.Outcome.REFUSE
                  : RecoveryTable.Outcome.NEW_EPOCH_AND_REPORT);
      assertThat(decide(withSynced(seen, place.firstSequence()), running(BOOT_BEFORE)).outcome())
          .as("%s of %s: it was on the disk", what, place)
          .isEqualTo(RecoveryTable.Outcome.REFUSE);
    }
  }

  private static Seen withSynced(final Seen seen, final long syncedUpTo) {
    return new Seen(seen.lastSequence(), seen.damage(), syncedUpTo);
  }

  private Seen look() {
    return look(disk);
  }

  private static Seen look(final MemoryDisk disk) {
    final Engine engine = new Engine();
    final Recovery recovery = new Recovery(engine, sequence -> {});
    RecoveryTable.Damage damage = null;
    long syncedUpTo = -1;
    try (SegmentsCursor cursor = disk.read()) {
      try {
        recovery.replay(cursor, Long.MAX_VALUE);
      } catch (final DamagedJournalException met) {
        final DamageSurvey survey = DamageSurvey.behind(cursor, Writer.nullWriter());
        damage = survey.damage(met);
        syncedUpTo = survey.syncedUpTo();
      }
    } catch (final IOException e) {
      throw new AssertionError(e);
    }
    return new Seen(engine.sequence(), damage, Math.max(syncedUpTo, recovery.syncedUpTo()));
  }

  private static RecoveryTable.Decision decide(final Seen seen, final NodeState state) {
    return RecoveryTable.decide(
        new RecoveryTable.Found(
            state,
            THIS_BOOT,
            1,
            1,
            seen.lastSequence(),
            seen.syncedUpTo(),
            seen.damage(),
            EngineConfig.RULES_VERSION,
            EngineConfig.RULES_VERSION,
            0));
  }

  private long last() {
    return history.engine.sequence();
  }

  private static NodeState stopped(final String bootId, final long sequence) {
    return new NodeState(NodeState.Phase.STOPPED, bootId, 1, TERM, sequence);
  }

  private static NodeState running(final String bootId) {
    return new NodeState(NodeState.Phase.RUNNING, bootId, 1, TERM, 1);
  }
}
