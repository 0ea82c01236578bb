package io.holdfast.system.process;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.Session;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The same commands at the same steady rate every time, on one connection: Reserves of one unit,
 * each followed by its Confirm, until the stock is gone and beyond. Latency counts from when a
 * command was due, not from when it was sent.
 */
final class SteadyLoad implements SessionListener {
  private static final long TICK_NS = 500_000;
  private static final int WINDOW_SLOTS = 1_024;

  /**
   * What came of it.
   *
   * @param digest of all verdicts in order, times apart; sequences count from the first of them
   * @param accepted commands
   * @param p50Micros from due to answered
   * @param p99Micros from due to answered
   * @param maxMicros from due to answered
   */
  record Result(long digest, long accepted, long p50Micros, long p99Micros, long maxMicros) {}

  private final ClientLoop loop;
  private final long sale;
  private final int rate;
  private final int commands;
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final Histogram latencyNs = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
  private Session session;
  private long startNs;
  private int sent;
  private int answered;
  private long firstSequence;
  private long accepted;
  private long digest;

  private SteadyLoad(final ClientLoop loop, final long sale, final int rate, final int commands) {
    this.loop = loop;
    this.sale = sale;
    this.rate = rate;
    this.commands = commands;
  }

  static Result run(
      final InetSocketAddress node, final long sale, final int rate, final int seconds) {
    try (ClientLoop loop = ClientLoop.start("steady-load")) {
      final SteadyLoad load = new SteadyLoad(loop, sale, rate, rate * seconds);
      loop.connect(
          node,
          SessionConfig.of("steady load", Role.STOREFRONT).withWindowSlots(WINDOW_SLOTS),
          load);
      return load.result.join();
    }
  }

  @Override
  public void onReady(final Session welcomed) {
    session = welcomed;
    startNs = System.nanoTime();
    tick();
  }

  private void tick() {
    send();
    if (sent < commands && session.isOpen()) {
      loop.schedule(this::tick, TICK_NS);
    }
  }

  private void send() {
    final long due =
        Math.min(commands, (System.nanoTime() - startNs) * rate / TimeUnit.SECONDS.toNanos(1));
    while (sent < due && sendOne(sent)) {
      sent++;
    }
    session.flush();
  }

  private boolean sendOne(final int number) {
    final long id = number / 2 + 1L;
    return number % 2 == 0
        ? session.reserve(number, sale, id, sale, 1, id, 0, 1, 0, 0)
        : session.confirm(number, sale, id, Session.ALL_UNITS);
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    final long dueNs = startNs + verdict.correlationId() * TimeUnit.SECONDS.toNanos(1) / rate;
    latencyNs.recordValue(Math.max(0, System.nanoTime() - dueNs));
    accepted += verdict.code() == Code.ACCEPTED ? 1 : 0;
    fold(verdict.correlationId());
    if (answered == 0) {
      firstSequence = verdict.sequence();
    }
    fold(verdict.sequence() - firstSequence);
    fold(verdict.code().value());
    fold(verdict.granted());
    fold(verdict.available());
    fold(verdict.state().value());
    answered++;
    if (answered == commands) {
      result.complete(
          new Result(
              digest,
              accepted,
              micros(latencyNs.getValueAtPercentile(50)),
              micros(latencyNs.getValueAtPercentile(99)),
              micros(latencyNs.getMaxValue())));
    }
  }

  @Override
  public void onReadComplete(final Session from) {
    send();
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    result.completeExceptionally(new IllegalStateException(reason));
  }

  private void fold(final long value) {
    digest = Long.rotateLeft(digest, 7) * 31 + value;
  }

  private static long micros(final long ns) {
    return TimeUnit.NANOSECONDS.toMicros(ns);
  }
}
