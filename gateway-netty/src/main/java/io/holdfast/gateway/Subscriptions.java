package io.holdfast.gateway;

import io.holdfast.pipeline.LatestUpdate;
import io.holdfast.protocol.codec.Code;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What one connection has subscribed to. An update is written only while little waits to be sent on
 * the connection; else the subscription stays behind, and gets the newest when there is room. So
 * what waits here for a client that does not read is bounded, whatever happens to the sale. For the
 * connection's event loop.
 */
final class Subscriptions {
  /** Nothing more is written while so many bytes wait to be sent. */
  static final int MOST_WAITING_BYTES = 4 * 1024;

  private static final WriteBufferWaterMark OBSERVER_WATER =
      new WriteBufferWaterMark(8 * 1024, 16 * 1024);
  private static final int OBSERVER_SEND_BYTES = 8 * 1024;

  private final PushLoop loop;
  private final ChannelHandlerContext context;
  private final Connection connection;
  private final int most;
  private final Long2ObjectHashMap<Subscription> byId = new Long2ObjectHashMap<>();
  private final List<SaleSubscription> sales = new ArrayList<>();
  private final ArrayDeque<WatchSubscription> waiting = new ArrayDeque<>();
  private boolean hasJoined;

  // The loop's.
  int phase;
  int place;

  Subscriptions(
      final PushLoop loop,
      final ChannelHandlerContext context,
      final Connection connection,
      final int most) {
    this.loop = loop;
    this.context = context;
    this.connection = connection;
    this.most = most;
  }

  /**
   * Has little wait in the kernel for a connection that only listens: what waits there is old when
   * it is read.
   */
  static void keepShort(final ChannelConfig config) {
    config.setWriteBufferWaterMark(OBSERVER_WATER);
    config.setOption(ChannelOption.SO_SNDBUF, OBSERVER_SEND_BYTES);
  }

  /** Subscribes to a sale's numbers and writes them as they are, or says why not. */
  void subscribeSale(final long correlationId, final long sale) {
    final LatestUpdate latest = loop.source().board().find(sale);
    if (latest == null) {
      connection.answer(correlationId, Code.UNKNOWN_SALE);
    } else if (takePlace(correlationId)) {
      final SaleSubscription subscription = new SaleSubscription(correlationId, latest);
      subscription.index = sales.size();
      sales.add(subscription);
      add(subscription);
      send(subscription);
    }
  }

  /**
   * A subscription to a reservation or a ticket, which the request is to be put into the ring with;
   * null if it may not be had, and the client was told so.
   */
  WatchSubscription watch(final long correlationId) {
    if (!takePlace(correlationId)) {
      return null;
    }
    final WatchSubscription watch = new WatchSubscription(correlationId, this, connection, loop);
    add(watch);
    return watch;
  }

  /** Makes sure that there is room for one more under this id, or refuses it. */
  private boolean takePlace(final long correlationId) {
    if (byId.containsKey(correlationId)) {
      connection.onRefused(correlationId, Code.MALFORMED);
      return false;
    }
    if (byId.size() >= most || !loop.inAll().take()) {
      connection.onRefused(correlationId, Code.TOO_MANY_SUBSCRIPTIONS);
      return false;
    }
    return true;
  }

  private void add(final Subscription subscription) {
    byId.put(subscription.correlationId(), subscription);
    if (!hasJoined) {
      hasJoined = true;
      loop.join(this);
    }
  }

  /** Ends a subscription, if there is one under this id. */
  void unsubscribe(final long correlationId) {
    final Subscription subscription = byId.get(correlationId);
    if (subscription != null) {
      end(subscription);
    }
  }

  /** The connection is over. */
  void close() {
    for (final Subscription subscription : new ArrayList<>(byId.values())) {
      end(subscription);
    }
  }

  /** Ends a subscription that the other side may know of. */
  void end(final Subscription subscription) {
    if (subscription instanceof WatchSubscription watch) {
      loop.source().watches().end(watch);
    }
    forget(subscription);
  }

  private void forget(final Subscription subscription) {
    byId.remove(subscription.correlationId());
    loop.inAll().giveBack();
    if (subscription instanceof SaleSubscription sale) {
      final SaleSubscription moved = sales.remove(sales.size() - 1);
      if (moved != sale) {
        sales.set(sale.index, moved);
        moved.index = sale.index;
      }
    } else if (subscription instanceof WatchSubscription watch) {
      watch.isOver = true;
    }
    if (byId.isEmpty() && hasJoined) {
      hasJoined = false;
      loop.leave(this);
    }
  }

  /** Sends what is new, as much as there is room for. */
  void serve() {
    try {
      serveAll();
    } catch (final RuntimeException e) {
      connection.exceptionCaught(context, e);
    }
  }

  private void serveAll() {
    boolean sent = false;
    for (int i = sales.size() - 1; i >= 0; i--) {
      if (i < sales.size() && sales.get(i).cursor.isBehind(sales.get(i).latest) && hasRoom()) {
        send(sales.get(i));
        sent = true;
      }
    }
    while (!waiting.isEmpty() && hasRoom()) {
      final WatchSubscription watch = waiting.poll();
      watch.isWaiting = false;
      sent |= send(watch);
    }
    if (sent) {
      context.flush();
    }
  }

  /** There is something new for one of these, or it was refused. */
  void onChange(final WatchSubscription watch) {
    try {
      take(watch);
    } catch (final RuntimeException e) {
      connection.exceptionCaught(context, e);
    }
  }

  private void take(final WatchSubscription watch) {
    if (watch.isOver) {
      return;
    }
    if (watch.isRefused()) {
      forget(watch);
    } else if (!watch.isWaiting) {
      if (hasRoom()) {
        if (send(watch)) {
          context.flush();
        }
      } else {
        watch.isWaiting = true;
        waiting.add(watch);
      }
    }
  }

  private void send(final SaleSubscription sale) {
    write(sale.cursor.next(sale.latest, loop.scratch(), context.alloc()));
    if (sale.cursor.isLast()) {
      forget(sale);
    }
  }

  /** Whether there was something to send. */
  private boolean send(final WatchSubscription watch) {
    if (watch.isOver || !watch.cursor().isBehind(watch.update())) {
      return false;
    }
    write(watch.cursor().next(watch.update(), loop.scratch(), context.alloc()));
    if (watch.cursor().isLast()) {
      forget(watch);
    }
    return true;
  }

  /** Whether little enough waits to be sent. */
  private boolean hasRoom() {
    final Channel channel = context.channel();
    final long waitingBytes =
        channel.config().getWriteBufferHighWaterMark() - channel.bytesBeforeUnwritable();
    return channel.isActive() && waitingBytes < MOST_WAITING_BYTES;
  }

  /** A write that fails is reported by the void promise, so its future may go unread. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void write(final ByteBuf frame) {
    loop.counts().onUpdate();
    context.write(frame, context.voidPromise());
  }
}
