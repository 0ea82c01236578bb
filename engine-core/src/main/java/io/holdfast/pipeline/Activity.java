package io.holdfast.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * What a pipeline did lately: rates and the times of the pipeline's stages over the last seconds,
 * made of looks at counters that only grow. {@link #look} is for one thread; what it found is for
 * any.
 */
public final class Activity {
  private static final long OVER_NS = 10_000_000_000L;
  private static final double NS_PER_SECOND = 1e9;

  private final Gauges gauges;
  private final LongSupplier notTaken;
  private final LongSupplier nanoTime;
  private final Deque<Interval> intervals = new ArrayDeque<>();
  private Counts before;
  private volatile Lately lately;

  /** Counters at one time. */
  private record Counts(long atNs, long accepted, long rejected, long notTaken) {}

  /** What happened between two looks. */
  private record Interval(Counts from, Map<Stage, Histogram> stages) {}

  /**
   * Times of a stage in nanoseconds; all 0 if no batch came through it.
   *
   * @param batches counted
   */
  public record StageTimes(long batches, long p50Ns, long p99Ns, long p999Ns, long maxNs) {
    static StageTimes of(final Histogram ns) {
      return new StageTimes(
          ns.getTotalCount(),
          ns.getValueAtPercentile(50),
          ns.getValueAtPercentile(99),
          ns.getValueAtPercentile(99.9),
          ns.getMaxValue());
    }
  }

  /**
   * The last seconds.
   *
   * @param overMs how many milliseconds
   * @param acceptedPerSecond commands accepted
   * @param rejectedPerSecond commands with a sequence and another code
   * @param notTakenPerSecond requests without a sequence
   * @param stages all of them
   */
  public record Lately(
      long overMs,
      long acceptedPerSecond,
      long rejectedPerSecond,
      long notTakenPerSecond,
      Map<Stage, StageTimes> stages) {}

  /**
   * @param notTaken requests refused since the start
   * @param nanoTime as {@link System#nanoTime}
   */
  public Activity(final Gauges gauges, final LongSupplier notTaken, final LongSupplier nanoTime) {
    this.gauges = gauges;
    this.notTaken = notTaken;
    this.nanoTime = nanoTime;
    this.before = counts();
    this.lately = between(before, before, Map.of());
  }

  private Counts counts() {
    return new Counts(
        nanoTime.getAsLong(), gauges.accepted(), gauges.rejected(), notTaken.getAsLong());
  }

  /** Takes note of what happened since the last look. */
  public void look() {
    final Counts now = counts();
    final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    for (final Stage stage : Stage.values()) {
      stages.put(stage, gauges.takeStage(stage, null));
    }
    intervals.add(new Interval(before, stages));
    before = now;
    while (now.atNs() - intervals.peek().from().atNs() > OVER_NS && intervals.size() > 1) {
      intervals.remove();
    }
    lately = between(intervals.peek().from(), now, sums());
  }

  private Map<Stage, Histogram> sums() {
    final Map<Stage, Histogram> sums = new EnumMap<>(Stage.class);
    for (final Interval interval : intervals) {
      interval
          .stages()
          .forEach((stage, ns) -> sums.computeIfAbsent(stage, key -> new Histogram(ns)).add(ns));
    }
    return sums;
  }

  private static Lately between(
      final Counts from, final Counts to, final Map<Stage, Histogram> sums) {
    final Map<Stage, StageTimes> stages = new EnumMap<>(Stage.class);
    for (final Stage stage : Stage.values()) {
      final Histogram ns = sums.get(stage);
      stages.put(stage, ns == null ? new StageTimes(0, 0, 0, 0, 0) : StageTimes.of(ns));
    }
    final long overNs = to.atNs() - from.atNs();
    return new Lately(
        overNs / 1_000_000,
        perSecond(to.accepted() - from.accepted(), overNs),
        perSecond(to.rejected() - from.rejected(), overNs),
        perSecond(to.notTaken() - from.notTaken(), overNs),
        stages);
  }

  private static long perSecond(final long count, final long overNs) {
    return overNs <= 0 ? 0 : Math.round(count * NS_PER_SECOND / overNs);
  }

  /** The last ten seconds as of the last look. */
  public Lately lately() {
    return lately;
  }
}
