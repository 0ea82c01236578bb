package io.holdfast.tools.demo;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.LineInfo;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.mix.OwnSale;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Runs a node in a directory of its own, sells a stock to a crowd through its gateway, and has the
 * journal judged.
 */
final class Demo {
  private static final long ITEM = 1;
  private static final long HOLD_MS = 10 * 60 * 1_000L;

  private final Path directory;
  private final int stock;
  private final int buyers;
  private final Consumer<String> progress;

  Demo(final Path directory, final int stock, final int buyers, final Consumer<String> progress) {
    this.directory = directory;
    this.stock = stock;
    this.buyers = buyers;
    this.progress = progress;
  }

  DemoResult run() {
    final Crowd.Outcome outcome;
    final LineInfo line;
    final int maxReservations = NodeConfig.reservationsFor(Runtime.getRuntime().maxMemory());
    try (DemoNode node = new DemoNode(directory, maxReservations);
        HoldfastClient client = node.connectOperator()) {
      progress.accept("node on " + node.address() + ", journal in " + directory);
      final OwnSale sale = OwnSale.open(client, "demo", "demo", HOLD_MS);
      sale.stock(ITEM, stock);
      progress.accept(String.format("sale open: %,d units, %,d buyers at the door", stock, buyers));
      outcome = new Crowd(sale.sale(), ITEM, buyers, stock, progress).run(node.socketAddress());
      line = client.line(sale.sale(), ITEM).join();
    }
    progress.accept("node stopped; judging every recorded outcome with the plain model");
    return new DemoResult(stock, buyers, line, outcome, DemoNode.verify(directory, progress));
  }
}
