package io.holdfast.tools.mix;

import io.holdfast.protocol.codec.Code;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a load run counts; for the load's event loop, and for others once that is done. */
final class LoadTally {
  private static final long LONGEST_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Map<Code, Long> rejected = new EnumMap<>(Code.class);
  private final Histogram latencyNs = new Histogram(LONGEST_NS, DIGITS);
  private long offered;
  private long accepted;
  private long failed;

  void onOffered() {
    offered++;
  }

  void onAnswer(final Code code, final long elapsedNs) {
    latencyNs.recordValue(Math.max(0, Math.min(LONGEST_NS, elapsedNs)));
    if (code == Code.ACCEPTED) {
      accepted++;
    } else {
      rejected.merge(code, 1L, Long::sum);
    }
  }

  /** Requests that will never be answered. */
  void onFailed(final long requests) {
    failed += requests;
  }

  long offered() {
    return offered;
  }

  long accepted() {
    return accepted;
  }

  long failed() {
    return failed;
  }

  Map<Code, Long> rejected() {
    return rejected;
  }

  Histogram latencyNs() {
    return latencyNs;
  }
}
