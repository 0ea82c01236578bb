package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.SaleId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sale close}. */
@Command(
    name = "close",
    description =
        "Close a sale now, for good; live holds keep their deadlines and can still be paid.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale close 7 --reason 'wrong prices'")
final class SaleCloseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.")
  private String reason;

  @Mixin private AuthorOptions author;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Id id = author.id();
    final Decision decision;
    try (Desk desk = node.open()) {
      decision =
          new Decision(
              id,
              desk.send(id, client -> client.closeSale(id, sale, author.operatorName(), reason)));
    }
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale);
    decision.addTo(json);
    final String text = decision.text("sale " + sale + " closed", "sale " + sale + " not closed");
    return Report.of(outputOptions.output(), json, List.of(text), decision.isAccepted());
  }
}
