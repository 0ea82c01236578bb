package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.ReaderPositions;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several epochs are one log, which can be read from anywhere and shortened at its beginning. */
final class JournalLogTest {
  private static final long SEGMENT_BYTES = 300;
  private static final UUID CLUSTER = new UUID(1, 1);
  private static final UUID NONE = new UUID(0, 0);

  private final ExcerptWriter writer = new ExcerptWriter(1_024);
  private final Excerpt excerpt = new Excerpt();
  private DataDirectory directory;
  private Path dir;

  @BeforeEach
  void lock(@TestDir final Path given) {
    dir = given;
    directory = DataDirectory.lock(dir);
  }

  @AfterEach
  void giveBack() {
    directory.close();
  }

  @Test
  void endsAnEpochWhereTheNextOneBegins() {
    epoch(1, 0, 1, 20);
    epoch(2, 1, 15, 22);
    epoch(3, 2, 18, 30);
    assertThat(read(0)).containsExactlyElementsOf(expected(1, 14, 1, 17, 2, 30, 3));
  }

  /** Each as sequence and epoch. */
  private static List<String> expected(final long... parts) {
    final List<String> all = new ArrayList<>();
    long sequence = parts[0];
    for (int i = 1; i < parts.length; i += 2) {
      for (; sequence <= parts[i]; sequence++) {
        all.add(sequence + " of epoch " + parts[i + 1]);
      }
    }
    return all;
  }

  @Test
  void isReadFromAnySequence() {
    epoch(1, 0, 1, 20);
    epoch(2, 1, 15, 22);
    for (int from = 1; from <= 22; from++) {
      assertThat(read(from).get(0)).startsWith(from + " of epoch " + (from < 15 ? 1 : 2));
    }
    assertThat(read(23)).isEmpty();
  }

  @Test
  void hasALastSequence() {
    assertThatThrownBy(() -> JournalLog.open(dir))
        .isInstanceOf(JournalException.class)
        .hasMessage(dir + ": has no journal");
    epoch(1, 0, 1, 20);
    assertThat(log().lastSequence()).isEqualTo(20);
    epoch(2, 1, 15, 15);
    assertThat(log().lastSequence()).isEqualTo(15);
  }

  @Test
  void refusesAnEpochOfOtherParents() {
    epoch(1, 0, 1, 20);
    epoch(2, 7, 15, 22);
    assertThatThrownBy(() -> JournalLog.open(dir))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is not the epoch that followed")
        .hasMessageContaining("move away the one that does not belong here");
  }

  @Test
  void refusesTwoEpochsOfTheSameNumber() {
    epoch(1, 0, 1, 20);
    epoch(2, 1, 15, 22);
    final Path place = directory.prepareJournal();
    new EpochTerm(2, CLUSTER, new UUID(99, 2), term(1), 16, 2).writeTo(place);
    directory.publishJournal(place, 2, 99);
    assertThatThrownBy(() -> JournalLog.open(dir))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("epoch 2 follows epoch 2");
  }

  @Test
  void losesNothingThatIsNotCovered() {
    epoch(1, 0, 1, 20);
    final List<Path> all = segments();
    assertThat(all).hasSizeGreaterThan(5);
    final Retention.Pruned dry = Retention.prune(dir, 10, true);
    assertThat(segments()).isEqualTo(all);
    final Retention.Pruned pruned = Retention.prune(dir, 10, false);
    assertThat(pruned).isEqualTo(dry);
    assertThat(pruned.files()).isNotEmpty();
    assertThat(segments())
        .containsExactlyElementsOf(all.subList(pruned.files().size(), all.size()));
    assertThat(pruned.startsAtSequence()).isLessThanOrEqualTo(11);
    assertThat(read(0).get(0)).startsWith(pruned.startsAtSequence() + " ");
    assertThat(read(11).get(0)).startsWith("11 ");
  }

