package io.holdfast.tools.verbs;

import io.holdfast.client.SaleUpdate;
import io.holdfast.client.Subscription;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.UpdateQueue;
import io.holdfast.tools.operate.UpdateViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sale watch}. */
@Command(
    name = "watch",
    description = {
      "Show a sale's numbers, a line now and whenever they have changed.",
      "Goes on until Ctrl-C, or until the sale is forgotten."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast sale watch 7",
      "  holdfast sale watch 7 --json --count 1",
      "",
      "Exit code 1 if there is no such sale, 2 if the node ends or does not answer."
    })
final class SaleWatchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many lines (as many as come).")
  private Long count;

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (count != null && count < 1) {
      throw new OperatorMistake("--count: must be at least 1, not " + count);
    }
    final Output output = outputOptions.output();
    return Inquiry.run(node, output, "sale " + sale, desk -> watch(desk, output));
  }

  private void watch(final Desk desk, final Output output) {
    final UpdateQueue updates = new UpdateQueue();
    final Subscription subscription = desk.ask(client -> client.watchSale(sale, updates));
    try {
      SaleUpdate update = updates.take();
      long shown = 1;
      output.update(UpdateViews.sale(update), UpdateViews.saleText(update));
      while (!update.last() && (count == null || shown < count)) {
        update = updates.take();
        output.update(UpdateViews.sale(update), UpdateViews.saleText(update));
        shown++;
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake("interrupted", e);
    } finally {
      subscription.close();
    }
  }
}
