package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More connections than there are windows: the rest is told, and nobody is disturbed. */
final class ManyConnectionsTest {
  private static final int CONNECTIONS = 5_000;

  /** Both ends are in this process, which has some of its own. */
  private static final int FILES_NEEDED = 2 * CONNECTIONS + 500;

  /** Class files and the like that are opened meanwhile. */
  private static final int FILES_BESIDES = 50;

  private static final long MEMORY_BYTES = 64L << 20;
  private static final int RING_SLOTS = 1 << 14;
  private static final int WINDOWS = WindowPool.maxConnections(RING_SLOTS);

  @Test
  void fiveThousandAtOnce() {
    final UnixOperatingSystemMXBean system = system();
    assumeThat(system.getMaxFileDescriptorCount())
        .as("open files this process may have (ulimit -n); the test needs %d", FILES_NEEDED)
        .isGreaterThan(FILES_NEEDED);
    try (TestNode node = TestNode.start(RING_SLOTS, WindowPool.SMALLEST_WINDOW);
        Neighbour neighbour = new Neighbour(node)) {
      neighbour.assertUndisturbed();
      final long filesBefore = system.getOpenFileDescriptorCount();
      final long memoryBefore = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
      final List<RawClient> clients = new ArrayList<>(CONNECTIONS);
      for (int i = 0; i < CONNECTIONS; i++) {
        final RawClient client = node.connect();
        client.send(client.frames.hello(Role.STOREFRONT, WindowPool.SMALLEST_WINDOW));
        clients.add(client);
      }
      int welcome = 0;
      for (final RawClient client : clients) {
        if (client.isWelcomeOr(Code.NO_WINDOW_LEFT)) {
          welcome++;
        }
      }
      assertThat(welcome).isEqualTo(WINDOWS - 1);
      neighbour.assertUndisturbed();
      assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - memoryBefore)
          .isLessThan(MEMORY_BYTES);
      clients.forEach(RawClient::close);
      node.awaitConnections(1);
      Await.until(
          "the open files are those of before",
          () -> system.getOpenFileDescriptorCount() <= filesBefore + FILES_BESIDES);
      neighbour.assertUndisturbed();
    }
  }

  private static UnixOperatingSystemMXBean system() {
    final var system = ManagementFactory.getOperatingSystemMXBean();
    assumeThat(system).isInstanceOf(UnixOperatingSystemMXBean.class);
    return (UnixOperatingSystemMXBean) system;
  }
}
