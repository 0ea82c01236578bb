package io.holdfast.tools.demo;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.Role;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A storefront with many buyers, over real TCP connections. Each buyer does one thing at a time and
 * takes his time. Connecting, joining, shopping and looking back are phases that block their
 * caller; all else is on the event loop of the connections.
 */
final class RoomCrowd implements Errands, AutoCloseable {
  static final int CONNECTIONS = 16;

  private static final int CONNECT_TIMEOUT_SECONDS = 30;
  private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long LATECOMERS_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

  private final RoomPlan plan;
  private final long sale;
  private final long item;
  private final Consumer<String> progress;
  private final Habits habits;
  private final RoomTally tally;
  private final FairnessCheck fairness;
  private final Queueing queueing;
  private final AskLatency latency = new AskLatency();
  private final Requests requests = new Requests();
  private final ClientLoop loop = ClientLoop.start("holdfast-crowd");
  private final RoomDesk desk = new RoomDesk(this, loop);
  private final List<RoomConnection> connections = new ArrayList<>();

  private volatile CompletableFuture<Void> phase = new CompletableFuture<>();
  private BooleanSupplier phaseIsOver;
  private Supplier<String> phaseSays = () -> "connecting";
  private int readyCount;
  private int nextConnection;
  private int latecomersSent;
  private long openedNs;
  private long changedNs;
  private long engineAheadMs;
  private String failure;

  // Written on the loop; also read between the phases.
  private volatile RoomReport room;
  private volatile LineReport stock;

