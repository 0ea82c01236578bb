package io.holdfast.tools.demo;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.LineInfo;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A sale with a waiting room from its creation to the last unit, through a node's gateway; then the
 * order is checked from what the buyers saw, and the journal judged.
 */
final class RoomDemo {
  /** Beyond the tickets, for everything that becomes of them. */
  private static final int RESERVATIONS_BESIDE = 100_000;

  private final Path directory;
  private final RoomPlan plan;
  private final Consumer<String> progress;

  RoomDemo(final Path directory, final RoomPlan plan, final Consumer<String> progress) {
    this.directory = directory;
    this.plan = plan;
    this.progress = progress;
  }

  RoomResult run() {
    final long startNs = System.nanoTime();
    final RoomCrowd.Outcome outcome;
    final LineInfo line;
    try (DemoNode node = new DemoNode(directory, plan.buyers() + RESERVATIONS_BESIDE);
        HoldfastClient client = node.connectOperator();
        RoomCrowd crowd = new RoomCrowd(plan, RoomSale.SALE, RoomSale.ITEM, progress)) {
      progress.accept("node on " + node.address() + ", journal in " + directory);
      final RoomSale sale = new RoomSale(client);
      sale.create(plan);
      plan.toText().forEach(progress);
      final RoomReport before = crowd.connect(node.socketAddress());
      requireHidden(before);
      progress.accept(
          "the order's seed is secret until the opening; its SHA-256: " + before.seedHash());
      final double joinSeconds = secondsOf(crowd::join);
      progress.accept(
          String.format(
              "%,d tickets taken before the opening, in %.1f s", plan.early(), joinSeconds));
      sale.open();
      final double shopSeconds = secondsOf(crowd::shop);
      progress.accept(String.format("all sold and settled %.1f s after the opening", shopSeconds));
      outcome = crowd.lookBack(before.seedHash());
      progress.accept(String.format("all %,d tickets were asked again", plan.buyers()));
      sale.close();
      line = sale.line();
    }
    final double seconds = (System.nanoTime() - startNs) / 1e9;
    progress.accept("node stopped; judging every recorded outcome with the plain model");
    return new RoomResult(plan, line, outcome, seconds, DemoNode.verify(directory, progress));
  }

  private static void requireHidden(final RoomReport before) {
    if (before.state() != SaleState.SCHEDULED || before.isOpened() || !before.seed().isEmpty()) {
      throw new OperatorMistake("the node shows the seed before the opening");
    }
  }

  private static double secondsOf(final Runnable phase) {
    final long startNs = System.nanoTime();
    phase.run();
    return (System.nanoTime() - startNs) / 1e9;
  }
}
