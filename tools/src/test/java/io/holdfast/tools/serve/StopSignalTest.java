package io.holdfast.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.tools.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
  private final List<String> told = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final StopSignal signal = new StopSignal(told::add, ends::add);

  @Test
  void endsAStartAtOnce() {
    signal.stop();
    assertThat(told).containsExactly("stopped before it was ready");
    assertThat(ends).containsExactly(StopSignal.CUT_SHORT);
  }

  @Test
  void stopsAReadyNodeInOrderAndEndsWithItsCode() {
    signal.ready(
        () -> {
          assertThat(ends).isEmpty();
          told.add("stopped");
          return ExitCode.INTERNAL_ERROR;
        });
    signal.stop();
    assertThat(told).containsExactly("stopped");
    assertThat(ends).containsExactly(ExitCode.INTERNAL_ERROR);
  }

  /** A node that could not start leaves nothing behind in its process. */
  @Test
  void canBeListenedForAgainOnceItIsForgotten() {
    assertThat(signal.listen()).isTrue();
    signal.forget();
    assertThat(signal.listen()).isTrue();
    signal.forget();
    assertThat(ends).isEmpty();
  }
}
