package io.holdfast.tools;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.HoldfastClient;
import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.Role;
import io.holdfast.server.Node;
import io.holdfast.server.NodeConfig;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** A small JOURNALED node on a free port, inside the test. */
public final class TestNode implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int RESERVATIONS = 10_000;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private final Node node;

  /**
   * Starts it.
   *
   * @param dataDir where its journal is
   */
  public TestNode(final Path dataDir) {
    node =
        Node.start(
            NodeConfig.builder(dataDir)
                .listen(HOST, 0)
                .slots(1_024, 256)
                .minFreeBytes(0)
                .engine(EngineConfig.forReservations(RESERVATIONS))
                .fatal(fatal::set)
                .build());
  }

  /** For {@code --connect}. */
  public String address() {
    return HOST + ":" + node.port();
  }

  /** A client of it. */
  public HoldfastClient connect() {
    return HoldfastClient.connect(ClientConfig.of(address(), "test", Role.OPERATOR));
  }

  @Override
  public void close() {
    node.close();
    if (fatal.get() != null) {
      throw new AssertionError("the node failed", fatal.get());
    }
  }
}
