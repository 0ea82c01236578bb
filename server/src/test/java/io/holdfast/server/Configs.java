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
    return new NodeConfig(
        dataDir,
        host,
        port,
        durability,
        1_024,
        64,
        1 << 20,
        minFreeBytes,
        EngineConfig.forReservations(reservations),
        log::add,
        fatal::add,
        outageGraceMs,
        "tested");
  }

  Node start() {
    return Node.start(config());
  }
}
