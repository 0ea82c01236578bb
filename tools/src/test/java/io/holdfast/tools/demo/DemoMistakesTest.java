package io.holdfast.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo cannot show is said before anything is started. */
final class DemoMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--buyers 0                            | --buyers 0: must be from 1 to 10000000",
        "--stock 0                             | --stock 0: must be from 1 to 1000000",
        "--seed 7                              | --seed goes with --waiting-room only",
        "--waiting-room --stock 0              | --stock 0: must be from 1 to 1000000",
        "--waiting-room --buyers 2019          | --buyers 2019: must be from 2020 to 1000000",
        "--waiting-room --buyers 1000001       | --buyers 1000001: must be from 2020 to 1000000",
        "--waiting-room --stock 600000         | --stock 600000: needs 1200020 buyers, more than 1000000",
        "--waiting-room --seed seven           | Invalid value for option '--seed'",
      })
  void isNamed(final String options, final String message) {
    final CommandLineRun run = CommandLineRun.of((Object[]) ("demo " + options).trim().split(" +"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }
}
