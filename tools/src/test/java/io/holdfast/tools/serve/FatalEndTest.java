package io.holdfast.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.JournalException;
import io.holdfast.test.TestDir;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node that cannot go on says so in one line, keeps the trace, and ends the process. */
final class FatalEndTest {
  private final StringWriter err = new StringWriter();
  private final List<Integer> halts = new ArrayList<>();

  @Test
  void oneLineForTheOperatorAndTheTraceInAFile(@TestDir final Path dir) throws IOException {
    end(dir).accept(new IllegalStateException("first\n  second"));

    final Path log = onlyFile(dir);
    assertThat(err)
        .hasToString(
            "the node cannot go on and stops: java.lang.IllegalStateException: first second"
                + " (details in "
                + log
                + ")\n");
    assertThat(log.getFileName().toString()).matches("fatal-\\d{8}T\\d{6}\\.\\d{3}Z\\.log");
    assertThat(log).content().contains("\tat io.holdfast.tools.serve.FatalEndTest.");
    assertThat(halts).containsExactly(ExitCode.INTERNAL_ERROR);
  }

  @Test
  void ofABrokenJournalTheOperatorIsToldWhatToDo(@TestDir final Path dir) {
    end(dir).accept(new JournalException("/d/0F.cq4: sync failed: Input/output error"));

    assertThat(err.toString())
        .startsWith(
            "the node cannot go on and stops: /d/0F.cq4: sync failed: Input/output error; what was"
                + " not on record by then was not answered. Look at the disk, then start the node"
                + " again: it recovers everything that was acknowledged (details in ")
        .hasLineCount(1);
    assertThat(halts).containsExactly(ExitCode.INTERNAL_ERROR);
  }

  @Test
  void aTraceThatCannotBeKeptIsPrinted(@TestDir final Path dir) {
    end(dir.resolve("missing")).accept(new IllegalStateException("why"));

    assertThat(err.toString())
        .contains("cannot be written", "the node cannot go on and stops")
        .contains("\tat io.holdfast.tools.serve.FatalEndTest.");
    assertThat(halts).containsExactly(ExitCode.INTERNAL_ERROR);
  }

  private FatalEnd end(final Path dir) {
    return new FatalEnd(dir, new PrintWriter(err), halts::add);
  }

  private static Path onlyFile(final Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.reduce((one, other) -> dir.resolve("more than one")).orElseThrow();
    }
  }
}