  @Test
  void keepsTheSegmentWithTheLastSequence() {
    epoch(1, 0, 1, 20);
    Retention.prune(dir, 1_000, false);
    assertThat(segments()).hasSize(1);
    assertThat(read(0)).isNotEmpty().last().isEqualTo("20 of epoch 1");
  }

  @Test
  void losesWholeEpochs() {
    epoch(1, 0, 1, 20);
    epoch(2, 1, 15, 40);
    Retention.prune(dir, 30, false);
    assertThat(DataDirectory.epochs(dir)).hasSize(1);
    assertThat(log().lastEpoch().term().number()).isEqualTo(2);
    assertThat(log().lastEpoch().term().startSequence()).isEqualTo(15);
    assertThat(read(31).get(0)).startsWith("31 ");
  }

  @Test
  void keepsWhatAReaderNeeds() {
    epoch(1, 0, 1, 20);
    ReaderPositions.set(dir, "exporter", 5);
    assertThat(Retention.prune(dir, 1_000, false).heldBackBy())
        .containsExactly("the reader exporter needs sequence 5");
    assertThat(read(5).get(0)).startsWith("5 ");
  }

  @Test
  void dropsAReaderThatNeedsTooMuch() {
    epoch(1, 0, 1, 20);
    ReaderPositions.set(dir, "exporter", 5);
    ReaderPositions.set(dir, "standby", 19);
    final Retention.Pruned pruned = Retention.prune(dir, 1_000, false, 40 << 20);
    assertThat(pruned.droppedReaders()).containsExactly("exporter");
    assertThat(ReaderPositions.all(dir)).containsOnlyKeys("standby");
    assertThat(read(19).get(0)).startsWith("19 ");
  }

  @Test
  void keepsWhatIsSetAsideUntilSomebodyHasReadIt() throws IOException {
    final Path first = epoch(1, 0, 1, 20);
    epoch(2, 1, 15, 40);
    final Path report = directory.prepareAside(first, 15);
    assertThat(Retention.prune(dir, 30, false).heldBackBy())
        .containsExactly(
            "what was set aside of epoch-1-1 is kept until its report in aside/ is removed");
    assertThat(EpochDirectory.list(first)).isNotEmpty();
    Files.delete(report);
    Retention.prune(dir, 30, false);
    assertThat(first).doesNotExist();
  }

  private List<Path> segments() {
    return EpochDirectory.list(DataDirectory.findJournal(dir).orElseThrow());
  }

  private JournalLog log() {
    return JournalLog.open(dir);
  }

  private List<String> read(final long from) {
    final List<String> read = new ArrayList<>();
    try (Journal.Cursor cursor = from == 0 ? log().read() : log().readFrom(from)) {
      while (cursor.next()) {
        excerpt.wrap(cursor);
        read.add(excerpt.firstSequence() + " of epoch " + excerpt.epoch());
      }
    }
    return read;
  }

  /** An epoch of excerpts with one record each, in two runs. */
  private Path epoch(final long number, final long parent, final long first, final long last) {
    final Path place = directory.prepareJournal();
    new EpochTerm(number, CLUSTER, term(number), parent == 0 ? NONE : term(parent), first, 2)
        .writeTo(place);
    final long middle = (first + last) / 2;
    write(place, number, first, middle);
    write(place, number, middle + 1, last);
    return directory.publishJournal(place, number, number);
  }

  private void write(final Path place, final long epoch, final long first, final long last) {
    try (Journal journal = ChronicleJournal.open(place, SEGMENT_BYTES)) {
      for (long sequence = first; sequence <= last; sequence++) {
        writer.begin();
        writer.add(0, new UnsafeBuffer(new byte[64]), 0, 64);
        writer.finish(epoch, sequence, 1, 0);
        journal.append(writer.buffer(), 0, writer.lengthBytes());
      }
    }
  }

  private static UUID term(final long number) {
    return new UUID(number, 2);
  }
}
