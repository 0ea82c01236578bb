package io.holdfast.gateway;

import io.holdfast.pipeline.Failpoint;
import io.holdfast.pipeline.Reply;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.FrameValidator;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Everything runs on its event loop, but {@link #onReply} and {@link #publishAnswers},
 * which run on the pipeline's thread and touch only the outbound bytes.
 *
 * <pre>
 *  HELLO_EXPECTED --Hello, window granted--> OPEN --Goodbye or the client leaves--> CLOSED
 *        +------------Goodbye-------------------------------------------------------^
 * </pre>
 */
final class Connection extends ChannelInboundHandlerAdapter
    implements ReplyTarget, RequestIntake.Exceptions {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private enum State {
    HELLO_EXPECTED,
    OPEN,
    CLOSED
  }

  private final GatewayContext gateway;
  private final UnsafeBuffer inbound = new UnsafeBuffer(0, 0);
  private final RequestIntake.Progress progress = new RequestIntake.Progress();
  private ChannelHandlerContext context;
  private ByteBuf unread;
  private State state = State.HELLO_EXPECTED;
  private Role role = Role.STOREFRONT;
  private int windowSlots;

  /** Agreed on in the handshake; requests may be of this version or an older one. */
  private int protocolVersion;

  private int inFlightSlots;
  private boolean windowFull;
  private OutboundBytes outbound;
  private volatile boolean gone;

  /** Whether it stands in the flusher's queue, where it stands once however many batches come. */
  private final AtomicBoolean queued = new AtomicBoolean();

  // The pipeline's thread's.
  private boolean answeredInBatch;

  Connection(final GatewayContext gateway) {
    this.gateway = gateway;
  }

  @Override
  public void handlerAdded(final ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(final ChannelHandlerContext ctx, final Object message) {
    final ByteBuf arrived = (ByteBuf) message;
    if (state == State.CLOSED) {
      arrived.release();
      return;
    }
    unread =
        unread == null
            ? arrived
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), unread, arrived);
    takeRequests();
  }

  @Override
  public void channelReadComplete(final ChannelHandlerContext ctx) {
    ctx.flush();
  }

  private void takeRequests() {
    if (state == State.HELLO_EXPECTED) {
      takeHello();
    }
    if (state == State.OPEN && unread != null) {
      inbound.wrap(unread.memoryAddress() + unread.readerIndex(), unread.readableBytes());
      gateway
          .intake()
          .speaking(protocolVersion)
          .take(
              inbound,
              unread.readableBytes(),
              windowSlots - inFlightSlots,
              role,
              gateway.refusal(),
              this,
              this,
              progress);
      inFlightSlots += progress.slotsTaken;
      windowFull = progress.windowFull;
      consume(progress.bytesTaken);
      if (progress.broken == null) {
        readOnlyWhatCanBeTaken();
      } else {
        // Only now: the window is kept as long as what came before is in the ring.
        goodbye(progress.broken, progress.brokenText);
      }
    }
    if (state == State.CLOSED) {
      dropUnread();
    }
  }

  private void takeHello() {
    if (unread.readableBytes() < Framing.LENGTH_FIELD_BYTES) {
      return;
    }
    inbound.wrap(unread.memoryAddress() + unread.readerIndex(), unread.readableBytes());
    final int messageBytes = inbound.getInt(0, ByteOrder.LITTLE_ENDIAN);
    if (messageBytes < MessageHeaderDecoder.ENCODED_LENGTH
        || messageBytes > Framing.MAX_MESSAGE_BYTES) {
      goodbye(Code.HELLO_EXPECTED, "not a Hello");
      return;
    }
    if (unread.readableBytes() < Framing.LENGTH_FIELD_BYTES + messageBytes) {
      return;
    }
    final FrameValidator validator = gateway.validator();
    final Code code = validator.check(inbound, Framing.LENGTH_FIELD_BYTES, messageBytes);
    if (code != Code.ACCEPTED || validator.templateId() != HelloDecoder.TEMPLATE_ID) {
      goodbye(code == Code.ACCEPTED ? Code.HELLO_EXPECTED : code, "the first message is no Hello");
      return;
    }
    final HelloDecoder hello =
        gateway.hello().wrapAndApplyHeader(inbound, Framing.LENGTH_FIELD_BYTES, gateway.header());
    consume(Framing.LENGTH_FIELD_BYTES + messageBytes);
    open(hello.protocolVersion(), role(hello.roleRaw()), hello.windowSlots());
  }

  /** The codec would throw at a number that is no role. */
  private static Role role(final short number) {
    if (number == Role.STOREFRONT.value()) {
      return Role.STOREFRONT;
    }
    return number == Role.OPERATOR.value() ? Role.OPERATOR : Role.NULL_VAL;
  }

  private void open(final int highestVersion, final Role wantedRole, final int wantedSlots) {
    final int agreed = Versions.agree(highestVersion);
    if (agreed == Versions.NONE) {
      goodbye(
          Code.UNSUPPORTED_VERSION,
          "this node speaks versions " + Versions.oldest() + " to " + Versions.newest());
      return;
    }
    if (wantedRole == Role.NULL_VAL) {
      goodbye(Code.MALFORMED, "no such role");
      return;
    }
    final Refusal refusal = gateway.refusal();
    if (refusal != null && refusal.code() == Code.SHUTTING_DOWN) {
      goodbye(Code.SHUTTING_DOWN, "the node is stopping");
      return;
    }
    final int granted = gateway.windows().grant(wantedSlots);
    if (granted == WindowPool.NONE_LEFT) {
      goodbye(Code.NO_WINDOW_LEFT, "the node has as many connections as it can have");
      return;
    }
    role = wantedRole;
    protocolVersion = agreed;
    windowSlots = granted;
    outbound = new OutboundBytes(granted);
    state = State.OPEN;
    gateway.counts().onOpened();
    write(gateway.outgoing().welcome(context, agreed, granted, gateway.timeMs()));
  }

  private void consume(final int bytes) {
    unread.skipBytes(bytes);
    if (!unread.isReadable()) {
      dropUnread();
    }
  }

  private void dropUnread() {
    if (unread != null) {
      unread.release();
      unread = null;
    }
  }

  /**
   * Reading stops while the window is full or the client does not read its answers: TCP tells it to
   * wait.
   */
  private void readOnlyWhatCanBeTaken() {
    final boolean read = !windowFull && context.channel().isWritable();
    if (context.channel().config().isAutoRead() != read) {
      context.channel().config().setAutoRead(read);
    }
  }

  @Override
  public void onRefused(final long correlationId, final Code code) {
    gateway.counts().onRefused();
    write(gateway.outgoing().notTaken(context, correlationId, code));
  }

  @Override
  public void onHeartbeat(final long correlationId) {
    write(gateway.outgoing().heartbeat(context, correlationId));
  }

  @Override
  public void onQueryStatus(final long correlationId) {
    write(gateway.status(context, correlationId));
  }

  /** Says why, and ends the connection. */
  void goodbye(final Code code, final String text) {
    if (state == State.CLOSED) {
      return;
    }
    leave();
    LOG.debug("{} closed: {} {}", context.channel().remoteAddress(), code, text);
    context
        .writeAndFlush(gateway.outgoing().goodbye(context, code, text))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void onReply(final Reply reply) {
    if (gone) {
      outbound.skip(reply);
    } else {
      outbound.write(reply);
    }
    if (!answeredInBatch) {
      answeredInBatch = true;
      gateway.collector().add(this);
    }
  }

  /** The batch is through: its answers may go. For the pipeline's thread. */
  void publishAnswers() {
    answeredInBatch = false;
    outbound.publish();
    // Set and cleared by exchanges: so whoever finds it set knows that its answers will be seen.
    if (!queued.getAndSet(true)) {
      gateway.flusher().add(this);
    }
  }

  ReplyFlusher flusher() {
    return gateway.flusher();
  }

  /**
   * Sends the answers that are there, and takes the requests that waited for room in the window.
   */
  void drainAnswers() {
    queued.getAndSet(false);
    inFlightSlots -= outbound.takeSlots();
    final int lengthBytes = outbound.readableBytes();
    if (state == State.CLOSED) {
      giveWindowBack();
      return;
    }
    if (lengthBytes > 0) {
      final ByteBuf answers = context.alloc().directBuffer(lengthBytes);
      outbound.readTo(answers, lengthBytes);
      Failpoint.BEFORE_WRITE.reached();
      write(answers);
    }
    if (windowFull && unread != null) {
      takeRequests();
    } else {
      readOnlyWhatCanBeTaken();
    }
    context.flush();
    Failpoint.AFTER_WRITE.reached();
  }

  @Override
  public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
    if (state == State.OPEN) {
      readOnlyWhatCanBeTaken();
    }
  }

  @Override
  public void userEventTriggered(final ChannelHandlerContext ctx, final Object event) {
    if (event instanceof IdleStateEvent) {
      goodbye(Code.IDLE_TIMEOUT, "nothing heard for three heartbeats");
    }
  }

  @Override
  public void channelInactive(final ChannelHandlerContext ctx) {
    gateway.remove(this);
    if (state != State.CLOSED) {
      leave();
    }
    dropUnread();
  }

  @Override
  @SuppressWarnings(
      "FutureReturnValueIgnored") // Nothing is left to do for a connection that cannot be closed.
  public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{}: {}", ctx.channel().remoteAddress(), cause.getMessage());
    } else {
      LOG.error(
          "{}: connection closed after an internal error", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }

  /**
   * A write that fails is reported to {@link #exceptionCaught} by the void promise, so its future
   * may go unread.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void write(final ByteBuf bytes) {
    context.write(bytes, context.voidPromise());
  }

  private void leave() {
    final boolean wasOpen = state == State.OPEN;
    state = State.CLOSED;
    gone = true;
    if (wasOpen) {
      gateway.counts().onClosed();
      giveWindowBack();
    }
  }

  /** The window is free for others once nothing of this connection is in the ring any more. */
  private void giveWindowBack() {
    if (inFlightSlots == 0 && windowSlots > 0) {
      gateway.windows().giveBack(windowSlots);
      windowSlots = 0;
    }
  }
}
