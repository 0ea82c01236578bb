package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import io.holdfast.tools.judge.SmallSale;
import io.holdfast.tools.judge.Tamper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb that reads a journal, on what is none, is damaged, is newer, or is being written. */
final class FileVerbsTest {
  private static final String LIST = "journal list";
  private static final String DUMP = "journal dump";
  private static final String REPLAY = "replay --to-sequence 9";
  private static final String VERIFY = "verify";
  private static final String EXPLAIN = "explain --buyer 100";
  private static final String WHAT_IF = "what-if --check";

  @ParameterizedTest
  @ValueSource(strings = {LIST, DUMP, REPLAY, VERIFY, EXPLAIN, WHAT_IF})
  void whatIsNoDirectoryOfANodeIsAMistake(final String verb, @TestDir final Path dir)
      throws IOException {
    final Path missing = dir.resolve("missing");
    final Path file = Files.writeString(dir.resolve("file"), "");
    final Path empty = Files.createDirectory(dir.resolve("empty"));

    assertMistake(verb, missing, missing + ": no such directory\n");
    assertMistake(verb, file, file + ": no such directory\n");
    assertMistake(
        verb, empty, empty + ": has no journal; is it the --data-dir of a node that has run?\n");
    assertThat(Files.exists(missing)).isFalse();
    try (Stream<Path> files = Files.list(empty)) {
      assertThat(files).isEmpty();
    }
  }

  private static void assertMistake(final String verb, final Path dir, final String message) {
    final CommandLineRun run = run(verb, dir);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, DUMP, REPLAY, VERIFY, EXPLAIN, WHAT_IF})
  void allWorkBesideTheNodeThatWritesAndChangeNothing(final String verb, @TestDir final Path dir)
      throws IOException {
    try (TestNode node = new TestNode(dir)) {
      SmallSale.run(node);
      final Map<String, String> before = JournalFile.contents(dir);

      final CommandLineRun run = run(verb, dir);

      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.err()).isEmpty();
      assertThat(JournalFile.contents(dir)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, DUMP, REPLAY, VERIFY, EXPLAIN, WHAT_IF})
  void aNewerFormatIsRefusedInWords(final String verb, @TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir.resolve("original"));
    final MemoryJournal excerpts = SmallSale.inMemory(dir.resolve("original"));
    for (final byte[] excerpt : excerpts.excerpts()) {
      Tamper.header(excerpt, header -> header.formatVersion(99));
    }
    final Path newer = dir.resolve("newer");
    JournalFile.write(newer, excerpts);

    assertRefused(
        verb,
        newer,
        "the journal has format version 99, this program reads 1; use a newer program");
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, DUMP, REPLAY, VERIFY, EXPLAIN, WHAT_IF})
  void nonsenseIsDamage(final String verb, @TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    JournalFile.overwriteHead(JournalFile.firstSegment(dir), 65_536, (byte) 0xAB);

    assertRefused(verb, dir, "journal");
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, DUMP, REPLAY, VERIFY, EXPLAIN, WHAT_IF})
  void aFileThatCannotBeReadIsSaid(final String verb, @TestDir final Path dir) throws IOException {
    SmallSale.runIn(dir);
    final Path segment = JournalFile.segment(dir);
    Files.delete(segment);
    Files.createSymbolicLink(segment, dir.resolve("gone"));
    final Path journal = DataDirectory.findJournal(dir).orElseThrow();

    final CommandLineRun run = run(verb, dir);

    assertThat(run.exitCode()).isIn(ExitCode.NO, ExitCode.MISTAKE);
    assertThat(run.out() + run.err())
        .contains(segment.getFileName().toString())
        .doesNotContain("internal error", "Exception:", "\tat ");
    assertThat(Files.isSymbolicLink(segment)).isTrue();
    assertThat(journal).isDirectory();
  }

  /** Exit code 1 or 2, the reason in one line, no trace, no file changed. */
  private static void assertRefused(final String verb, final Path dir, final String reason)
      throws IOException {
    final Map<String, String> before = JournalFile.contents(dir);

    final CommandLineRun run = run(verb, dir);

    assertThat(run.exitCode()).as(run.out() + run.err()).isIn(ExitCode.NO, ExitCode.MISTAKE);
    assertThat(run.out() + run.err())
        .contains(reason)
        .doesNotContain("internal error", "Exception:", "\tat ");
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  private static CommandLineRun run(final String verb, final Path dir) {
    final List<Object> words = new ArrayList<>(List.of(verb.split(" ")));
    words.add("--data-dir");
    words.add(dir);
    return CommandLineRun.of(words.toArray());
  }
}
