package io.holdfast.gateway;

import io.holdfast.protocol.codec.Code;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * A connection beyond the ceiling: it is told so and closed, and nothing is read from it. Where the
 * node speaks TLS it is closed without a word, because agreeing on a key would cost more than
 * letting it in. For one event loop.
 */
final class TurnedAway extends ChannelInboundHandlerAdapter {
  static final String WHY = "the node has as many connections as it may have";

  private final GatewayContext gateway;
  private final boolean plain;

  TurnedAway(final GatewayContext gateway, final boolean plain) {
    this.gateway = gateway;
    this.plain = plain;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is gone.
  public void channelActive(final ChannelHandlerContext context) {
    context.channel().config().setAutoRead(false);
    gateway.doorLog().refused(context.channel().remoteAddress(), Code.TOO_MANY_CONNECTIONS, WHY);
    if (plain) {
      context
          .writeAndFlush(gateway.outgoing().goodbye(context, Code.TOO_MANY_CONNECTIONS, WHY))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      context.close();
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // As above.
  public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
    context.close();
  }
}
