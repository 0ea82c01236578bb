package io.holdfast.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.Durability;
import java.util.function.Consumer;

/**
 * The wiring for few cores: one thread takes each batch through logic, journal and reply in turn.
 *
 * <pre>
 *  gateways --claim, fill, publish--> [ CommandRing ]
 *                                          |  everything published, at most MAX_BATCH_SLOTS, never half a request
 *                                          v
 *                      1 LogicStage    a Tick if due, sequence, execute         logicPosition
 *                      2 BatchJournal  one excerpt: commands, outcomes, digest  journalPosition
 *                      3 events        to whoever listens
 *                      4 replies       what the journal has, clients may see    replyPosition -> frees the slots
 * </pre>
 *
 * The acknowledge gate is the order of these calls: a reply is handed out only after the journal's
 * append returned. Any exception ends the pipeline at once, before the batch is journaled or
 * answered, and is handed to the fatal handler.
 */
public final class CompactPipeline implements AutoCloseable {
  /**
   * Bounds the wait of a batch's first request for its last; about 64 KiB to 512 KiB of journal.
   */
  static final int MAX_BATCH_SLOTS = 2_048;

  private static final long MAX_PARK_NS = 20_000_000L;

  private final CommandRing ring;
  private final SequenceBarrier barrier;
  private final LogicStage logic;
  private final EventBatch events;
  private final BatchJournal journal;
  private final Reply reply;
  private final ReplyTarget.BatchListener batchListener;
  private final Consumer<Throwable> fatalHandler;
  private final Sequence logicPosition = new Sequence();
  private final Sequence journalPosition = new Sequence();
  private final Sequence replyPosition = new Sequence();
  private final Thread thread = new Thread(this::run, "holdfast-pipeline");
  private volatile boolean closing;

  private CompactPipeline(final PipelineConfig config, final CommandRing ring) {
    this.ring = ring;
    this.barrier = ring.newBarrier();
    this.events = config.events();
    this.logic = new LogicStage(ring, config.engine(), config.clock(), events);
    this.journal = config.journal();
    this.reply = new Reply(ring, config.epoch(), config.durability());
    this.batchListener = config.batchListener();
    this.fatalHandler = config.fatalHandler();
    ring.gateOn(replyPosition);
  }

  /**
   * All a pipeline is made of.
   *
   * @param ringSlots a power of two
   * @param engine started, that is, after its EpochStart or recovery
   * @param clock stamps the batches
   * @param journal where batches go before anyone may see them
   * @param epoch number of the term, for the verdicts
   * @param durability class that the journal gives
   * @param batchListener told after the replies of each batch
   * @param fatalHandler told, on the pipeline's thread, what stopped it
   * @param events that the engine was made with; null: none
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
      EventBatch events) {

    /** A pipeline whose events nobody listens to. */
    public PipelineConfig(
        final int ringSlots,
        final Engine engine,
        final EngineClock clock,
        final BatchJournal journal,
        final long epoch,
        final Durability durability,
        final ReplyTarget.BatchListener batchListener,
        final Consumer<Throwable> fatalHandler) {
      this(ringSlots, engine, clock, journal, epoch, durability, batchListener, fatalHandler, null);
    }
  }

  /** Puts a pipeline together; {@link #start} sets it going. */
  public static CompactPipeline create(final PipelineConfig config) {
    final YieldThenParkWaitStrategy waiting = new YieldThenParkWaitStrategy(MAX_PARK_NS);
    return new CompactPipeline(config, new CommandRing(config.ringSlots(), waiting));
  }

  /** Starts the one thread. */
  public void start() {
    if (events != null) {
      events.open();
    }
    thread.start();
  }

  /** Where gateways put requests in. */
  public CommandRing ring() {
    return ring;
  }

  private void run() {
    try {
      long next = 0;
      while (true) {
        final long available = await(next);
        if (available >= next) {
          next = runBatch(next, available);
        } else if (closing) {
          return;
        } else if (logic.isDue() && ring.cursor() < next) {
          // A slot that is claimed already will do: what is due happens before its request.
          ring.tryWake();
        }
      }
    } catch (final Throwable failure) {
      fatalHandler.accept(failure);
    }
  }

  /**
   * Position of the last slot published, or less than {@code next} if there is none within the
   * wait.
   */
  private long await(final long next) throws InterruptedException {
    try {
      return barrier.waitFor(next);
    } catch (final TimeoutException nothingCame) {
      return next - 1;
    } catch (final AlertException closingDown) {
      barrier.clearAlert();
      // What was published before the alert is still taken through.
      return ring.cursor() >= next ? await(next) : next - 1;
    }
  }

  private long runBatch(final long first, final long available) throws InterruptedException {
    final long last = logic.onBatch(first, lastOfWholeRequests(first, available));
    logicPosition.set(last);
    journal.append(ring, first, last);
    journalPosition.set(last);
    if (events != null) {
      events.release();
    }
    reply(first, last);
    replyPosition.set(last);
    return last + 1;
  }

  /**
   * A gateway publishes its slots one by one, so the last request may be here in part; then it
   * waits for the next batch.
   */
  private long lastOfWholeRequests(final long first, final long available)
      throws InterruptedException {
    long next = first;
    long seen = available;
    while (next <= seen && next - first < MAX_BATCH_SLOTS) {
      final long end = next + ring.get(next).slots;
      if (end > seen + 1) {
        if (next > first) {
          break;
        }
        seen = await(end - 1);
        continue;
      }
      next = end;
    }
    return next - 1;
  }

  private void reply(final long first, final long last) {
    long position = first;
    while (position <= last) {
      final Slot slot = ring.get(position);
      if (slot.target != null) {
        reply.moveTo(slot, position);
        slot.target.onReply(reply);
        slot.target = null;
      }
      position += slot.slots;
    }
    batchListener.onBatchEnd();
  }

  /** Engine time in ms, at most a few hundredths of a second old; any thread. */
  public long timeMs() {
    return logic.lastTimeMs();
  }

  /** Position up to which slots were executed; any thread. */
  public long logicPosition() {
    return logicPosition.get();
  }

  /** Position up to which slots were journaled; any thread. */
  public long journalPosition() {
    return journalPosition.get();
  }

  /** Position up to which slots were answered; any thread. */
  public long replyPosition() {
    return replyPosition.get();
  }

  /**
   * Takes everything published through and stops the thread. Gateways must have stopped publishing
   * before. Any thread but the pipeline's own.
   */
  @Override
  public void close() {
    closing = true;
    barrier.alert();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (final InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
