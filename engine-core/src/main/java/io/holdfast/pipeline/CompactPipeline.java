package io.holdfast.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The wiring for few cores: one thread takes each batch through logic and journal, and each group
 * of batches to its answers.
 *
 * <pre>
 *  gateways --claim, fill, publish--> [ CommandRing ]
 *                                          |  everything published, at most MAX_BATCH_SLOTS, never half a request
 *                                          v
 *            batch     1 LogicStage    a Tick if due, sequence, execute         logicPosition
 *                      2 BatchJournal  one excerpt: commands, outcomes, digest  journalPosition
 *                                          |
 *                                          |  class SYNCED: again 1 and 2, while there is more and room for it
 *                                          v
 *            group     3 barrier       class SYNCED: one sync for all of it     syncedPosition
 *                      4 events        to whoever listens; the numbers of sales to the SaleBoard
 *                      5 replies       what the gate has passed, clients may    replyPosition -> frees the slots
 *                                      see
 *                      6 watches       changes to who subscribed to them
 * </pre>
 *
 * A group is one batch, but in class SYNCED: there what is published while a batch is executed
 * becomes another batch of the same group, so that many commands share one sync, and what comes
 * while the disk syncs makes the next group larger. {@link SyncShare} says how many slots a group
 * may have. None waits for more to come.
 *
 * <p>The acknowledge gate is the order of these calls: a reply is handed out only after the
 * journal's append, and in class SYNCED its barrier, returned. Any exception ends the pipeline at
 * once, before anything else of the group happens: one of the logic before its batch is journaled,
 * one of the journal before any batch of the group is answered. It is handed to the fatal handler.
 */
public final class CompactPipeline implements AutoCloseable {
  /**
   * Bounds the wait of a batch's first request for its last; about 64 KiB to 512 KiB of journal.
   */
  static final int MAX_BATCH_SLOTS = 2_048;

  /** Slots of a group at most, and the rest of its last request. */
  static final int MAX_GROUP_SLOTS = 2 * MAX_BATCH_SLOTS;

  private static final long MAX_PARK_NS = 20_000_000L;

  private final CommandRing ring;
  private final SequenceBarrier barrier;
  private final Engine engine;
  private final LogicStage logic;
  private final Gauges gauges;
  private final boolean syncs;
  private final SyncShare share;
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

  private CompactPipeline(
      final PipelineConfig config, final CommandRing ring, final SyncShare share) {
    this.ring = ring;
    this.share = share;
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
    return create(config, System::nanoTime);
  }

  /** The same with a clock that times the syncs. */
  static CompactPipeline create(final PipelineConfig config, final LongSupplier syncClock) {
    final YieldThenParkWaitStrategy waiting = new YieldThenParkWaitStrategy(MAX_PARK_NS);
    final CommandRing ring = new CommandRing(config.ringSlots(), waiting);
    return new CompactPipeline(config, ring, new SyncShare(MAX_GROUP_SLOTS, syncClock));
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
          next = runGroup(next, available);
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

  private long runGroup(final long first, final long available) throws InterruptedException {
    final long sequenceBefore = engine.sequence();
    final int mostSlots = syncs ? share.slots() : MAX_BATCH_SLOTS;
    long last = runBatch(first, awaitWholeRequests(first, available, mostSlots));
    if (syncs) {
      // What a group without a step shows was synced by the groups before it.
      if (engine.sequence() > sequenceBefore) {
        last = gather(first, last, mostSlots);
        sync(first);
      }
      syncedPosition.set(last);
    }
    handOut(first, last);
    return last + 1;
  }

  /**
   * Executes the batch and journals it; nobody is told yet.
   *
   * @return the last slot of it, at most the one that was handed in
   */
  private long runBatch(final long first, final long lastWhole) {
    Failpoint.BEFORE_LOGIC.reached();
    final long sequenceBefore = engine.sequence();
    final long beginNs = System.nanoTime();
    final long last = logic.onBatch(first, lastWhole);
    logicPosition.set(last);
    final long sequence = engine.sequence();
    gauges.onExecuted(sequence, engine.queries().reservations());
    final long executedNs = System.nanoTime();
    gauges.onStage(Stage.LOGIC, executedNs - beginNs);
    Failpoint.AFTER_LOGIC.reached();
    journal.append(ring, first, last);
    journalPosition.set(last);
    if (sequence > sequenceBefore) {
      gauges.onJournaled(sequence);
      gauges.onStage(Stage.JOURNAL, System.nanoTime() - executedNs);
    }
    Failpoint.AFTER_APPEND.reached();
    return last;
  }

  /**
   * Adds batches of what was published since to a group that will be synced.
   *
   * @return the last slot of the group
   */
  private long gather(final long first, final long lastOfFirst, final int mostSlots)
      throws InterruptedException {
    long last = lastOfFirst;
    while (events == null || !events.isFull()) {
      final int room = mostSlots - (int) (last - first + 1);
      final long lastWhole = publishedWholeRequests(last + 1, room);
      if (lastWhole <= last) {
        break;
      }
      last = runBatch(last + 1, lastWhole);
    }
    return last;
  }

  /** Brings everything that is journaled to the disk. */
  private void sync(final long first) {
    share.begin();
    journal.barrier();
    final long tookNs = share.end((int) (ring.cursor() - first + 1));
    gauges.onSynced(engine.sequence());
    gauges.onStage(Stage.BARRIER, tookNs);
    Failpoint.AFTER_BARRIER.reached();
  }

  /** Shows what a group did: the gate has passed it. */
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
   * A gateway publishes its slots one by one, so the first request may be here in part; then this
   * waits for the rest of it.
   *
   * @return the last slot of whole requests, that the batch may take
   */
  private long awaitWholeRequests(final long first, final long available, final int mostSlots)
      throws InterruptedException {
    long last = lastOfWholeRequests(first, available, mostSlots);
    while (last < first) {
      last = lastOfWholeRequests(first, await(first + ring.get(first).slots - 1), mostSlots);
    }
    return last;
  }

  /** The same of what is here, without a wait; less than {@code first} if that is nothing. */
  private long publishedWholeRequests(final long first, final int mostSlots)
      throws InterruptedException {
    return mostSlots > 0 && ring.isPublished(first)
        ? lastOfWholeRequests(first, await(first), mostSlots)
        : first - 1;
  }

  private long lastOfWholeRequests(final long first, final long available, final int mostSlots) {
    final int most = Math.min(mostSlots, MAX_BATCH_SLOTS);
    long next = first;
    while (next <= available && next - first < most) {
      final long end = next + ring.get(next).slots;
      if (end > available + 1) {
        break;
      }
      next = end;
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
