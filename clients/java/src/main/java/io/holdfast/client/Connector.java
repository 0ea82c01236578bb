package io.holdfast.client;

import io.holdfast.protocol.codec.VerdictDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with a node: which address, when to try again, and whether a node's word still
 * counts.
 *
 * <pre>
 *   TRYING EACH --Welcome--> CONNECTED --lost--> PAUSE, then the next address --Welcome--> CONNECTED
 *        |                       ^                  |    ^                          |
 *        +--none would--> END    +------------------+    +-----------no-------------+
 * </pre>
 *
 * <p>A node that says who is the primary is believed at once, a few times in a row. A node of a
 * lower epoch than one that was heard before has been replaced: its word is not passed on and its
 * connection is left. Loop thread only, but {@link #start}, {@link #ready} and {@link #limits}.
 */
final class Connector implements SessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

  /** Nodes that send a client round in circles are given a pause after so many steps. */
  private static final int MAX_REDIRECTS = 4;

  private final ClientLoop loop;
  private final ClientConfig config;
  private final CallPump pump;
  private final CompletableFuture<SessionLimits> ready = new CompletableFuture<>();

  /** What the node granted that was connected last. */
  private volatile SessionLimits limits;

  private final List<String> firstProblems = new ArrayList<>();
  private InetSocketAddress address;
  private InetSocketAddress redirect;
  private int addressesTried;
  private int redirects;
  private int failures;
  private long epoch = Long.MIN_VALUE;
  private boolean connected;
  private long connectedNs;
  private boolean closed;

  Connector(final ClientLoop loop, final ClientConfig config, final CallPump pump) {
    this.loop = loop;
    this.config = config;
    this.pump = pump;
  }

  /** Begins to connect. */
  void start() {
    loop.execute(this::connect);
  }

  /** Completes with the first Welcome; fails with a ConnectFailedException if no node gives one. */
  CompletableFuture<SessionLimits> ready() {
    return ready;
  }

  /** What a caller is told who stops waiting for {@link #ready}. */
  ConnectFailedException interrupted() {
    final InetSocketAddress first = config.addresses().get(0);
    final String reason = "interrupted while connecting";
    return new ConnectFailedException(
        List.of(Addresses.text(first) + ": " + reason),
        first.getHostString(),
        first.getPort(),
        reason);
  }

  /** What the node granted that was connected last; null before the first Welcome. */
  SessionLimits limits() {
    return limits;
  }

  /** The client is closed: what is left fails, and nothing is connected any more. */
  void close() {
    closed = true;
    pump.end("the client was closed");
  }

  private void connect() {
    if (closed) {
      return;
    }
    address = nextAddress();
    if (redirect == null) {
      addressesTried++;
    }
    redirect = null;
    loop.connect(address, config.session(), this);
  }

  private InetSocketAddress nextAddress() {
    return redirect == null
        ? config.addresses().get(addressesTried % config.addresses().size())
        : redirect;
  }

  @Override
  public void onReady(final Session session) {
    final SessionLimits granted = session.limits();
    if (isOutOfDate(session, granted.epoch())) {
      return;
    }
    connected = true;
    connectedNs = System.nanoTime();
    limits = granted;
    LOG.info("connected to {}", Addresses.text(address));
    tell(() -> config.listener().onConnected(Addresses.text(address), granted));
    ready.complete(granted);
    pump.connected(session);
  }

  @Override
  public void onVerdict(final Session session, final VerdictDecoder verdict) {
    if (!isOutOfDate(session, verdict.epoch())) {
      workedWell();
      pump.onVerdict(verdict);
    }
  }

  @Override
  public void onPage(
      final Session session,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    workedWell();
    pump.onPage(templateId, buffer, offset);
  }

  @Override
  public boolean awaitsAnswer(final Session session, final long correlationId) {
    return pump.awaitsAnswer(correlationId);
  }

  @Override
  public void onUpdate(
      final Session session,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    workedWell();
    pump.onUpdate(templateId, buffer, offset);
  }

  @Override
  public void onReadComplete(final Session session) {
    pump.onReadComplete();
  }

  @Override
  public void onRedirect(final Session session, final String primary) {
    try {
      redirect = Addresses.parse(primary);
    } catch (final IllegalArgumentException e) {
      LOG.warn("{} names a primary that is no address: {}", session, e.getMessage());
    }
  }

  /** A node that was replaced may not know it yet. */
  private boolean isOutOfDate(final Session session, final long itsEpoch) {
    if (itsEpoch < epoch) {
      session.close(
          "out of date: it is in epoch %d, and epoch %d was seen".formatted(itsEpoch, epoch));
      return true;
    }
    epoch = itsEpoch;
    return false;
  }

  private long longestPauseNs() {
    return TimeUnit.MILLISECONDS.toNanos(config.retry().longestPauseMs());
  }

  /** A connection that answers, or only lasts, is a good one; one that ends at once is not. */
  private void workedWell() {
    failures = 0;
    redirects = 0;
  }

  @Override
  public void onClosed(final Session session, final String reason) {
    final boolean wasConnected = connected;
    connected = false;
    if (closed) {
      return; // Everything has been told its end.
    }
    final String problem = Addresses.text(address) + ": " + reason;
    if (wasConnected) {
      if (System.nanoTime() - connectedNs > longestPauseNs()) {
        workedWell();
      }
      LOG.info("lost {}", problem);
      tell(() -> config.listener().onLost(Addresses.text(address), reason));
    }
    if (!ready.isDone()) {
      tryNextAtFirst(problem, reason);
    } else if (config.retry().reconnects()) {
      pump.disconnected("not connected: " + problem);
      tryAgain(problem);
    } else {
      pump.end(reason);
    }
  }

  /** Before there was any connection each address is tried once, without a pause. */
  private void tryNextAtFirst(final String problem, final String reason) {
    firstProblems.add(problem);
    if (mayFollowRedirect() || addressesTried < config.addresses().size()) {
      connect();
      return;
    }
    closed = true;
    pump.end(problem);
    ready.completeExceptionally(
        new ConnectFailedException(
            firstProblems, address.getHostString(), address.getPort(), reason));
  }

  private void tryAgain(final String problem) {
    long pauseNs = 0;
    if (!mayFollowRedirect()) {
      failures++;
      pauseNs = Pauses.nextNs(config.retry(), failures);
    }
    final long pauseMs = TimeUnit.NANOSECONDS.toMillis(pauseNs);
    final String next = Addresses.text(nextAddress());
    tell(() -> config.listener().onReconnecting(next, pauseMs, problem));
    if (pauseNs == 0) {
      connect();
    } else {
      loop.schedule(this::connect, pauseNs);
    }
  }

  /** Whether a node has said where to go and is believed; else that is forgotten. */
  private boolean mayFollowRedirect() {
    if (redirect != null && redirects < MAX_REDIRECTS) {
      redirects++;
      return true;
    }
    redirect = null;
    redirects = 0;
    return false;
  }

  private void tell(final Runnable event) {
    try {
      event.run();
    } catch (final RuntimeException e) {
      LOG.error("a connection listener failed", e);
    }
  }
}
