package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.judge.JournalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code journal prune}: only what a snapshot covers that is right. */
final class JournalPruneTest {
  private static final long SALE = 7;
  private static final int SEGMENT_EXCERPTS = 4;

  private Path dir;
  private Scribe scribe;

  /** Three segments of four steps each, and a last one. */
  @BeforeEach
  void write(@TestDir final Path dataDir) {
    dir = dataDir;
    scribe = new Scribe().openSale(SALE, create -> {}).stock(SALE, 1, 20);
    for (int i = 1; i <= 10; i++) {
      scribe.reserve(i, SALE, 1, 100 + i, 1);
    }
    SegmentedJournal.write(dir, scribe, SEGMENT_EXCERPTS);
  }

  private List<Path> segments() {
    return SegmentedJournal.segments(dir);
  }

  @Test
  void withoutASnapshotNothingIsRemoved() throws IOException {
    final Map<String, String> before = JournalFile.contents(dir);

    final CommandLineRun run = prune();

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .isEqualTo(
            dir
                + ": there is no snapshot that can be used, so nothing is removed; take one with"
                + " 'holdfast snapshot take'\n");
    assertThat(JournalFile.contents(dir)).isEqualTo(before);
  }

  @Test
  void whatASnapshotCoversIsRemoved() throws IOException {
    assertThat(segments()).hasSize(4);
    snapshot(9);
    final Map<String, String> before = JournalFile.contents(dir);

    final JsonObject dry = prune("--dry-run", "--json").json().getAsJsonObject();

    assertThat(JournalFile.contents(dir)).isEqualTo(before);
    assertThat(dry.get("coveredSequence").getAsLong()).isEqualTo(9);
    assertThat(dry.getAsJsonArray("files")).hasSize(2);
    assertThat(dry.get("startsAtSequence").getAsLong()).isEqualTo(9);
    final CommandLineRun run = prune();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("2 segments", "the journal begins at sequence 9");
    assertThat(segments()).hasSize(2);
    assertAllSayWhereItBegins();
  }

  private void assertAllSayWhereItBegins() {
    for (final List<String> verb :
        List.of(
            List.of("explain", "--buyer", "110"),
            List.of("what-if", "--check"),
            List.of("replay"))) {
      final CommandLineRun run =
          CommandLineRun.of(
              java.util.stream.Stream.concat(
                      verb.stream(), java.util.stream.Stream.of("--data-dir", dir.toString()))
                  .toArray());
      assertThat(run.exitCode()).as(verb.toString()).isEqualTo(ExitCode.MISTAKE);
      assertThat(run.err())
          .startsWith("the journal begins at sequence 9, what was before was pruned");
    }
    final CommandLineRun replay = CommandLineRun.of("replay", "--from-snapshot", "--data-dir", dir);
    assertThat(replay.exitCode()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(CommandLineRun.of("verify", "--data-dir", dir).exitCode()).isEqualTo(ExitCode.NO);
    assertThat(CommandLineRun.of("journal", "list", "--data-dir", dir).out())
        .endsWith("whole: sequence 9 to 14\n");
  }

  @Test
  void aDamagedSnapshotCoversNothing() throws IOException {
    snapshot(9);
    final Path file;
    try (var files = java.nio.file.Files.list(dir.resolve("snapshots"))) {
      file = files.filter(path -> path.toString().endsWith(".snapshot")).findFirst().orElseThrow();
    }
    JournalFile.overwriteHead(file, 64, (byte) 0xAB);
    final int before = segments().size();

    final CommandLineRun run = prune();

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("passed over: ", "there is no snapshot that can be used");
    assertThat(segments()).hasSize(before);
  }

  @Test
  void mistakesAreSaid() {
    assertThat(CommandLineRun.of("journal", "prune", "--data-dir", dir).exitCode())
        .isEqualTo(ExitCode.MISTAKE);
    assertThat(prune("--keep-bytes", "much").exitCode()).isEqualTo(ExitCode.MISTAKE);
  }

  private void snapshot(final long sequence) {
    final CommandLineRun run =
        CommandLineRun.of("snapshot", "take", "--data-dir", dir, "--to-sequence", sequence);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
  }

  private CommandLineRun prune(final Object... options) {
    final Object[] all = new Object[options.length + 5];
    System.arraycopy(
        new Object[] {"journal", "prune", "--covered-by-snapshot", "--data-dir", dir},
        0,
        all,
        0,
        5);
    System.arraycopy(options, 0, all, 5, options.length);
    return CommandLineRun.of(all);
  }
}
