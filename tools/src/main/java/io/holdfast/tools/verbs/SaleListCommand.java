package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.SaleInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.Views;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sale list}. */
@Command(
    name = "list",
    description = "List all sales in order of creation, with the sums over their lines.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale list --json")
final class SaleListCommand implements Callable<Integer> {
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    return Inquiry.run(
        node,
        output,
        "the list of sales",
        desk -> {
          final List<SaleInfo> sales = desk.ask(HoldfastClient::listSales);
          output.result(Views.sales(sales), Views.salesText(sales));
        });
  }
}
