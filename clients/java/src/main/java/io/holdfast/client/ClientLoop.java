package io.holdfast.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One event-loop thread and the sessions that live on it. {@link #connect}, {@link #execute},
 * {@link #schedule} and {@link #close} are for any thread; everything the loop calls back runs on
 * its own thread and must not block it.
 */
public final class ClientLoop implements AutoCloseable {
  /** The largest read buffer that Netty's pool keeps in its thread-local cache. */
  private static final int READ_BUFFER_BYTES = 32 * 1024;

  private static final int SHUTDOWN_TIMEOUT_SECONDS = 5;

  private final Transport transport;
  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop loop;

  /** Loop thread only; in order of connecting, so that closing has one. */
  private final Set<Session> sessions = new LinkedHashSet<>();

  private ClientLoop(final String threadName, final Transport transport) {
    this.transport = transport;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory(threadName, true), transport.handlerFactory());
    this.loop = group.next();
  }

  /**
   * Starts a loop. Its thread is a daemon with a name that begins with {@code threadName}.
   *
   * @throws IllegalStateException naming a JVM option that is missing
   */
  public static ClientLoop start(final String threadName) {
    return start(threadName, Transport.best());
  }

  static ClientLoop start(final String threadName, final Transport transport) {
    JvmOptions.check();
    return new ClientLoop(threadName, transport);
  }

  /**
   * Connects to a node and shakes hands. Returns at once; the listener hears {@link
   * SessionListener#onReady}, or {@link SessionListener#onClosed} with the reason. A host name is
   * looked up each time, beside the loop's thread.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public void connect(
      final InetSocketAddress address, final SessionConfig config, final SessionListener listener) {
    final Session session = new Session(this, address, config, listener);
    loop.execute(() -> connect(session));
  }

  private void connect(final Session session) {
    sessions.add(session);
    final ChannelFuture unused =
        new Bootstrap()
            .group(loop)
            .channel(transport.channelClass())
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BUFFER_BYTES))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, session.config().handshakeTimeoutMs())
            .resolver(HostLookup.INSTANCE)
            .handler(handler(session))
            .connect(session.address())
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    session.connection().connectFailed(connected.cause());
                  }
                });
  }

  private static ChannelHandler handler(final Session session) {
    final ClientTls tls = session.config().tls();
    if (tls == null) {
      return session.connection();
    }
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(final Channel channel) {
        channel
            .pipeline()
            .addLast(
                tls.newHandler(channel, session.address(), session.config().handshakeTimeoutMs()))
            .addLast(session.connection());
      }
    };
  }

  /**
   * Runs a task on the loop's thread, after what is already queued.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public void execute(final Runnable task) {
    loop.execute(task);
  }

  /**
   * Runs a task on the loop's thread after a delay; not at all if the loop is closed before.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public void schedule(final Runnable task, final long delayNanos) {
    final Future<?> unused = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
  }

  /** Whether the calling thread is the loop's own. */
  public boolean isLoopThread() {
    return loop.inEventLoop();
  }

  /** Closes every session, then stops the thread and, unless called on it, waits for its end. */
  @Override
  public void close() {
    if (!loop.isShuttingDown()) {
      try {
        loop.execute(this::closeSessions);
      } catch (final RejectedExecutionException e) {
        // Another thread closed the loop in between; it closes the sessions, too.
        return;
      }
    }
    final Future<?> unused =
        group.shutdownGracefully(0, SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (!isLoopThread()) {
      group.terminationFuture().awaitUninterruptibly(SHUTDOWN_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void closeSessions() {
    for (final Session session : new ArrayList<>(sessions)) {
      session.close("the client's loop was closed");
    }
  }

  /** Loop thread only. */
  void forget(final Session session) {
    sessions.remove(session);
  }
}
