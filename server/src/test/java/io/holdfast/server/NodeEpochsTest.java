package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.journal.BootId;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.NodeState;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.EpochDirectory;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node makes of its journal after a crash of the machine, and after damage. */
final class NodeEpochsTest {
  private Path dir;
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path given) {
    dir = given.resolve("data");
    configs = new Configs(dir);
    configs.outageGraceMs = 0;
    System.setProperty(BootId.PROPERTY, "first");
  }

  @AfterEach
  void nothingStoppedIt() {
    System.clearProperty(BootId.PROPERTY);
    assertThat(configs.fatal).isEmpty();
  }

  @Test
  void saysHowItEnded() {
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
      assertThat(NodeState.read(dir).orElseThrow())
          .returns(NodeState.Phase.RUNNING, NodeState::phase)
          .returns("first", NodeState::bootId)
          .returns(1L, NodeState::epoch);
    }
    assertThat(NodeState.read(dir).orElseThrow())
        .returns(NodeState.Phase.STOPPED, NodeState::phase)
        .returns(4L, NodeState::sequence);
  }

  @Test
  void goesOnInItsEpochAfterAnOrderlyStopThoughTheMachineWasOff() {
    runUntilStopped();
    reboot();
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(1);
      assertThat(new Desk(node).line()).isEqualTo("7 3 0");
    }
  }

  @Test
  void goesOnInItsEpochWhenOnlyTheProcessDied() throws IOException {
    dieAfterTheReserve();
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(1);
      assertThat(new Desk(node).line()).isEqualTo("7 3 0");
    }
  }

  @Test
  void beginsANewEpochWhenTheMachineCrashed() throws IOException {
    dieAfterTheReserve();
    reboot();
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(2);
      assertThat(node.startSequence()).isEqualTo(6);
      final Desk desk = new Desk(node);
      assertThat(desk.line()).isEqualTo("7 3 0");
      assertThat(desk.verdict(desk.requests.reserve(1, 3)).marks().repeated()).isTrue();
      desk.accepted(desk.requests.reserve(2, 1));
    }
    assertThat(replay()).isEqualTo("sequence 8, epoch 2");
    reboot();
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(2);
      assertThat(new Desk(node).line()).isEqualTo("6 4 0");
    }
  }

  @Test
  void epochsFollowEachOther() throws IOException {
    dieAfterTheReserve();
    for (int epoch = 2; epoch <= 4; epoch++) {
      reboot();
      startAndDie();
      assertThat(DataDirectory.epochs(dir)).hasSize(epoch);
    }
    assertThat(replay()).isEqualTo("sequence 8, epoch 4");
  }

  /** A tail that is not whole is kept where it is, told, and no part of the log any more. */
  @Test
  void setsADamagedTailAsideAfterACrash() throws IOException {
    dieAfterTheReserve();
    final Path segment = lastSegment();
    flipLastRecord(segment);
    reboot();
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(2);
      final Desk desk = new Desk(node);
      assertThat(desk.line()).isEqualTo("10 0 0");
      desk.accepted(desk.requests.reserve(9, 4));
    }
    assertThat(replay()).isEqualTo("sequence 6, epoch 2");
    assertThat(segment).exists();
    final Path aside = dir.resolve("aside");
    assertThat(configs.log)
        .anyMatch(line -> line.contains("the journal is damaged: the checksum is wrong"))
        .anyMatch(line -> line.startsWith("what is set aside is listed in " + aside));
    try (Stream<Path> reports = Files.walk(aside)) {
      final Path report = reports.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(report.getParent().getFileName().toString()).endsWith("-from-5");
      assertThat(report).content().contains("behind sequence 4");
    }
  }

  @Test
  void tellsEveryCommandBehindTheDamage() throws IOException {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
      desk.accepted(desk.requests.reserve(2, 2));
      copyOfTheMoment();
    }
    restoreTheMoment();
    // The first Reserve is damaged, the second is whole.
    flipRecordOf(5);
    reboot();
    configs.start().close();
    try (Stream<Path> reports = Files.walk(dir.resolve("aside"))) {
      final Path report = reports.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(report)
          .content()
          .contains("sequences 6 to 6", "6 [Reserve]", "-> ACCEPTED, granted 2");
    }
  }

  @Test
  void refusesDamageThatNoCrashExplains() throws IOException {
    dieAfterTheReserve();
    flipLastRecord(lastSegment());
    final Map<Path, Integer> before = files();
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the machine has not crashed since it was written")
        .hasMessageContaining("remove node.state and start again");
    assertThat(files()).isEqualTo(before);

    // The way out that it names.
    Files.delete(dir.resolve("node.state"));
    try (Node node = configs.start()) {
      assertThat(node.epoch()).isEqualTo(2);
      assertThat(new Desk(node).line()).isEqualTo("10 0 0");
    }
  }

  @Test
  void refusesWhenLessIsThereThanItWasStoppedWith() throws IOException {
    runUntilStopped();
    Files.delete(lastSegment());
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessage(
            "the journal ends at sequence 1, but the node was stopped at 5: files are missing;"
                + " bring them back from a copy");
  }

  @Test
  void refusesToBeginAnewWhereANodeHasRun() throws IOException {
    runUntilStopped();
    for (final Path file : EpochDirectory.list(DataDirectory.findJournal(dir).orElseThrow())) {
      Files.delete(file);
    }
    final Path epoch = DataDirectory.findJournal(dir).orElseThrow();
    Files.move(epoch, dir.resolveSibling("elsewhere"));
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("a node has run here up to sequence 5 at least");
  }

  @Test
  void refusesEpochsThatDoNotFollow() throws IOException {
    dieAfterTheReserve();
    reboot();
    startAndDie();
    reboot();
    startAndDie();
    final List<Path> epochs = DataDirectory.epochs(dir);
    Files.move(epochs.get(1), dir.resolveSibling("elsewhere"));
    assertThatThrownBy(configs::start)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("epoch 3 follows epoch 1")
        .hasMessageContaining("an epoch is missing");
  }

  /** Chronicle's own file says which process writes; one with the same number may live. */
  @Test
  void doesNotCareForChroniclesOwnFile() throws IOException {
    dieAfterTheReserve();
    try (Stream<Path> tree = Files.walk(dir)) {
      int wrecked = 0;
      for (final Path file : tree.filter(f -> f.toString().endsWith(".cq4t")).toList()) {
        if (wrecked++ % 2 == 0) {
          Files.write(file, new byte[] {1, 2, 3});
        } else {
          Files.delete(file);
        }
      }
      assertThat(wrecked).isPositive();
    }
    try (Node node = configs.start()) {
      assertThat(new Desk(node).line()).isEqualTo("7 3 0");
    }
  }

  private void runUntilStopped() {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
    }
  }

  /** Leaves the directory as a process that was killed leaves it. */
  private void dieAfterTheReserve() throws IOException {
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
      copyOfTheMoment();
    }
    restoreTheMoment();
  }

  private void startAndDie() throws IOException {
    try (Node node = configs.start()) {
      assertThat(new Desk(node).line()).isEqualTo("7 3 0");
      copyOfTheMoment();
    }
    restoreTheMoment();
  }

  private static void reboot() {
    System.setProperty(BootId.PROPERTY, "boot " + System.nanoTime());
  }

  private String replay() {
    try (JournalLog log = JournalLog.open(dir)) {
      final Recovery.Recovered recovered =
          new Recovery(new Engine(), sequence -> {}).replay(log, Long.MAX_VALUE);
      return "sequence " + recovered.sequence() + ", epoch " + recovered.epoch();
    }
  }

  private Path lastSegment() {
    final List<Path> segments = EpochDirectory.list(DataDirectory.findJournal(dir).orElseThrow());
    return segments.get(segments.size() - 1);
  }

  private void flipLastRecord(final Path segment) throws IOException {
    flipRecordOf(5);
    assertThat(segment).isEqualTo(lastSegment());
  }

  /** Flips a bit in the digest of the excerpt that begins with this sequence. */
  private void flipRecordOf(final long sequence) throws IOException {
    final long at;
    try (JournalLog log = JournalLog.open(dir);
        var cursor = log.readFrom(sequence)) {
      assertThat(cursor.next()).isTrue();
      final String where = cursor.where();
      at = Long.parseLong(where.substring(where.indexOf("0x") + 2), 16) + 4 + 48;
    }
    try (RandomAccessFile file = new RandomAccessFile(lastSegment().toFile(), "rw")) {
      file.seek(at);
      final int before = file.read();
      file.seek(at);
      file.write(before ^ 1);
    }
  }

  private Path moment() {
    return dir.resolveSibling("moment");
  }

  private void copyOfTheMoment() throws IOException {
    copy(dir, moment());
  }

  private void restoreTheMoment() throws IOException {
    removeTree(dir);
    copy(moment(), dir);
    removeTree(moment());
  }

  private static void copy(final Path from, final Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (final Path entry : tree.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
  }

  private static void removeTree(final Path top) throws IOException {
    try (Stream<Path> tree = Files.walk(top)) {
      for (final Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private Map<Path, Integer> files() throws IOException {
    final Map<Path, Integer> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(dir)) {
      for (final Path file : tree.filter(Files::isRegularFile).toList()) {
        contents.put(file, Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
