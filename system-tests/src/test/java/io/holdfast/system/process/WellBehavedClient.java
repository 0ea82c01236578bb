package io.holdfast.system.process;

import io.holdfast.client.ClientLoop;
import io.holdfast.client.Session;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.SessionListener;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends commands at a steady rate on one connection, whatever becomes of them: Reserves of one unit
 * of a line that is nobody else's, each with its Release behind it. Every answer must be the one
 * that is due. Latency counts from when a command was due, not from when it was sent. For its
 * loop's thread, but {@link #run}.
 */
final class WellBehavedClient implements SessionListener {
  private static final long TICK_NS = 50_000;
  private static final int WINDOW_SLOTS = 1_024;

  /**
   * What it is to do.
   *
   * @param owner upper half of the ids of its reservations, another one each time
   * @param units that its line has
   * @param rate commands per second
   * @param commands to be sent
   */
  record Job(long sale, long item, long owner, long units, int rate, int commands) {}

  /**
   * How late everything was.
   *
   * @param answeredNs from due to answered
   * @param sentNs the part of it from due to sent: the client had no processor, or no window
   */
  record Lateness(Histogram answeredNs, Histogram sentNs) {}

  private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(10);

  private final ClientLoop loop;
  private final Job job;
  private final CompletableFuture<Lateness> result = new CompletableFuture<>();
  private final Lateness lateness =
      new Lateness(new Histogram(LONGEST_NS, 3), new Histogram(LONGEST_NS, 3));
  private Session session;
  private long startNs;
  private int sent;
  private int answered;
  private long lastSequence;

  private WellBehavedClient(final ClientLoop loop, final Job job) {
    this.loop = loop;
    this.job = job;
  }

  /** Returns when everything is answered, and right. */
  static Lateness run(final InetSocketAddress node, final Job job) {
    try (ClientLoop loop = ClientLoop.start("well-behaved")) {
      final WellBehavedClient client = new WellBehavedClient(loop, job);
      loop.connect(
          node,
          SessionConfig.of("well-behaved", Role.STOREFRONT).withWindowSlots(WINDOW_SLOTS),
          client);
      return client.result.join();
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
    if (sent < job.commands() && session.isOpen()) {
      loop.schedule(this::tick, TICK_NS);
    }
  }

  private void send() {
    final long nowNs = System.nanoTime();
    while (sent < job.commands() && dueNs(sent) <= nowNs && sendOne(sent)) {
      lateness.sentNs().recordValue(nowNs - dueNs(sent));
      sent++;
    }
    session.flush();
  }

  private long dueNs(final long number) {
    return startNs + number * TimeUnit.SECONDS.toNanos(1) / job.rate();
  }

  private boolean sendOne(final int number) {
    final long id = number / 2 + 1L;
    return isReserve(number)
        ? session.reserve(number, job.owner(), id, job.sale(), job.item(), id, 0, 1, 0, 0)
        : session.release(number, job.owner(), id);
  }

  private static boolean isReserve(final int number) {
    return number % 2 == 0;
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    lateness
        .answeredNs()
        .recordValue(Math.max(0, System.nanoTime() - dueNs(verdict.correlationId())));
    if (!isRight(verdict)) {
      result.completeExceptionally(
          new AssertionError("the answer to command " + answered + " is " + verdict));
    }
    lastSequence = verdict.sequence();
    answered++;
    if (answered == job.commands()) {
      result.complete(lateness);
    }
  }

  private boolean isRight(final VerdictDecoder verdict) {
    final boolean held = isReserve(answered);
    return verdict.correlationId() == answered
        && verdict.code() == Code.ACCEPTED
        && verdict.state() == (held ? ReservationState.HELD : ReservationState.RELEASED)
        && verdict.granted() == 1
        && verdict.available() == (held ? job.units() - 1 : job.units())
        && !verdict.marks().repeated()
        && verdict.sequence() > lastSequence;
  }

  @Override
  public void onReadComplete(final Session from) {
    send();
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    result.completeExceptionally(new IllegalStateException(reason));
  }
}
