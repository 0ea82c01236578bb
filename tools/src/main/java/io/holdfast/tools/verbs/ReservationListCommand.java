package io.holdfast.tools.verbs;

import io.holdfast.client.BuyerInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.BuyerOption;
import io.holdfast.tools.operate.BuyerViews;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.SaleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reservation list}. */
@Command(
    name = "list",
    description = "List what a buyer holds and waits for in a sale, newest first.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast reservation list --sale 7 --buyer 42")
final class ReservationListCommand implements Callable<Integer> {
  @Option(
      names = "--sale",
      paramLabel = "S",
      required = true,
      converter = SaleId.class,
      description = "Number of the sale.")
  private long sale;

  @Mixin private BuyerOption buyer;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    return Inquiry.run(
        node,
        output,
        "buyer " + buyer.buyer() + " in sale " + sale,
        desk -> {
          final BuyerInfo info = desk.ask(client -> client.buyer(sale, buyer.buyer()));
          output.result(BuyerViews.buyer(info), BuyerViews.buyerText(info));
        });
  }
}
