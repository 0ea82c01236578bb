package io.holdfast.tools.load;

import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.workload.WorkloadAction;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Counts what became of the commands. Loop thread only, until the play is over. */
final class PlayTally {
  private static final int HIGHEST_MICROS = 1_000_000_000;
  private static final int DIGITS = 3;

  /** What became of the commands of one action. */
  static final class PerAction {
    private final Map<Code, Long> rejected = new EnumMap<>(Code.class);
    private long offered;
    private long accepted;
    private long failed;

    long offered() {
      return offered;
    }

    long accepted() {
      return accepted;
    }

    long failed() {
      return failed;
    }

    /** How often each code was given, in order of the codes' numbers. */
    Map<Code, Long> rejected() {
      return rejected;
    }
  }

  private final Map<WorkloadAction, PerAction> actions = new EnumMap<>(WorkloadAction.class);
  private final Histogram latencyMicros = new Histogram(HIGHEST_MICROS, DIGITS);
  private long repeated;
  private long resent;
  private long notTaken;
  private long reconnects;

  PlayTally() {
    for (final WorkloadAction action : WorkloadAction.values()) {
      actions.put(action, new PerAction());
    }
  }

  void offered(final PlayCommand command) {
    actions.get(command.action()).offered++;
  }

  void executed(
      final PlayCommand command, final Code code, final boolean wasRepeat, final long nowNanos) {
    final PerAction action = actions.get(command.action());
    if (code == Code.ACCEPTED) {
      action.accepted++;
    } else {
      action.rejected.merge(code, 1L, Long::sum);
    }
    if (wasRepeat) {
      repeated++;
    }
    final long micros = (nowNanos - command.startNanos()) / 1_000;
    latencyMicros.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, micros)));
  }

  void failed(final PlayCommand command) {
    actions.get(command.action()).failed++;
  }

  void resent() {
    resent++;
  }

  void notTaken() {
    notTaken++;
  }

  void reconnected() {
    reconnects++;
  }

  Map<WorkloadAction, PerAction> actions() {
    return actions;
  }

  Histogram latencyMicros() {
    return latencyMicros;
  }

  long repeatedCount() {
    return repeated;
  }

  long resentCount() {
    return resent;
  }

  long notTakenCount() {
    return notTaken;
  }

  long reconnectCount() {
    return reconnects;
  }
}
