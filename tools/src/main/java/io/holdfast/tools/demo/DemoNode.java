package io.holdfast.tools.demo;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.HoldfastClient;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.Journal;
import io.holdfast.protocol.codec.Role;
import io.holdfast.server.Node;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.judge.JournalFiles;
import io.holdfast.tools.judge.JournalVerifier;
import io.holdfast.tools.judge.VerifyResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A node in a directory of its own, for as long as a demo lasts, and the judgement of its journal
 * afterwards.
 */
final class DemoNode implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private final Node node;

  DemoNode(final Path directory, final int maxReservations) {
    node =
        Node.start(
            NodeConfig.builder(directory)
                .listen(HOST, 0)
                .engine(EngineConfig.forReservations(maxReservations))
                .fatal(fatal::set)
                .build());
  }

  String address() {
    return HOST + ":" + node.port();
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port());
  }

  HoldfastClient connectOperator() {
    return HoldfastClient.connect(ClientConfig.of(address(), "holdfast demo", Role.OPERATOR));
  }

  /** Stops the node; nothing may have gone wrong in it. */
  @Override
  public void close() {
    node.close();
    if (fatal.get() != null) {
      throw new IllegalStateException("the node failed", fatal.get());
    }
  }

  /** Has every recorded outcome judged with the plain model. */
  static VerifyResult verify(final Path directory, final Consumer<String> progress) {
    try (Journal journal = JournalFiles.openReadOnly(directory)) {
      return JournalVerifier.verify(
          journal, new SequenceProgress(progress, "judging", System::nanoTime));
    }
  }
}
