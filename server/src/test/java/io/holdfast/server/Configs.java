package io.holdfast.server;

import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tests change about a node, and what the node said. */
final class Configs {
  final List<String> log = new CopyOnWriteArrayList<>();
  final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final Path dataDir;
  String host = "127.0.0.1";
  int port;
  NodeAccess access = NodeAccess.LOOPBACK;
  Durability durability = Durability.JOURNALED;
  long minFreeBytes;
  int reservations = 1_000;
  long outageGraceMs = NodeConfig.DEFAULT_OUTAGE_GRACE_MS;

  Configs(final Path dataDir) {
    this.dataDir = dataDir;
  }

  Path dataDir() {
    return dataDir;
  }

  NodeConfig config() {
    return NodeConfig.builder(dataDir)
        .listen(host, port)
        .durability(durability)
        .slots(1_024, 64)
        .segmentBytes(1 << 20)
        .minFreeBytes(minFreeBytes)
        .engine(EngineConfig.forReservations(reservations))
        .log(log::add)
        .fatal(fatal::add)
        .outageGraceMs(outageGraceMs)
        .version("tested")
        .access(access)
        .build();
  }

  Node start() {
    return Node.start(config());
  }
}
