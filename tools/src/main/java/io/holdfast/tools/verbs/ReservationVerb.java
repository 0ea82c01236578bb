package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.IdText;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.Views;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** An operator's command on one reservation. */
abstract class ReservationVerb extends OperatorVerb {
  @Parameters(
      paramLabel = "ID",
      converter = IdText.class,
      description = "Id of the reservation, a UUID, as the storefront chose it.")
  private Id reservation;

  @Mixin private AuthorOptions.ReasonRequired author;

  private final String participle;

  /**
   * @param participle what becomes of it: "released"
   */
  ReservationVerb(final String participle) {
    this.participle = participle;
  }

  final Id reservation() {
    return reservation;
  }

  @Override
  final AuthorOptions author() {
    return author;
  }

  @Override
  final int report(final Output output, final Decision decision) {
    final Verdict verdict = decision.verdict();
    final JsonObject json = new JsonObject();
    json.addProperty("reservation", reservation.toString());
    json.addProperty("units", verdict.granted());
    json.addProperty("state", verdict.state().name());
    json.addProperty("available", Views.boxed(verdict.available()));
    decision.addTo(json);
    final String subject = "reservation " + reservation;
    final String units =
        verdict.granted() == 0 ? " without units" : ", units: " + verdict.granted();
    final String text =
        decision.text(subject + " " + participle + units, subject + " not " + participle);
    return Report.of(output, json, List.of(text), decision.isAccepted());
  }
}
