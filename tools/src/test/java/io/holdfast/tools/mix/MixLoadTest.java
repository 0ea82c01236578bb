package io.holdfast.tools.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestDir;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.NodeAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A load waits for its last answers before it says what came of it. */
final class MixLoadTest {
  private static final LoadOptions OPTIONS = new LoadOptions(4, 64, 0, 0, 1, 1_000);

  private static final SessionConfig SESSION = SessionConfig.of("load", Role.STOREFRONT);

  private static final long ITEM = 1;
  private static final long UNITS = 1_000_000_000L;
  private static final long DAY_MS = 86_400_000L;

  @Test
  void countsAnAnswerForEveryCommand(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir);
        HoldfastClient client = node.connect()) {
      final OwnSale sale = OwnSale.open(client, "load", "test", DAY_MS);
      sale.stock(ITEM, UNITS);
      final InetSocketAddress address = new NodeAddress().convert(node.address());

      final LoadResult result = MixLoad.run(address, SESSION, OPTIONS, sale.sale(), ITEM);

      assertThat(result.offered()).isPositive();
      assertThat(result.accepted()).isGreaterThanOrEqualTo(result.offered());
      assertThat(result.failed()).isZero();
    }
  }
}
