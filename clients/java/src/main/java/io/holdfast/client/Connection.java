package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket below a session: connecting, handshake, heartbeats, the end. Loop thread only. */
final class Connection extends ChannelInboundHandlerAdapter implements FrameReader.Sink {
  /** Where a connection stands; only {@link #move} changes it, and only downwards in this list. */
  enum State {
    /** The socket is being connected. */
    CONNECTING,
    /** Hello is sent; Welcome or Goodbye is due. */
    HANDSHAKING,
    /** Requests and answers flow. */
    READY,
    /** Over; the listener has heard why. */
    CLOSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** The idle check looks this many times per heartbeat interval. */
  private static final int TICKS_PER_HEARTBEAT = 4;

  /** Ticks without a byte from the node after which a heartbeat asks for one. */
  private static final int TICKS_UNTIL_ASKED = TICKS_PER_HEARTBEAT / 2;

  /** As patient with the node as the node is with us: three heartbeats. */
  private static final int TICKS_UNTIL_GIVEN_UP = 3 * TICKS_PER_HEARTBEAT;

  /** With a full window the node may rightly not be reading, so its silence says less then. */
  private static final int TICKS_UNTIL_GIVEN_UP_WHEN_FULL = 3 * TICKS_UNTIL_GIVEN_UP;

  private final Session session;
  private final SessionListener listener;
  private final Dispatcher dispatcher;
  private final FrameReader frames;

  private State state = State.CONNECTING;
  private ChannelHandlerContext ctx;
  private OutBuffer out;
  private ScheduledFuture<?> timer;
  private boolean sentSinceTick;
  private boolean heardSinceTick;
  private int silentTicks;

  /** What went wrong below, which may show as no more than the end of the connection. */
  private String trouble;

  Connection(final Session session, final SessionListener listener) {
    this.session = session;
    this.listener = listener;
    this.dispatcher = new Dispatcher(session, this, listener);
    this.frames = new FrameReader(this, Framing.MAX_MESSAGE_BYTES);
  }

  State state() {
    return state;
  }

  boolean isOpen() {
    return state == State.READY;
  }

  void connectFailed(final Throwable cause) {
    close("cannot connect: " + Causes.text(cause));
  }

  @Override
  public void channelActive(final ChannelHandlerContext context) {
    if (state == State.CLOSED) {
      closeSocket(context);
      return;
    }
    ctx = context;
    out = new OutBuffer(context);
    move(State.HANDSHAKING);
    Handshake.hello(out, session.config());
    out.flush();
    final int timeoutMs = session.config().handshakeTimeoutMs();
    timer =
        context
            .executor()
            .schedule(
                () -> close("no Welcome from the node within " + timeoutMs + " ms"),
                timeoutMs,
                TimeUnit.MILLISECONDS);
  }

  /** The node's Welcome. */
  void welcomed(final SessionLimits limits) {
    timer.cancel(false);
    move(State.READY);
    session.ready(limits, out);
    final long tickNs = TimeUnit.MILLISECONDS.toNanos(limits.heartbeatMs()) / TICKS_PER_HEARTBEAT;
    timer = ctx.executor().scheduleAtFixedRate(this::tick, tickNs, tickNs, TimeUnit.NANOSECONDS);
    listener.onReady(session);
  }

  void flush() {
    if (out.flush()) {
      sentSinceTick = true;
    }
  }

  @Override
  public void channelRead(final ChannelHandlerContext context, final Object message) {
    final ByteBuf in = (ByteBuf) message;
    try {
      if (state != State.CLOSED) {
        heardSinceTick = true;
        frames.read(in);
      }
    } catch (final RuntimeException | Error e) {
      listenerFailed(e);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(final ChannelHandlerContext context) {
    if (state != State.READY) {
      return;
    }
    try {
      listener.onReadComplete(session);
    } catch (final RuntimeException | Error e) {
      listenerFailed(e);
    }
  }

  @Override
  public boolean onMessage(final UnsafeBuffer buffer, final int offset, final int length) {
    dispatcher.onMessage(buffer, offset, length);
    return state != State.CLOSED;
  }

  @Override
  public void onBadLength(final int length) {
    close("the node sent nonsense: a frame of length " + length);
  }

  @Override
  public void channelInactive(final ChannelHandlerContext context) {
    close(trouble == null ? closedByNode() : trouble);
  }

  /** A node that speaks TLS cannot say what is wrong to who does not. */
  private String closedByNode() {
    return "the node closed the connection"
        + (state == State.HANDSHAKING ? " before a Welcome; does it want TLS?" : "");
  }

  @Override
  public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      trouble = Causes.text(handshake.cause());
    }
  }

  @Override
  public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
    if (!Causes.areOutside(cause)) {
      LOG.error("{}: failed", session, cause);
    }
    trouble = "connection lost: " + Causes.text(cause);
    // Later, because a write that fails reports it in the midst of a send.
    context.executor().execute(() -> close(trouble));
  }

  /** Ends the connection, once; the reason reaches the listener. */
  void close(final String reason) {
    if (state == State.CLOSED) {
      return;
    }
    move(State.CLOSED);
    session.window().close();
    if (timer != null) {
      timer.cancel(false);
    }
    if (out != null) {
      out.release();
    }
    if (ctx != null) {
      closeSocket(ctx);
    }
    session.loop().forget(session);
    try {
      listener.onClosed(session, reason);
    } catch (final RuntimeException e) {
      LOG.error("{}: a listener failed in onClosed", session, e);
    }
  }

  private void listenerFailed(final Throwable cause) {
    LOG.error("{}: a listener failed; the session ends", session, cause);
    close("a listener failed: " + cause);
  }

  private void tick() {
    silentTicks = heardSinceTick ? 0 : silentTicks + 1;
    final boolean full = session.freeSlots() == 0 && session.limits().windowSlots() > 0;
    if (silentTicks >= (full ? TICKS_UNTIL_GIVEN_UP_WHEN_FULL : TICKS_UNTIL_GIVEN_UP)) {
      close("nothing heard from the node for %s heartbeats".formatted(full ? "nine" : "three"));
      return;
    }
    final boolean idle = !sentSinceTick;
    sentSinceTick = false;
    heardSinceTick = false;
    if (idle || silentTicks >= TICKS_UNTIL_ASKED) {
      session.ownHeartbeat();
    }
  }

  private void move(final State next) {
    assert next.compareTo(state) > 0 : state + " -> " + next;
    state = next;
  }

  private static void closeSocket(final ChannelHandlerContext context) {
    final ChannelFuture unused = context.close();
  }
}
