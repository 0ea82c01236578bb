package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The programs beside JMH run to their end and print every row. */
final class ProgramsTest {
  @Test
  void countsMemory() {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    new MemoryUse(print(out), 50_000).run();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("live reservation", "buyerLimit", "waitlist", "waiting room");
  }

  @Test
  void timesEveryStepOfABurst() {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    new ExpiryBurst(20_000).run(1, 2, print(out));

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Tick", "Reserve", "slowest");
  }

  @Test
  void timesSavingAndLoading() {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    new SnapshotTimes(print(out), 20_000).run();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("save", "check", "load", "state hash", "bytes a reservation");
  }

  private static PrintStream print(final ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
