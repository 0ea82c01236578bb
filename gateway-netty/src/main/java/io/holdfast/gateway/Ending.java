package io.holdfast.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * How a connection ends: after the Goodbye, or because the client takes nothing. For one event
 * loop.
 */
final class Ending {
  private final SendWatch sendWatch = new SendWatch();
  private boolean lingers;
  private long saidGoodbyeNs;

  /**
   * A socket that is closed while it holds bytes nobody read throws away what the client has not
   * got yet. So the end is announced, and what still comes is read and dropped, until the client
   * leaves or time is up. TLS announces the end by itself.
   *
   * @param said whether the socket took the Goodbye
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The end is the end, announced or not.
  void afterGoodbye(final ChannelHandlerContext context, final boolean said) {
    final Channel channel = context.channel();
    final boolean encrypted = context.pipeline().get(SslHandler.class) != null;
    if (said && !encrypted && channel instanceof DuplexChannel duplex) {
      lingers = true;
      saidGoodbyeNs = System.nanoTime();
      duplex.shutdownOutput();
      channel.config().setAutoRead(true);
    } else {
      close(context);
    }
  }

  /** Whether the client has had its time, to leave after the Goodbye or to take what it is sent. */
  boolean isOver(
      final ChannelHandlerContext context, final long nowNs, final GatewayContext gateway) {
    return lingers
        ? nowNs - saidGoodbyeNs >= gateway.lingerNs()
        : sendWatch.isStalled(context.channel(), nowNs, gateway.slowReaderNs());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Of a close nothing is left to be done.
  void close(final ChannelHandlerContext context) {
    context.channel().close();
  }
}