  RoomCrowd(
      final RoomPlan plan, final long sale, final long item, final Consumer<String> progress) {
    this.plan = plan;
    this.sale = sale;
    this.item = item;
    this.progress = progress;
    habits = new Habits(plan);
    tally = new RoomTally(plan.buyers());
    fairness = new FairnessCheck(plan.buyers());
    phaseIsOver = () -> stock != null;
    final Wishes wishes = new Wishes(plan.buyers());
    queueing = new Queueing(plan, habits, wishes, tally, fairness, this);
    final RoomAnswers answers =
        new RoomAnswers(queueing, new Shopping(habits, wishes, tally, this), this);
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(new RoomConnection(this, requests, answers, wishes, latency));
    }
  }

  /**
   * What came of it.
   *
   * @param tally who did what
   * @param latency of every request
   * @param unfairness what is wrong with the order first, or empty
   * @param room the last report of it
   * @param durability class of the verdicts
   */
  record Outcome(
      RoomTally tally,
      AskLatency latency,
      Optional<String> unfairness,
      RoomReport room,
      Durability durability) {}

  /** Connects, and asks the node for the first time how things stand. */
  RoomReport connect(final InetSocketAddress address) {
    final SessionConfig config =
        SessionConfig.of("holdfast demo", Role.STOREFRONT)
            .withWindowSlots(RoomConnection.WINDOW)
            .withHandshakeTimeoutMs((int) TimeUnit.SECONDS.toMillis(CONNECT_TIMEOUT_SECONDS));
    final List<SessionListener> listeners = new ArrayList<>(connections);
    listeners.add(desk);
    listeners.forEach(listener -> loop.connect(address, config, listener));
    loop.schedule(this::tellProgress, PROGRESS_NS);
    await("the crowd cannot connect to " + address);
    return room;
  }

  /** Everyone who comes before the opening takes a ticket. */
  void join() {
    run(
        () -> requests.sweep(0, plan.early(), buyer -> Ask.JOIN),
        requests::isIdle,
        () -> String.format("%,d have joined", tally.of(Deed.JOINED)));
  }

  /** The sale has opened: learn one's place, wait for one's turn, buy, until all is sold. */
  void shop() {
    run(
        () -> {
          openedNs = System.nanoTime();
          changedNs = openedNs;
          requests.sweep(0, plan.early(), queueing::afterOpening);
          sendLatecomers();
        },
        () -> isSoldOut() && latecomersSent == latecomers() && requests.isIdle(),
        this::howFar);
  }

  /** Every ticket is asked what became of it. */
  Outcome lookBack(final String publishedHash) {
    run(
        () -> requests.sweep(0, plan.buyers(), buyer -> Ask.LOOK_BACK),
        requests::isIdle,
        () -> "asking every ticket what became of it");
    return new Outcome(
        tally,
        latency,
        fairness.judge(publishedHash, HexFormat.of().parseHex(room.seed()), room.drawn()),
        room,
        connections.get(0).durability());
  }

  private void run(
      final Runnable start, final BooleanSupplier isOver, final Supplier<String> says) {
    phase = new CompletableFuture<>();
    loop.execute(
        () -> {
          start.run();
          phaseIsOver = isOver;
          phaseSays = says;
          connections.forEach(RoomConnection::fill);
          if (failure != null) {
            onUnexpected(failure); // between two phases
          }
        });
    await("the demo ended");
  }

  private void await(final String failed) {
    try {
      phase.get();
    } catch (final ExecutionException e) {
      throw new OperatorMistake(failed + ": " + e.getCause().getMessage(), e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake("interrupted", e);
    }
  }

  private int latecomers() {
    return plan.buyers() - plan.early();
  }

  private void sendLatecomers() {
    final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNs);
    final long due = Math.min(latecomers(), latecomers() * elapsedMs / plan.latecomersMs());
    for (; latecomersSent < due; latecomersSent++) {
      requests.promise();
      requests.add(plan.early() + latecomersSent, Ask.JOIN);
    }
    connections.forEach(RoomConnection::fill);
    if (latecomersSent < latecomers()) {
      loop.schedule(this::sendLatecomers, LATECOMERS_EVERY_NS);
    }
  }

  long sale() {
    return sale;
  }

  long item() {
    return item;
  }

  @Override
  public void ask(final int buyer, final Ask ask) {
    askAfter(buyer, ask, 0);
  }

  @Override
  public void askAfter(final int buyer, final Ask ask, final long waitMs) {
    requests.promise();
    final long delayMs = waitMs + habits.delayMs(buyer, ask);
    loop.schedule(
        () -> {
          requests.add(buyer, ask);
          nextConnection = (nextConnection + 1) % CONNECTIONS;
          connections.get(nextConnection).fill();
        },
        TimeUnit.MILLISECONDS.toNanos(delayMs));
  }

  @Override
  public long engineTimeMs() {
    return engineAheadMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public boolean isSoldOut() {
    return room.isSoldOut();
  }

  /** One of the connections, or the desk, is ready. */
  void onReady() {
    readyCount++;
    if (readyCount == CONNECTIONS + 1) {
      desk.ask();
    }
  }

  void onRoom(final RoomReport report) {
    if (room == null
        || room.admittedUpTo() != report.admittedUpTo()
        || room.joined() != report.joined()) {
      changedNs = System.nanoTime();
    }
    if (room != null && !room.isOpened() && report.isOpened()) {
      progress.accept(
          String.format(
              "open: places drawn for %,d tickets; the seed is %s", report.drawn(), report.seed()));
    }
    room = report;
    engineAheadMs = report.timeMs() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    queueing.onAdmittedUpTo(report.admittedUpTo());
  }

  void onStock(final LineReport report) {
    if (!report.equals(stock)) {
      changedNs = System.nanoTime();
    } else if (System.nanoTime() - changedNs > PATIENCE_NS) {
      onUnexpected("nothing has happened for a minute: " + howFar());
    }
    stock = report;
    onSettled();
  }

  /** What was answered is dealt with: is that all? */
  void onSettled() {
    if (phaseIsOver.getAsBoolean()) {
      phase.complete(null);
    }
  }

  @Override
  public void onUnexpected(final String what) {
    failure = what;
    phase.completeExceptionally(new OperatorMistake(what));
  }

  private void tellProgress() {
    progress.accept(phaseSays.get());
    loop.schedule(this::tellProgress, PROGRESS_NS);
  }

  private String howFar() {
    return String.format(
        "%5.1f s: %,d admitted (up to place %,d), %,d there now; available %,d, held %,d, sold"
            + " %,d, waitlist %,d",
        (System.nanoTime() - openedNs) / 1e9,
        room.admitted(),
        room.admittedUpTo(),
        room.active(),
        stock.available(),
        stock.held(),
        stock.sold(),
        stock.waiting());
  }

  @Override
  public void close() {
    loop.close();
  }
}
