package io.holdfast.pipeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What the pipeline shows of itself: numbers that its thread writes once per batch, without a lock
 * and without allocating, and that any thread may read. They may be of a batch under way: a number
 * read first can be older than one read after it, never newer.
 */
public final class Gauges {
  private static final long LONGEST_NS = 60_000_000_000L;

  /** One percent: what a percentile of a stage may be off by. */
  private static final int DIGITS = 2;

  private final AtomicLong executed = new AtomicLong();
  private final AtomicLong journaled = new AtomicLong();
  private final AtomicLong synced = new AtomicLong();
  private final AtomicLong gate = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong reservations = new AtomicLong();
  private final Map<Stage, SingleWriterRecorder> stages = new EnumMap<>(Stage.class);

  /**
   * @param sequence of the engine before the first batch; everything up to it was seen before
   * @param live reservations of the engine before the first batch
   */
  Gauges(final long sequence, final long live) {
    executed.set(sequence);
    journaled.set(sequence);
    synced.set(-1);
    gate.set(sequence);
    reservations.set(live);
    for (final Stage stage : Stage.values()) {
      stages.put(stage, new SingleWriterRecorder(LONGEST_NS, DIGITS));
    }
  }

  void onExecuted(final long sequence, final long live) {
    executed.lazySet(sequence);
    reservations.lazySet(live);
  }

  void onJournaled(final long sequence) {
    journaled.lazySet(sequence);
  }

  void onSynced(final long sequence) {
    synced.lazySet(sequence);
  }

  /**
   * @param moreAccepted commands of the batch that were accepted
   * @param moreRejected commands of the batch that were not
   */
  void onAnswered(final long sequence, final int moreAccepted, final int moreRejected) {
    gate.lazySet(sequence);
    accepted.lazySet(accepted.get() + moreAccepted);
    rejected.lazySet(rejected.get() + moreRejected);
  }

  void onStage(final Stage stage, final long ns) {
    stages.get(stage).recordValue(Math.max(0, Math.min(LONGEST_NS, ns)));
  }

  /** Sequence of the last step executed. */
  public long executedSequence() {
    return executed.get();
  }

  /** Sequence up to which the journal has everything. */
  public long journaledSequence() {
    return journaled.get();
  }

  /** Sequence up to which everything was brought to the disk; -1: not known. */
  public long syncedSequence() {
    return synced.get();
  }

  /** Sequence up to which clients may see what became of everything. */
  public long gateSequence() {
    return gate.get();
  }

  /** Commands answered with ACCEPTED since the start. */
  public long accepted() {
    return accepted.get();
  }

  /** Commands that got a sequence and another code since the start. */
  public long rejected() {
    return rejected.get();
  }

  /** Live holds and purchases after the last batch executed. */
  public long reservations() {
    return reservations.get();
  }

  /**
   * Nanoseconds that a stage took, each time, since the last call. For one reading thread.
   *
   * @param recycled what an earlier call for this stage returned, or null
   */
  public Histogram takeStage(final Stage stage, final Histogram recycled) {
    return stages.get(stage).getIntervalHistogram(recycled);
  }
}
