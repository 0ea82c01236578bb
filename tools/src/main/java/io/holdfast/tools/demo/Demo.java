package io.holdfast.tools.demo;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.LineInfo;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Journal;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.Role;
import io.holdfast.server.Node;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.judge.JournalVerifier;
import io.holdfast.tools.judge.VerifyResult;
import io.holdfast.tools.mix.OwnSale;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs a node in a directory of its own, sells a stock to a crowd through its gateway, and has the
 * journal judged.
 */
final class Demo {
  private static final String HOST = "127.0.0.1";
  private static final long ITEM = 1;
  private static final long HOLD_MS = 10 * 60 * 1_000L;

  private final Path directory;
  private final int stock;
  private final int buyers;
  private final Consumer<String> progress;
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();

  Demo(final Path directory, final int stock, final int buyers, final Consumer<String> progress) {
    this.directory = directory;
    this.stock = stock;
    this.buyers = buyers;
    this.progress = progress;
  }

  DemoResult run() {
    final Crowd.Outcome outcome;
    final LineInfo line;
    try (Node node = Node.start(config())) {
      final String address = HOST + ":" + node.port();
      progress.accept("node on " + address + ", journal in " + directory);
      try (HoldfastClient client =
          HoldfastClient.connect(ClientConfig.of(address, "holdfast demo", Role.OPERATOR))) {
        final OwnSale sale = OwnSale.open(client, "demo", "demo", HOLD_MS);
        sale.stock(ITEM, stock);
        progress.accept(
            String.format("sale open: %,d units, %,d buyers at the door", stock, buyers));
        outcome =
            new Crowd(sale.sale(), ITEM, buyers, stock, progress)
                .run(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
        line = client.line(sale.sale(), ITEM).join();
      }
    }
    if (fatal.get() != null) {
      throw new IllegalStateException("the node failed", fatal.get());
    }
    progress.accept("node stopped; judging every recorded outcome with the plain model");
    return new DemoResult(stock, buyers, line, outcome, verify());
  }

  private VerifyResult verify() {
    final Path path =
        DataDirectory.findJournal(directory)
            .orElseThrow(() -> new OperatorMistake(directory + ": the journal is gone"));
    try (Journal journal = ChronicleJournal.openReadOnly(path)) {
      return JournalVerifier.verify(
          journal, new SequenceProgress(progress, "judging", System::nanoTime));
    }
  }

  private NodeConfig config() {
    return new NodeConfig(
        directory,
        HOST,
        0,
        Durability.JOURNALED,
        NodeConfig.DEFAULT_RING_SLOTS,
        NodeConfig.DEFAULT_LARGEST_WINDOW_SLOTS,
        NodeConfig.DEFAULT_SEGMENT_BYTES,
        NodeConfig.DEFAULT_MIN_FREE_BYTES,
        EngineConfig.forReservations(NodeConfig.reservationsFor(Runtime.getRuntime().maxMemory())),
        line -> {},
        fatal::set);
  }
}
