package io.holdfast.gateway;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.codec.Code;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP gateway. {@link #open} listens; {@link #refuse} stops taking requests but goes on
 * answering; {@link #close} sends what is answered, says goodbye and ends.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private static final int HEARTBEATS_MISSED = 3;

  /**
   * Above so many unsent bytes a connection's requests are not read, until they are down to the
   * lower mark. A client within the default window has at most half of it unsent, so only one that
   * does not read gets there.
   */
  static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

  private static final int READ_BYTES = 64 * 1024;

  /** One read of a connection, then it is the others' turn. */
  private static final int READS_IN_A_ROW = 1;

  private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST_LOOK_MS = 1_000;
  private static final int LOOKS_PER_LIMIT = 4;

  /** How long a client may take to leave after the Goodbye; at the node's own stop. */
  private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(5);

  private static final long LINGER_AT_STOP_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final GatewayConfig config;
  private final PushConfig push;
  private final Ceiling observers;
  private final Ceiling subscriptions;
  private final WindowPool windows;
  private final ReplyCollector collector = new ReplyCollector();
  private final GatewayCounts counts = new GatewayCounts();
  private final LongSupplier nanoTime;
  private final Credentials credentials;
  private final AtomicInteger sockets = new AtomicInteger();
  private final ExecutorService tlsTasks;
  private volatile ServerTls tls;
  private LongSupplier timeMs;
  private StatusSource status;
  private final MultiThreadIoEventLoopGroup loops;
  private final Map<EventLoop, GatewayContext> contexts = new HashMap<>();
  private volatile Refusal refusal;
  private volatile boolean stopping;
  private Channel listener;

  /** Makes a gateway; nothing is listened on before {@link #open}. */
  public Gateway(final GatewayConfig config, final PushConfig push) {
    this(config, push, System::nanoTime);
  }

  /**
   * @param nanoTime the clock of the rates; any thread
   */
  Gateway(final GatewayConfig config, final PushConfig push, final LongSupplier nanoTime) {
    this.config = config;
    this.push = push;
    this.observers = new Ceiling(push.maxObservers());
    this.subscriptions = new Ceiling(push.maxInAll());
    this.nanoTime = nanoTime;
    this.credentials = new Credentials(config.access().credentials(), nanoTime.getAsLong());
    this.tls = config.access().tls();
    this.tlsTasks = tls == null ? null : newTlsThread();
    this.windows = new WindowPool(config.ringSlots(), config.largestWindowSlots());
    final IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.loops = new MultiThreadIoEventLoopGroup(config.eventLoops(), io);
  }

  /** Agreeing on keys takes milliseconds, which would be missing to everybody else's requests. */
  private static ExecutorService newTlsThread() {
    return Executors.newSingleThreadExecutor(new DefaultThreadFactory("holdfast-tls", true));
  }

  /** To be told when a batch is through. */
  public ReplyTarget.BatchListener batchListener() {
    return collector;
  }

  /**
   * Listens, and hands requests to the ring.
   *
   * @param engineTimeMs for the Welcome; called on event loops
   * @param statusSource answers QueryStatus
   * @param pushSource what subscriptions show
   * @throws GatewayException if it cannot listen there
   */
  public void open(
      final CommandIngress ingress,
      final LongSupplier engineTimeMs,
      final StatusSource statusSource,
      final PushSource pushSource) {
    prepare(engineTimeMs, statusSource);
    for (final EventExecutor executor : loops) {
      final EventLoop loop = (EventLoop) executor;
      final PushLoop pushLoop = new PushLoop(loop, pushSource, push, subscriptions, counts);
      contexts.put(loop, new GatewayContext(this, config, ingress, loop, pushLoop));
    }
    final ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4_096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1_024, 4_096, READ_BYTES)
                    .maxMessagesPerRead(READS_IN_A_ROW))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
            .childHandler(new Initializer());
    try {
      listener = bootstrap.bind(config.host(), config.port()).syncUninterruptibly().channel();
    } catch (final Exception e) {
      loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();
      endTlsThread();
      throw new GatewayException(
          "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
    }
    contexts.forEach(this::lookRegularly);
  }

  void prepare(final LongSupplier engineTimeMs, final StatusSource statusSource) {
    timeMs = engineTimeMs;
    status = statusSource;
  }

  private void lookRegularly(final EventLoop loop, final GatewayContext context) {
    final long everyMs =
        Math.max(1, Math.min(LONGEST_LOOK_MS, config.slowReaderMs() / LOOKS_PER_LIMIT));
    loop.scheduleWithFixedDelay(
            () -> context.look(System.nanoTime()), everyMs, everyMs, TimeUnit.MILLISECONDS)
        .addListener(
            ended -> {
              if (!ended.isCancelled()) {
                LOG.error("nobody looks after the connections any more", ended.cause());
              }
            });
  }

  /**
   * Has all event loops look after their connections as of this time. Not on an event loop.
   *
   * @return connections there are, those that are welcomed and all others
   */
  int look(final long nowNs) {
    int connections = 0;
    for (final Map.Entry<EventLoop, GatewayContext> entry : contexts.entrySet()) {
      final GatewayContext context = entry.getValue();
      connections +=
          entry.getKey().submit(() -> context.look(nowNs)).syncUninterruptibly().getNow();
    }
    return connections;
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(final Channel channel) {
      final GatewayContext context = contexts.get(channel.eventLoop());
      final ServerTls current = tls;
      final ChannelFuture unused =
          channel.closeFuture().addListener(closed -> sockets.decrementAndGet());
      if (sockets.incrementAndGet() > config.access().maxConnections()) {
        channel.pipeline().addLast(new TurnedAway(context, current == null));
        return;
      }
      if (current != null) {
        channel
            .pipeline()
            .addLast(current.newHandler(channel, tlsTasks, config.access().helloTimeoutMs()));
      }
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(
                  (long) HEARTBEATS_MISSED * config.heartbeatMs(), 0, 0, TimeUnit.MILLISECONDS))
          .addLast(context.newConnection());
    }
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /**
   * Answers every new request with this code from now on, until {@link #takeAgain}. When it returns
   * no event loop is putting requests into the ring any more. Not on an event loop.
   */
  public void refuse(final Code code) {
    refuse(new Refusal(code, Refusal.Scope.EVERYTHING));
  }

  /** The same for everything that would be journaled: queries are still answered. */
  public void refuseCommands(final Code code) {
    refuse(new Refusal(code, Refusal.Scope.COMMANDS));
  }

  /**
   * The same for Reserve, ReserveBasket and JoinQueue only: what was begun can still be brought to
   * its end, and operators' commands go on.
   */
  public void refuseDemand(final Code code) {
    refuse(new Refusal(code, Refusal.Scope.DEMAND));
  }

  private void refuse(final Refusal next) {
    refusal = next;
    for (final EventLoop loop : contexts.keySet()) {
      loop.submit(() -> {}).syncUninterruptibly();
    }
  }

  /** Takes everything again. */
  public void takeAgain() {
    refusal = null;
  }

  /**
   * Sends every answer there is, says goodbye and closes all connections; what a client has not
   * taken after ten seconds it does not get. The pipeline must be done before.
   */
  @Override
  public void close() {
    stopping = true;
    if (listener != null) {
      listener.close().syncUninterruptibly();
    }
    for (final Map.Entry<EventLoop, GatewayContext> entry : contexts.entrySet()) {
      final GatewayContext context = entry.getValue();
      entry
          .getKey()
          .submit(() -> context.goodbyeToAll(Code.SHUTTING_DOWN, "the node is stopping"))
          .syncUninterruptibly();
    }
    awaitDepartures();
    loops.shutdownGracefully(0, CLOSE_TIMEOUT_NS, TimeUnit.NANOSECONDS).syncUninterruptibly();
    endTlsThread();
  }

  /** Event loops that end drop what their connections have not sent, so that must be out before. */
  private void awaitDepartures() {
    final long beginNs = System.nanoTime();
    long nowNs = beginNs;
    while (look(nowNs) > 0 && nowNs - beginNs < CLOSE_TIMEOUT_NS) {
      LockSupport.parkNanos(this, CLOSE_POLL_NS);
      nowNs = System.nanoTime();
    }
  }

  long slowReaderNs() {
    return TimeUnit.MILLISECONDS.toNanos(config.slowReaderMs());
  }

  long lingerNs() {
    return stopping ? LINGER_AT_STOP_NS : LINGER_NS;
  }

  private void endTlsThread() {
    if (tlsTasks != null) {
      tlsTasks.shutdownNow();
    }
  }

  /**
   * Takes other credentials from now on. Connections go on whose token is among them, for the same
   * role; the others are told goodbye. Any thread.
   *
   * @throws IllegalStateException if the gateway was made to ask for none
   */
  public void replaceCredentials(final List<Credential> others) {
    credentials.replace(others, nanoTime.getAsLong());
    for (final Map.Entry<EventLoop, GatewayContext> entry : contexts.entrySet()) {
      entry.getKey().execute(entry.getValue()::dismissWithdrawn);
    }
  }

  /**
   * Uses another certificate for connections made from now on. Any thread.
   *
   * @throws IllegalStateException if the gateway was made to speak plain
   */
  public void replaceTls(final ServerTls other) {
    if (tls == null) {
      throw new IllegalStateException("this gateway does not speak TLS");
    }
    tls = other;
  }

  Credentials credentials() {
    return credentials;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  /** Subscriptions that clients have. Any thread. */
  public int subscriptions() {
    return subscriptions.taken();
  }

  /** Connections of role OBSERVER. Any thread. */
  public int observerCount() {
    return observers.taken();
  }

  Ceiling observers() {
    return observers;
  }

  WindowPool windows() {
    return windows;
  }

  ReplyCollector collector() {
    return collector;
  }

  /** What it counts. Any thread. */
  public GatewayCounts counts() {
    return counts;
  }

  StatusSource status() {
    return status;
  }

  Refusal refusal() {
    return refusal;
  }

  long timeMs() {
    return timeMs.getAsLong();
  }
}
