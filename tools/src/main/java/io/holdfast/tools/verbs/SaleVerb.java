package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.SaleId;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An operator command on a sale that is there. */
abstract class SaleVerb extends OperatorVerb {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Mixin private AuthorOptions.ReasonOptional author;

  private final String participle;

  /**
   * @param participle what becomes of the sale: "opened"
   */
  SaleVerb(final String participle) {
    this.participle = participle;
  }

  final long sale() {
    return sale;
  }

  /** Adds what the operator asked for beyond the sale's number. */
  void addTo(final JsonObject json) {}

  /** The same for people, behind what became of the sale. */
  String detail() {
    return "";
  }

  @Override
  final AuthorOptions author() {
    return author;
  }

  @Override
  final int report(final Output output, final Decision decision) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale);
    addTo(json);
    decision.addTo(json);
    final String subject = "sale " + sale;
    final String text =
        decision.text(subject + " " + participle + detail(), subject + " not " + participle);
    return Report.of(output, json, List.of(text), decision.isAccepted());
  }
}
