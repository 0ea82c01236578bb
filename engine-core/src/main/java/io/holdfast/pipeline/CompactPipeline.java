package io.holdfast.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import java.util.function.Consumer;

/**
 * The wiring for few cores: one thread takes each batch through all stages in turn.
 *
 * <pre>
 *  gateways --claim, fill, publish--> [ CommandRing ]
 *                                          |  everything published, at most MAX_BATCH_SLOTS, never half a request
 *                                          v
 *                      1 LogicStage    a Tick if due, sequence, execute         logicPosition
 *                      2 BatchJournal  one excerpt: commands, outcomes, digest  journalPosition
 *                      3 barrier       class SYNCED: one sync for the batch     syncedPosition
 *                      4 events        to whoever listens; the numbers of sales to the SaleBoard
 *                      5 replies       what the gate has passed, clients may    replyPosition -> frees the slots
 *                                      see
 *                      6 watches       changes to who subscribed to them
 * </pre>
 *
 * What comes while a batch is on its way, or while the disk syncs, is the next batch: the longer
 * that takes, the more commands share the next append and the next sync. None waits for more to
 * come.
 *
 * <p>The acknowledge gate is the order of these calls: a reply is handed out only after the
 * journal's append, and in class SYNCED its barrier, returned. Any exception ends the pipeline at
 * once, before anything else of the batch happens: one of the logic before the batch is journaled,
 * one of the journal before it is answered. It is handed to the fatal handler.
 */
public final class CompactPipeline implements AutoCloseable {
  /**
   * Bounds the wait of a batch's first request for its last; about 64 KiB to 512 KiB of journal.
   */
  static final int MAX_BATCH_SLOTS = 2_048;

  private static final long MAX_PARK_NS = 20_000_000L;

  private final CommandRing ring;
  private final SequenceBarrier barrier;
  private final Engine engine;
  private final LogicStage logic;
  private final Gauges gauges;
  private final boolean syncs;
  private final EventBatch events;
  private final SaleBoard board;
  private final Watches watches;
  private final BatchJournal journal;
  private final Reply reply;
  private final ReplyTarget.BatchListener batchListener;
  private final Consumer<Throwable> fatalHandler;
  private final Sequence logicPosition = new Sequence();
  private final Sequence journalPosition = new Sequence();
  private final Sequence syncedPosition = new Sequence();
  private final Sequence replyPosition = new Sequence();
  private final Thread thread = new Thread(this::run, "holdfast-pipeline");
  private volatile boolean closing;

  private CompactPipeline(final PipelineConfig config, final CommandRing ring) {
    this.ring = ring;
    this.barrier = ring.newBarrier();
    this.watches = config.watches();
    this.events = config.events();
    this.board = new SaleBoard(config.engine());
    this.engine = config.engine();
    this.gauges = new Gauges(engine.sequence(), engine.queries().reservations());
    this.syncs = config.durability() == Durability.SYNCED;
    this.logic = new LogicStage(ring, config.engine(), config.clock(), events, watches);
    this.journal = config.journal();
    this.reply = new Reply(ring, config.epoch(), config.durability());
    this.batchListener = config.batchListener();
    this.fatalHandler = config.fatalHandler();
    ring.gateOn(replyPosition);
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

  /**
   * Takes what was published through all stages, whole requests only.
   *
   * @return the slot behind the batch
   */
  private long runBatch(final long first, final long available) throws InterruptedException {
    Failpoint.BEFORE_LOGIC.reached();
    final long sequenceBefore = engine.sequence();
    final long last = execute(first, lastOfWholeRequests(first, available));
    // What a batch without a step shows was kept by the batches before it.
    final boolean hasSteps = engine.sequence() > sequenceBefore;
    append(first, last, hasSteps);
    if (syncs) {
      if (hasSteps) {
        sync();
      }
      syncedPosition.set(last);
    }
    handOut(first, last);
    return last + 1;
  }

  private long execute(final long first, final long lastWhole) {
    final long beginNs = System.nanoTime();
    final long last = logic.onBatch(first, lastWhole);
    logicPosition.set(last);
    gauges.onExecuted(engine.sequence(), engine.queries().reservations());
    gauges.onStage(Stage.LOGIC, System.nanoTime() - beginNs);
    Failpoint.AFTER_LOGIC.reached();
    return last;
  }

  private void append(final long first, final long last, final boolean hasSteps) {
    final long beginNs = System.nanoTime();
    journal.append(ring, first, last);
    journalPosition.set(last);
    if (hasSteps) {
      gauges.onJournaled(engine.sequence());
      gauges.onStage(Stage.JOURNAL, System.nanoTime() - beginNs);
    }
    Failpoint.AFTER_APPEND.reached();
  }

  /** Brings everything that is journaled to the disk. */
  private void sync() {
    final long beginNs = System.nanoTime();
    journal.barrier();
    gauges.onSynced(engine.sequence());
    gauges.onStage(Stage.BARRIER, System.nanoTime() - beginNs);
    Failpoint.AFTER_BARRIER.reached();
  }

  /** Shows what a batch did: the gate has passed it. */
  private void handOut(final long first, final long last) {
    final long beginNs = System.nanoTime();
    if (events != null) {
      events.release();
    }
    // Before the answers: who has one finds at least its own step on the board.
    board.publish();
    reply(first, last);
    if (watches != null) {
      watches.publish(engine);
    }
    replyPosition.set(last);
    gauges.onStage(Stage.REPLY, System.nanoTime() - beginNs);
    Failpoint.AFTER_REPLIES.reached();
  }

  /**
   * A gateway publishes its slots one by one, so the last request may be here in part; then it is
   * for the next batch. For the rest of the first one this waits.
   */
  private long lastOfWholeRequests(final long first, final long available)
      throws InterruptedException {
    long next = first;
    long seen = available;
    while (next <= seen && next - first < MAX_BATCH_SLOTS) {
      final long end = next + ring.get(next).slots;
      if (end <= seen + 1) {
        next = end;
      } else if (next == first) {
        seen = await(end - 1);
      } else {
        break;
      }
    }
    return next - 1;
  }

  private void reply(final long first, final long last) {
    int accepted = 0;
    int rejected = 0;
    long position = first;
    while (position <= last) {
      final Slot slot = ring.get(position);
      if (slot.isCommand()) {
        if (slot.verdict.code() == Code.ACCEPTED) {
          accepted++;
        } else {
          rejected++;
        }
      }
      if (slot.target != null) {
        reply.moveTo(slot, position);
        slot.target.onReply(reply);
        slot.target = null;
        Failpoint.WITHIN_REPLIES.reached();
      }
      position += slot.slots;
    }
    gauges.onAnswered(engine.sequence(), accepted, rejected);
    batchListener.onBatchEnd();
  }

  /** The numbers of all sales; any thread may read them. */
  public SaleBoard board() {
    return board;
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

  /** Position up to which slots are on the disk; -1 in a class that does not sync; any thread. */
  public long syncedPosition() {
    return syncedPosition.get();
  }

  /**
   * Position up to which slots may be answered: the least of those that the class asks for; any
   * thread.
   */
  public long gatePosition() {
    return syncs ? syncedPosition.get() : journalPosition.get();
  }

  /** Position up to which slots were answered; any thread. */
  public long replyPosition() {
    return replyPosition.get();
  }

  /** Numbers and times of what goes through; any thread. */
  public Gauges gauges() {
    return gauges;
  }

  /** Slots that hold requests which were not answered yet; any thread. */
  public int slotsInUse() {
    final long answered = replyPosition.get();
    return (int) Math.max(0, Math.min(ring.slots(), ring.cursor() - answered));
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
