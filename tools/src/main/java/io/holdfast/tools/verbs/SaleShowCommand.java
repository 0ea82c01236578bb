package io.holdfast.tools.verbs;

import io.holdfast.client.SaleInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.Views;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sale show}. */
@Command(
    name = "show",
    description = "Show one sale.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale show 7")
final class SaleShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    return Inquiry.run(
        node,
        output,
        "sale " + sale,
        desk -> {
          final SaleInfo info = desk.ask(client -> client.sale(sale));
          output.result(Views.sale(info), Views.saleText(info));
        });
  }
}
