package io.holdfast.pipeline;

import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.Durability;
import java.util.function.Consumer;

/**
 * All a pipeline is made of.
 *
 * @param ringSlots a power of two
 * @param engine started, that is, after its EpochStart or recovery
 * @param clock stamps the batches
 * @param journal where batches go before anyone may see them
 * @param epoch number of the term, for the verdicts
 * @param durability class of every verdict; SYNCED has the journal sync what was appended
 * @param batchListener told when replies were handed out
 * @param fatalHandler told, on the pipeline's thread, what stopped it
 * @param events that the engine tells, itself or through the watches; null: none
 * @param watches that the engine was made with; null: who subscribes is answered once
 */
public record PipelineConfig(
    int ringSlots,
    Engine engine,
    EngineClock clock,
    BatchJournal journal,
    long epoch,
    Durability durability,
    ReplyTarget.BatchListener batchListener,
    Consumer<Throwable> fatalHandler,
    EventBatch events,
    Watches watches) {

  /** Slots of a ring by default. */
  public static final int DEFAULT_RING_SLOTS = 1 << 16;

  /**
   * Begins with the defaults: class MEMORY without a journal, nobody who listens.
   *
   * @param engine started, that is, after its EpochStart or recovery
   * @param clock stamps the batches
   * @param fatalHandler told, on the pipeline's thread, what stopped it
   */
  public static Builder builder(
      final Engine engine, final EngineClock clock, final Consumer<Throwable> fatalHandler) {
    return new Builder(engine, clock, fatalHandler);
  }

  /** Makes a configuration by naming what is not as by default; for one thread. */
  public static final class Builder {
    private final Engine engine;
    private final EngineClock clock;
    private final Consumer<Throwable> fatalHandler;
    private int ringSlots = DEFAULT_RING_SLOTS;
    private BatchJournal journal = BatchJournal.NONE;
    private long epoch;
    private Durability durability = Durability.MEMORY;
    private ReplyTarget.BatchListener batchListener = () -> {};
    private EventBatch events;
    private Watches watches;

    private Builder(
        final Engine engine, final EngineClock clock, final Consumer<Throwable> fatalHandler) {
      this.engine = engine;
      this.clock = clock;
      this.fatalHandler = fatalHandler;
    }

    /** Slots of the ring, a power of two. */
    public Builder ringSlots(final int newRingSlots) {
      ringSlots = newRingSlots;
      return this;
    }

    /** Where batches go, and the class that this gives every verdict. */
    public Builder journal(final BatchJournal newJournal, final Durability newDurability) {
      journal = newJournal;
      durability = newDurability;
      return this;
    }

    /** Number of the term, for the verdicts. */
    public Builder epoch(final long newEpoch) {
      epoch = newEpoch;
      return this;
    }

    /** Told when replies were handed out. */
    public Builder batchListener(final ReplyTarget.BatchListener newBatchListener) {
      batchListener = newBatchListener;
      return this;
    }

    /** The events that the engine was made with. */
    public Builder events(final EventBatch newEvents) {
      events = newEvents;
      return this;
    }

    /** The watches that the engine was made with, and the events that they tell. */
    public Builder watches(final Watches newWatches) {
      watches = newWatches;
      events = newWatches.events();
      return this;
    }

    /** The configuration. */
    public PipelineConfig build() {
      return new PipelineConfig(
          ringSlots,
          engine,
          clock,
          journal,
          epoch,
          durability,
          batchListener,
          fatalHandler,
          events,
          watches);
    }
  }
}
