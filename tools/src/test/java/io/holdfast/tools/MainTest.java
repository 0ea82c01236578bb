package io.holdfast.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.tools.cli.ErrorReport;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void versionComesFromTheBuild() {
    final CommandLineRun run = CommandLineRun.of("--version");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).matches("holdfast \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "workload", "workload convert", "workload check"})
  void everyVerbHasHelpWithAnExample(final String verb) {
    final CommandLineRun run = CommandLineRun.of((Object[]) (verb + " --help").strip().split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(("Usage: holdfast " + verb).strip())
        .containsPattern("\nExamples?:\n +holdfast ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                        | holdfast: which verb?",
        "sell                      | holdfast: Unmatched argument at index 0: 'sell'",
        "workload                  | holdfast workload: which verb?",
        "workload check            | holdfast workload check: Missing required parameter: 'FILE'",
        "workload check a --colour | holdfast workload check: Unknown option: '--colour'",
      })
  void wrongWordsAreAMistake(final String words, final String message) {
    final CommandLineRun run =
        CommandLineRun.of(words.isEmpty() ? new Object[0] : (Object[]) words.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).first().isEqualTo(message);
    assertThat(run.err()).contains("--help'.").doesNotContain("\tat ");
  }

  @Test
  void mistakeIsItsMessageOnly(@TempDir final Path dir) {
    final Path missing = dir.resolve("missing.csv");

    final CommandLineRun run = CommandLineRun.of("workload", "check", "--json", missing);

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualToNormalizingNewlines(missing + ": no such file or directory\n");
  }

  @Test
  void debugShowsTheTraceOfAMistake(@TempDir final Path dir) {
    final CommandLineRun run = CommandLineRun.of("workload", "check", "--debug", dir.resolve("x"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains(OperatorMistake.class.getName()).contains("\tat ");
  }

  @Test
  void internalErrorIsOneLineAndItsTraceIsInALog() throws Exception {
    final StringWriter err = new StringWriter();

    final int code =
        ErrorReport.onExecution(
            new IllegalStateException("first\n  second"), new PrintWriter(err), false);

    assertThat(code).isEqualTo(ExitCode.INTERNAL_ERROR);
    final Matcher line =
        Pattern.compile(
                "internal error: IllegalStateException: first second \\(details in (.+)\\)\\R")
            .matcher(err.toString());
    assertThat(line.matches()).as(err.toString()).isTrue();
    final Path log = Path.of(line.group(1));
    assertThat(log).content().contains("\tat io.holdfast.tools.MainTest.");
    Files.delete(log);
  }
}
