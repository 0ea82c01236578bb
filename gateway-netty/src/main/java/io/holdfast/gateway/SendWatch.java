package io.holdfast.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Sees whether a client takes what it is sent. Asked now and then, it puts a mark behind the bytes
 * that the socket has not taken yet; a client that is well passes it soon. One that reads nothing,
 * or a byte now and then, does not. Costs nothing per message. For one event loop.
 */
final class SendWatch {
  private ChannelFuture mark;
  private long markedNs;

  /**
   * Looks.
   *
   * @param nowNs as {@link System#nanoTime}, or any clock that does not go backwards
   * @return whether bytes that waited {@code limitNs} ago still wait
   */
  boolean isStalled(final Channel channel, final long nowNs, final long limitNs) {
    if (mark != null && !mark.isDone()) {
      return nowNs - markedNs >= limitNs;
    }
    mark = null;
    final ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
    if (unsent != null && unsent.totalPendingWriteBytes() > 0) {
      // From the first handler on there is only the socket, whatever encrypts comes before.
      mark = channel.pipeline().firstContext().writeAndFlush(Unpooled.EMPTY_BUFFER);
      markedNs = nowNs;
    }
    return false;
  }
}
