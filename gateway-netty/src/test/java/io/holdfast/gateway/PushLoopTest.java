package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many subscriptions of one loop are served without holding it up, and without a pause. */
final class PushLoopTest {
  private static final int SUBSCRIBERS = 100;

  /** One phase, and more time than all of them take by the clock below. */
  private static final int INTERVAL_MS = 9;

  private final TestNode node = TestNode.start();
  private final GatewayCounts counts = new GatewayCounts();
  private final Neighbour neighbour = new Neighbour();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(neighbour, new ChannelInboundHandlerAdapter());
  private final PushLoop loop =
      new PushLoop(
          channel.eventLoop(),
          new PushSource(node.pipeline.board(), node.watches),
          new PushConfig(INTERVAL_MS, SUBSCRIBERS, 1, 1, SUBSCRIBERS),
          new Ceiling(SUBSCRIBERS),
          counts,
          this::nanoTime);
  private long nowNs;

  /** Between two looks at the clock more than half a slice has passed. */
  private long nanoTime() {
    nowNs += PushLoop.SLICE_NS * 2 / 3;
    return nowNs;
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    node.close();
  }

  @Test
  void whatComesMeanwhileWaitsForOneSliceAndTheRestFollowsAtOnce() {
    channel.freezeTime();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      loop.open(channel.pipeline().lastContext(), Role.OBSERVER, null).subscribeSale(1, 1);
    }
    channel.flush();
    assertThat(counts.updates()).isEqualTo(SUBSCRIBERS);
    reserve();
    neighbour.comesWithTheNextWrite = true;

    passAnInterval();
    passAnInterval();

    assertThat(neighbour.servedBefore - SUBSCRIBERS)
        .isPositive()
        .isLessThanOrEqualTo(2 * PushLoop.SERVED_BETWEEN_LOOKS);
    assertThat(counts.updates()).isEqualTo(2 * SUBSCRIBERS);
  }

  private void passAnInterval() {
    nowNs += TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
    channel.advanceTimeBy(INTERVAL_MS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private void reserve() {
    try (RawClient shop = node.connect()) {
      shop.hello(64);
      shop.send(shop.frames.reserve(1));
      shop.assertVerdict(1, Code.ACCEPTED);
    }
  }

  /** Something else that the loop has to do, once an update is being written. */
  private final class Neighbour extends ChannelDuplexHandler {
    private boolean comesWithTheNextWrite;
    private long servedBefore;

    @Override
    public void write(
        final ChannelHandlerContext context, final Object message, final ChannelPromise promise)
        throws Exception {
      if (comesWithTheNextWrite) {
        comesWithTheNextWrite = false;
        final Future<?> unused =
            context
                .executor()
                .schedule(() -> servedBefore = counts.updates(), 0, TimeUnit.NANOSECONDS);
      }
      super.write(context, message, promise);
    }
  }
}
