package io.holdfast.gateway;

import io.holdfast.pipeline.Failpoint;
import io.holdfast.pipeline.Reply;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
 *
 *  after a Goodbye: answers and Goodbye sent, end announced, until the client leaves or for some seconds
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
  private CredentialUse credential;
  private RequestBudget budget;
  private ScheduledFuture<?> helloTimer;
  private int windowSlots;

  /** Agreed on in the handshake; requests may be of this version or an older one. */
  private int protocolVersion;

  private int inFlightSlots;

  /** Whether unread holds requests that wait for answers to leave. */
  private boolean heldUp;

  /** Why the stream makes no sense any more; null: it does. */
  private Code broken;

  private String brokenText;
  private OutboundBytes outbound;
  private final Ending ending = new Ending();
  private Subscriptions subscriptions;
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
  public void channelActive(final ChannelHandlerContext ctx) {
    final int timeoutMs = gateway.helloTimeoutMs();
    helloTimer =
        ctx.executor().schedule(() -> onHelloTimeout(timeoutMs), timeoutMs, TimeUnit.MILLISECONDS);
  }

  private void onHelloTimeout(final int timeoutMs) {
    if (state == State.HELLO_EXPECTED) {
      goodbye(Code.HELLO_TIMEOUT, "no whole Hello within " + timeoutMs + " ms");
    }
  }

  @Override
  public void channelRead(final ChannelHandlerContext ctx, final Object message) {
    final ByteBuf arrived = (ByteBuf) message;
    if (state == State.CLOSED || broken != null) {
      arrived.release();
      return;
    }
    unread =
        unread == null
            ? arrived
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), unread, arrived);
    if (!heldUp) {
      takeRequests();
    }
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
      final int mostSlots = gateway.share().mostSlots(windowSlots);
      wrapUnread();
      final int allowed = budget.left();
      progress.requestsLeft = allowed;
      gateway
          .intake()
          .speaking(protocolVersion)
          .take(
              inbound,
              unread.readableBytes(),
              mostSlots - inFlightSlots,
              role,
              gateway.refusal(),
              this,
              this,
              progress);
      budget.spend(allowed - progress.requestsLeft);
      inFlightSlots += progress.slotsTaken;
      noteIfFull(mostSlots);
      consume(progress.bytesTaken);
      heldUp = unread != null && (progress.windowFull || progress.enough);
      if (progress.broken != null) {
        broken = progress.broken;
        brokenText = progress.brokenText;
      }
      readOnlyWhatCanBeTaken();
      endIfBroken();
    }
    if (state == State.CLOSED || broken != null) {
      dropUnread();
    }
  }

  /** An observer has no window, and is not held up by one. */
  private void noteIfFull(final int mostSlots) {
    final boolean full =
        inFlightSlots == windowSlots || (progress.windowFull && mostSlots == windowSlots);
    if (full && windowSlots > 0) {
      gateway.share().onFull(windowSlots);
    }
  }

  private void takeHello() {
    wrapUnread();
    final Handshake handshake = gateway.handshake();
    switch (handshake.take(inbound, unread.readableBytes())) {
      case REFUSED -> goodbye(handshake.code(), handshake.text());
      case GRANTED -> open(handshake);
      default -> {
        // The rest of it is on its way.
      }
    }
  }

  private void open(final Handshake handshake) {
    helloTimer.cancel(false);
    role = handshake.role();
    protocolVersion = handshake.protocolVersion();
    credential = handshake.credential();
    budget = gateway.newBudget(credential);
    if (credential != null) {
      gateway.doorLog().letIn(context.channel().remoteAddress(), credential, handshake);
    }
    windowSlots = handshake.windowSlots();
    if (role == Role.OBSERVER) {
      // Nothing of it goes through the ring, so nothing comes from there.
      Subscriptions.keepShort(context.channel().config());
    } else {
      outbound = new OutboundBytes(windowSlots);
    }
    subscriptions = gateway.push().open(context, role, this);
    state = State.OPEN;
    consume(handshake.bytesTaken());
    gateway.counts().onOpened();
    write(gateway.outgoing().welcome(context, protocolVersion, windowSlots, gateway.timeMs()));
  }

  /** A buffer without an address, as TLS may bring one, is looked at as the JDK's. */
  private void wrapUnread() {
    if (unread.hasMemoryAddress()) {
      inbound.wrap(unread.memoryAddress() + unread.readerIndex(), unread.readableBytes());
    } else {
      inbound.wrap(unread.nioBuffer());
    }
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
    final boolean read = broken == null && !heldUp && context.channel().isWritable();
    if (context.channel().config().isAutoRead() != read) {
      context.channel().config().setAutoRead(read);
    }
  }

  /** What came before the nonsense is answered before the Goodbye. */
  private void endIfBroken() {
    if (broken != null && inFlightSlots == 0) {
      goodbye(broken, brokenText);
    }
  }

  @Override
  public void onRefused(final long correlationId, final Code code) {
    gateway.counts().onRefused();
    answer(correlationId, code);
  }

  @Override
  public void onHeartbeat(final long correlationId) {
    writeAtOnce(gateway.outgoing().heartbeat(context, correlationId));
  }

  @Override
  public void onQueryStatus(final long correlationId) {
    writeAtOnce(gateway.status(context, correlationId));
  }

  /** Answers that take no slot are bounded by nothing else than what the client reads of them. */
  private void writeAtOnce(final ByteBuf answer) {
    write(answer);
    progress.enough = !context.channel().isWritable();
  }

  @Override
  public void onSubscribeSale(final long correlationId, final long sale) {
    subscriptions.subscribeSale(correlationId, sale);
  }

  @Override
  public void onUnsubscribe(final long correlationId, final long subscription) {
    subscriptions.unsubscribe(subscription);
    answer(correlationId, Code.ACCEPTED);
  }

  @Override
  public ReplyTarget onSubscribe(final long correlationId) {
    return subscriptions.watch(correlationId);
  }

  @Override
  public void onSubscribeRefused(final ReplyTarget target) {
    subscriptions.end((WatchSubscription) target);
  }

  /** An answer of the gateway's own that is a verdict without sequence. */
  void answer(final long correlationId, final Code code) {
    writeAtOnce(gateway.outgoing().notTaken(context, correlationId, code));
  }

  /** Says why, and ends the connection. */
  void goodbye(final Code code, final String text) {
    if (state == State.CLOSED) {
      return;
    }
    leave();
    log(code, text);
    if (ServerTls.isUnfinished(context.pipeline())) {
      closeWithoutWord();
      return;
    }
    context
        .writeAndFlush(gateway.outgoing().goodbye(context, code, text))
        .addListener(said -> ending.afterGoodbye(context, said.isSuccess()));
  }

  /**
   * Ends what does not go on: a client that does not take its answers, and one that does not leave
   * after the Goodbye, or never took it.
   *
   * @param nowNs as {@link System#nanoTime}
   */
  void look(final long nowNs) {
    if (ending.isOver(context, nowNs, gateway)) {
      if (state != State.CLOSED) {
        LOG.warn("{} cut off: it does not read its answers", context.channel().remoteAddress());
        gateway.counts().onSlowReader();
        goodbye(Code.SLOW_READER, "the answers were not read");
      }
      ending.close(context);
    }
  }

  private void log(final Code code, final String text) {
    switch (code) {
      case NOT_AUTHENTICATED, TOO_MANY_CONNECTIONS, HELLO_TIMEOUT ->
          gateway.doorLog().refused(context.channel().remoteAddress(), code, text);
      default -> LOG.debug("{} closed: {} {}", context.channel().remoteAddress(), code, text);
    }
  }

  /** From the socket's end of the pipeline: TLS would wait for a client that has not agreed yet. */
  @SuppressWarnings("FutureReturnValueIgnored") // As in exceptionCaught.
  private void closeWithoutWord() {
    context.pipeline().firstContext().close();
  }

  /** Ends the connection if its credential no longer allows it. */
  void dismissIfWithdrawn() {
    if (state == State.OPEN && credential != null && !credential.permits(role)) {
      goodbye(Code.NOT_AUTHENTICATED, "the credential was withdrawn");
    }
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
    goOn();
    context.flush();
    Failpoint.AFTER_WRITE.reached();
  }

  private void goOn() {
    if (broken != null) {
      endIfBroken();
    } else if (heldUp && context.channel().isWritable()) {
      takeRequests();
    } else {
      readOnlyWhatCanBeTaken();
    }
  }

  @Override
  public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
    if (state != State.OPEN) {
      return;
    }
    if (heldUp && ctx.channel().isWritable()) {
      // Not now: this may be within a flush.
      ctx.executor().execute(this::takeHeldUp);
    } else {
      readOnlyWhatCanBeTaken();
    }
  }

  private void takeHeldUp() {
    if (state == State.OPEN) {
      goOn();
      context.flush();
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
    final String tls = ServerTls.problem(cause);
    if (tls != null) {
      gateway.doorLog().refused(ctx.channel().remoteAddress(), "TLS: " + tls);
    } else if (cause instanceof IOException) {
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
    if (helloTimer != null) {
      helloTimer.cancel(false);
    }
    final boolean wasOpen = state == State.OPEN;
    state = State.CLOSED;
    gone = true;
    if (wasOpen) {
      gateway.counts().onClosed();
      subscriptions.close();
      if (role == Role.OBSERVER) {
        gateway.observers().giveBack();
      }
      if (credential != null) {
        credential.leave();
      }
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
