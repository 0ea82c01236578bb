package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.LineInfo;
import io.holdfast.client.SaleInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stock list}. */
@Command(
    name = "list",
    description = "Count the units of every item: received = available + held + sold.",
    footerHeading = "%nExamples:%n",
    footer = {"  holdfast stock list 7", "  holdfast stock list --json"})
final class StockListCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SALE",
      arity = "0..1",
      converter = SaleId.class,
      description = "Number of the sale; else of all sales.")
  private Long sale;

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    return Inquiry.run(
        node,
        output,
        sale == null ? "the stock of all sales" : "sale " + sale,
        desk -> {
          final List<LineInfo> lines =
              sale == null ? ofAll(desk) : desk.ask(client -> client.listLines(sale));
          output.result(Views.lines(lines), Views.linesText(lines));
        });
  }

  private static List<LineInfo> ofAll(final Desk desk) {
    final List<LineInfo> lines = new ArrayList<>();
    for (final SaleInfo info : desk.ask(HoldfastClient::listSales)) {
      lines.addAll(desk.ask(client -> client.listLines(info.sale())));
    }
    return lines;
  }
}
