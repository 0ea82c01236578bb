package io.holdfast.tools.demo;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.Role;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Buyers who all want one unit of the same item at once, over real TCP connections. Who gets a hold
 * buys, but in the first wave one in ten thinks better of it and gives the unit back; who came away
 * empty-handed is there again in the next wave, until nothing is left. {@link #run} blocks its
 * caller, all else is on the event loop of its connections.
 */
final class Crowd {
  static final int CONNECTIONS = 16;
  static final int WINDOW = 64;

  private static final int ONE_IN = 10;
  private static final long PROGRESS_NS = 500_000_000L;
  private static final int CONNECT_TIMEOUT_SECONDS = 30;
  private static final long LONGEST_NS = 60_000_000_000L;

  private final long sale;
  private final long item;
  private final int buyers;
  private final int stock;
  private final Consumer<String> progress;
  private final ClientLoop loop = ClientLoop.start("holdfast-crowd");
  private final List<CrowdConnection> connections = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Histogram latencyNs = new Histogram(LONGEST_NS, 3);
  private final BitSet bought;
  private CompletableFuture<Void> waveDone = new CompletableFuture<>();
  private int wave;
  private int nextBuyer;
  private int busy;
  private int readyCount;
  private int boughtCount;
  private long acknowledged;
  private long rejected;
  private long released;

  Crowd(
      final long sale,
      final long item,
      final int buyers,
      final int stock,
      final Consumer<String> progress) {
    this.sale = sale;
    this.item = item;
    this.buyers = buyers;
    this.stock = stock;
    this.progress = progress;
    this.bought = new BitSet(buyers);
  }

  /**
   * What the buyers were told.
   *
   * @param bought units that buyers were told are theirs
   * @param rejected Reserves that got no unit
   * @param released holds given back
   * @param acknowledged verdicts received
   * @param seconds from the first command to the last verdict
   * @param latencyNs from sending a command to its verdict
   * @param durability class of the verdicts
   */
  record Outcome(
      int bought,
      long rejected,
      long released,
      long acknowledged,
      double seconds,
      Histogram latencyNs,
      Durability durability) {}

  /** Lets the crowd in, wave after wave, until everyone has a unit or none is left. */
  Outcome run(final InetSocketAddress address) {
    try {
      connect(address);
      loop.schedule(this::tellProgress, PROGRESS_NS);
      final long startNs = System.nanoTime();
      // From the second wave on nobody gives a unit back, so a wave that changes nothing would be
      // the last anyway.
      int before = -1;
      while (boughtCount < Math.min(stock, buyers) && boughtCount > before) {
        before = boughtCount;
        runWave();
        progress.accept(howFar());
      }
      final double seconds = (System.nanoTime() - startNs) / 1e9;
      return new Outcome(
          boughtCount,
          rejected,
          released,
          acknowledged,
          seconds,
          latencyNs,
          connections.get(0).durability());
    } finally {
      loop.close();
    }
  }

  private void connect(final InetSocketAddress address) {
    final SessionConfig config =
        SessionConfig.of("holdfast demo", Role.STOREFRONT).withWindowSlots(WINDOW);
    for (int i = 0; i < CONNECTIONS; i++) {
      final CrowdConnection connection = new CrowdConnection(this);
      connections.add(connection);
      loop.connect(address, config, connection);
    }
    try {
      ready.get(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (final ExecutionException | TimeoutException e) {
      throw new OperatorMistake("the crowd cannot connect to " + address + ": " + e, e);
    } catch (final InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void runWave() {
    waveDone = new CompletableFuture<>();
    loop.execute(this::startWave);
    try {
      waveDone.get();
    } catch (final ExecutionException e) {
      throw new OperatorMistake("the crowd lost the node: " + e.getCause().getMessage(), e);
    } catch (final InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static OperatorMistake interrupted(final InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new OperatorMistake("interrupted", cause);
  }

  private void startWave() {
    wave++;
    nextBuyer = 0;
    busy = connections.size();
    connections.forEach(CrowdConnection::start);
  }

  /** The next buyer who has no unit yet, or -1. */
  int nextBuyer() {
    final int buyer = bought.nextClearBit(nextBuyer);
    nextBuyer = Math.min(buyers, buyer) + 1;
    return buyer < buyers ? buyer : -1;
  }

  int wave() {
    return wave;
  }

  long sale() {
    return sale;
  }

  long item() {
    return item;
  }

  /** Whether this buyer gives a hold back instead of buying. */
  boolean hesitates(final int buyer) {
    return wave == 1 && buyer % ONE_IN == 0;
  }

  void onReady() {
    readyCount++;
    if (readyCount == CONNECTIONS) {
      ready.complete(null);
    }
  }

  void onVerdict(final long elapsedNs) {
    acknowledged++;
    latencyNs.recordValue(Math.min(LONGEST_NS, Math.max(0, elapsedNs)));
  }

  void onBought(final int buyer) {
    bought.set(buyer);
    boughtCount++;
  }

  void onRejected() {
    rejected++;
  }

  void onReleased() {
    released++;
  }

  void onUnexpected(final String what) {
    waveDone.completeExceptionally(new OperatorMistake(what));
  }

  void onLost(final String reason) {
    ready.completeExceptionally(new OperatorMistake(reason));
    waveDone.completeExceptionally(new OperatorMistake(reason));
  }

  /** A connection has nothing more to do in this wave. */
  void onIdle() {
    busy--;
    if (busy == 0) {
      waveDone.complete(null);
    }
  }

  private void tellProgress() {
    progress.accept(howFar());
    loop.schedule(this::tellProgress, PROGRESS_NS);
  }

  private String howFar() {
    return String.format(
        "wave %d: %,d of %,d buyers came, %,d bought, %,d verdicts",
        wave, Math.min(nextBuyer, buyers), buyers, boughtCount, acknowledged);
  }
}
