package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a snapshot is taken, and what happens when it cannot be. */
final class SnapshotScheduleTest {
  private final List<Long> launched = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private long sequence = 100;
  private long nowNs;
  private int exitCode;
  private boolean startFails;

  @Test
  void afterSoManySteps() {
    try (SnapshotSchedule schedule = schedule(50, 0)) {
      assertThat(schedule.takeIfDue()).isFalse();
      sequence = 149;
      assertThat(schedule.takeIfDue()).isFalse();
      sequence = 150;
      assertThat(schedule.takeIfDue()).isTrue();
      assertThat(schedule.takeIfDue()).isFalse();
      sequence = 230;
      assertThat(schedule.takeIfDue()).isTrue();

      assertThat(launched).containsExactly(150L, 230L);
      assertThat(notes).containsExactly("snapshot: taken", "snapshot: taken");
      assertThat(alarms).isEmpty();
    }
  }

  @Test
  void afterSoMuchTimeIfAnythingHappened() {
    try (SnapshotSchedule schedule = schedule(0, 1_000)) {
      passMs(5_000);
      assertThat(schedule.takeIfDue()).isFalse();
      sequence++;
      assertThat(schedule.takeIfDue()).isTrue();
      sequence++;
      passMs(999);
      assertThat(schedule.takeIfDue()).isFalse();
      passMs(1);
      assertThat(schedule.takeIfDue()).isTrue();
      assertThat(launched).containsExactly(101L, 102L);
    }
  }

  @Test
  void onDemandOnce() {
    try (SnapshotSchedule schedule = schedule(0, 0)) {
      assertThat(schedule.takeIfDue()).isFalse();
      schedule.demand();
      assertThat(schedule.takeIfDue()).isTrue();
      assertThat(schedule.takeIfDue()).isFalse();
    }
  }

  @Test
  void aFailureIsAnAlarmAndNotTriedAgainAtOnce() {
    try (SnapshotSchedule schedule = schedule(50, 0)) {
      sequence = 150;
      exitCode = 2;
      assertThat(schedule.takeIfDue()).isTrue();
      assertThat(alarms)
          .containsExactly("no snapshot of sequence 150: the process ended with 2: taken");
      assertThat(schedule.takeIfDue()).isFalse();

      sequence = 200;
      startFails = true;
      assertThat(schedule.takeIfDue()).isTrue();
      assertThat(alarms)
          .last()
          .isEqualTo("no snapshot: the process that takes it cannot be started: no such program");
    }
  }

  @Test
  void itsThreadTakesWhatIsDemanded() throws InterruptedException {
    final CountDownLatch taken = new CountDownLatch(1);
    try (SnapshotSchedule schedule =
        new SnapshotSchedule(
            new SnapshotSchedule.Settings(0, 0),
            100,
            () -> sequence,
            to -> {
              taken.countDown();
              return new EndedProcess(0);
            },
            () -> nowNs,
            notes::add,
            alarms::add)) {
      schedule.start();
      schedule.demand();
      assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void theChildIsAJavaOfItsOwnWithLessMemory() {
    final List<String> command =
        SnapshotChild.command(4L << 30, "io.holdfast.Some", List.of("--data-dir", "/var/x"));

    assertThat(command)
        .contains("-XX:+UseSerialGC", "-Xmx2304m", "-cp", "io.holdfast.Some")
        .endsWith("--data-dir", "/var/x")
        .anyMatch(each -> each.startsWith("--add-exports"))
        .noneMatch(each -> each.startsWith("-Xms"));
  }

  private void passMs(final long ms) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(ms);
  }

  private SnapshotSchedule schedule(final long everySteps, final long everyMs) {
    return new SnapshotSchedule(
        new SnapshotSchedule.Settings(everySteps, everyMs),
        100,
        () -> sequence,
        this::launch,
        () -> nowNs,
        notes::add,
        alarms::add);
  }

  private Process launch(final long toSequence) throws IOException {
    if (startFails) {
      throw new IOException("no such program");
    }
    launched.add(toSequence);
    return new EndedProcess(exitCode);
  }

  /** A process that has said one line and ended. */
  private static final class EndedProcess extends Process {
    private final int code;

    EndedProcess(final int code) {
      this.code = code;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream("taken\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public int waitFor() {
      return code;
    }

    @Override
    public int exitValue() {
      return code;
    }

    @Override
    public void destroy() {
      // It has ended.
    }
  }
}
