package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import org.junit.jupiter.api.Test;

/** Who does not read gets fewer updates, never a gap, and costs a bounded number of bytes. */
final class SlowSubscriberTest {
  private static final int RECEIVE_BYTES = 4 * 1024;

  /** Far above what kernel and gateway keep for one observer, far below what it missed. */
  private static final int MOST_UNREAD_BYTES = 256 * 1024;

  private static final int FRAME_BYTES = 100;
  private static final int STANDSTILL = 2_000;

  private final TestNode node = TestNode.pushing(8, 3, 5);
  private long changes;

  @Test
  void whatItMissedIsInOneUpdateWhenItReadsAgain() {
    try (RawClient shop = node.connect();
        RawClient lazy = new RawClient(node.gateway.port(), RECEIVE_BYTES)) {
      shop.hello(64);
      lazy.hello(Role.OBSERVER, 0);
      lazy.send(shop.frames.subscribeSale(7, 1));
      final long[] sent = {0, 0};
      Await.until(
          "there is no room for another update",
          () -> {
            reserve(shop);
            final long now = node.gateway.counts().updates();
            sent[1] = now == sent[0] ? sent[1] + 1 : 0;
            sent[0] = now;
            return sent[1] == STANDSTILL;
          });
      assertThat(sent[0] * FRAME_BYTES).isLessThan(MOST_UNREAD_BYTES);
      assertThat(sent[0]).isLessThan(changes);
      assertChain(lazy);
      // And what comes from here on is on time again.
      reserve(shop);
      assertThat(lazy.saleUpdate().held()).isEqualTo(changes);
    } finally {
      node.close();
    }
  }

  private void assertChain(final RawClient lazy) {
    SaleUpdateDecoder update = lazy.saleUpdate();
    assertThat(update.fromSequence()).isEqualTo(-1);
    long longest = 0;
    while (update.held() < changes) {
      final long sequence = update.sequence();
      update = lazy.saleUpdate();
      assertThat(update.fromSequence()).isEqualTo(sequence);
      longest = Math.max(longest, update.sequence() - sequence);
    }
    assertThat(longest).as("the longest leap").isGreaterThanOrEqualTo(STANDSTILL);
  }

  private void reserve(final RawClient shop) {
    changes++;
    shop.send(shop.frames.reserve(changes));
    shop.assertVerdict(changes, Code.ACCEPTED);
  }
}
