package io.holdfast.tools.mix;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Drives a node with the default mix. {@link #run} blocks its caller; everything else runs on the
 * one event loop that all connections share.
 */
public final class MixLoad {
  private static final int READY_TIMEOUT_SECONDS = 30;
  private static final int DRAIN_TIMEOUT_SECONDS = 30;

  /** How often an open loop looks for commands that are due. */
  private static final long SCHEDULE_NS = 50_000;

  private final LoadOptions options;
  private final long sale;
  private final long item;
  private final List<MixConnection> connections = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final ClientLoop loop = ClientLoop.start("holdfast-load");
  private LoadTally tally = new LoadTally();
  private int readyCount;
  private boolean sending;
  private boolean stopped;
  private String lost;
  private long scheduleStartNs;
  private long scheduled;
  private int nextConnection;

  private MixLoad(final LoadOptions options, final long sale, final long item) {
    this.options = options;
    this.sale = sale;
    this.item = item;
  }

  /**
   * Runs the load and returns what came of it.
   *
   * @param session how each connection shakes hands; its window is that of the options
   * @throws OperatorMistake if the node cannot be reached, or is lost before the load is through
   */
  public static LoadResult run(
      final InetSocketAddress address,
      final SessionConfig session,
      final LoadOptions options,
      final long sale,
      final long item) {
    final MixLoad load = new MixLoad(options, sale, item);
    try {
      return load.run(address, session);
    } finally {
      load.loop.close();
    }
  }

  private LoadResult run(final InetSocketAddress address, final SessionConfig session) {
    connect(address, session);
    await(ready, READY_TIMEOUT_SECONDS, "connecting to " + address);
    loop.execute(this::start);
    sleep(options.warmUpSeconds());
    final LoadTally measured = new LoadTally();
    final long startNs = onLoop(() -> tally = measured);
    sleep(options.seconds());
    final long[] accepted = new long[1];
    final long endNs =
        onLoop(
            () -> {
              accepted[0] = measured.accepted();
              stop();
            });
    await(drained, DRAIN_TIMEOUT_SECONDS, "waiting for the last answers");
    return result(measured, accepted[0], (endNs - startNs) / 1e9);
  }

  private LoadResult result(final LoadTally measured, final long accepted, final double seconds) {
    if (lost != null) {
      throw new OperatorMistake("the load was cut short: " + lost);
    }
    return new LoadResult(
        options,
        connections.get(0).session().limits().durability(),
        seconds,
        accepted,
        measured.offered(),
        measured.accepted(),
        measured.rejected(),
        measured.failed(),
        measured.latencyNs());
  }

  private void connect(final InetSocketAddress address, final SessionConfig session) {
    final long idHi = ThreadLocalRandom.current().nextLong();
    final SessionConfig config = session.withWindowSlots(options.window());
    final int live = Math.max(1, options.live() / options.connections());
    for (int i = 0; i < options.connections(); i++) {
      connections.add(new MixConnection(this, i, live, idHi));
    }
    // All are listed before the loop's thread, which walks through the list, hears of the first.
    for (final MixConnection connection : List.copyOf(connections)) {
      loop.connect(address, config, connection);
    }
  }

  /** Runs a task on the loop and returns when it ran, by nanoTime. */
  private long onLoop(final Runnable task) {
    final CompletableFuture<Long> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          task.run();
          done.complete(System.nanoTime());
        });
    return await(done, DRAIN_TIMEOUT_SECONDS, "the load's event loop");
  }

  private static <T> T await(
      final CompletableFuture<T> future, final int seconds, final String what) {
    try {
      return future.get(seconds, TimeUnit.SECONDS);
    } catch (final TimeoutException e) {
      throw new OperatorMistake(what + ": nothing came of it in " + seconds + " s", e);
    } catch (final ExecutionException e) {
      throw new OperatorMistake(what + ": " + e.getCause().getMessage(), e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake(what + ": interrupted", e);
    }
  }

  private static void sleep(final int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake("interrupted", e);
    }
  }

  LoadOptions options() {
    return options;
  }

  long sale() {
    return sale;
  }

  long item() {
    return item;
  }

  void onReady(final MixConnection connection) {
    if (connection.grantedWindow() < options.window()) {
      ready.completeExceptionally(
          new OperatorMistake(
              "the node grants a window of " + connection.grantedWindow() + "; use --window"));
      return;
    }
    readyCount++;
    if (readyCount == options.connections()) {
      ready.complete(null);
    }
  }

  private void start() {
    sending = true;
    if (options.rate() == 0) {
      final long nowNs = System.nanoTime();
      connections.forEach(connection -> connection.fill(nowNs));
    } else {
      scheduleStartNs = System.nanoTime();
      sendDue();
    }
  }

  /**
   * Open loop: sends everything due by now, one connection after the other, and comes back soon.
   */
  private void sendDue() {
    if (!sending) {
      return;
    }
    final long nowNs = System.nanoTime();
    boolean room = true;
    while (room && dueNs(scheduled) <= nowNs) {
      room = sendOnAny(dueNs(scheduled));
      if (room) {
        scheduled++;
      }
    }
    connections.forEach(MixConnection::flush);
    loop.schedule(this::sendDue, SCHEDULE_NS);
  }

  private long dueNs(final long number) {
    return scheduleStartNs + (long) (number * (1e9 / options.rate()));
  }

  private boolean sendOnAny(final long atNs) {
    for (int tries = 0; tries < connections.size(); tries++) {
      final MixConnection connection = connections.get(nextConnection);
      nextConnection = (nextConnection + 1) % connections.size();
      if (connection.send(atNs)) {
        return true;
      }
    }
    return false;
  }

  void onOffered() {
    tally.onOffered();
  }

  void onAnswer(final Code code, final long elapsedNs) {
    tally.onAnswer(code, elapsedNs);
  }

  void onReadComplete(final MixConnection connection, final long nowNs) {
    if (sending && options.rate() == 0) {
      connection.fill(nowNs == 0 ? System.nanoTime() : nowNs);
    } else if (stopped) {
      checkDrained();
    }
  }

  private void stop() {
    sending = false;
    stopped = true;
    checkDrained();
  }

  private void checkDrained() {
    for (final MixConnection connection : connections) {
      if (connection.inFlight() > 0) {
        return;
      }
    }
    drained.complete(null);
  }

  void onLost(final String reason) {
    lost = lost == null ? reason : lost;
  }

  void onClosed(final MixConnection connection, final String reason) {
    if (drained.isDone()) {
      return;
    }
    onLost(reason);
    tally.onFailed(connection.inFlight());
    ready.completeExceptionally(new OperatorMistake(reason));
    drained.complete(null);
  }
}
