package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.DurationText;
import io.holdfast.tools.operate.Moment;
import io.holdfast.tools.operate.Views;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sale pause}. */
@Command(
    name = "pause",
    description = {
      "Pause an open sale: nothing is reserved, extended or admitted until 'sale resume'.",
      "Payments, confirms, releases and cancels go on. Deadlines pass unless there is a grace."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast sale pause 7 --grace 15m --reason 'payment provider is down'",
      "  holdfast sale pause 7 --grace-until 2026-11-27T12:00:00Z"
    })
final class SalePauseCommand extends SaleVerb {
  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "No hold, payment or session lapses for so long, from now on.")
  private Duration grace;

  @Option(
      names = "--grace-until",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description = "The same until then: 2026-11-27T12:00:00Z; none takes a grace back.")
  private Moment graceUntil;

  /** As sent; set while sending. */
  private OptionalLong graceUntilMs = OptionalLong.empty();

  SalePauseCommand() {
    super("paused");
  }

  @Override
  void check() {
    if (grace != null && graceUntil != null) {
      throw new OperatorMistake("--grace and --grace-until: choose one");
    }
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    final Moment until = grace == null ? graceUntil : Moment.in(grace);
    graceUntilMs = until == null ? OptionalLong.empty() : OptionalLong.of(until.toMs(nowMs));
    return client.pauseSale(id, sale(), graceUntilMs, author().operatorName(), author().reason());
  }

  @Override
  void addTo(final JsonObject json) {
    json.addProperty("graceUntilMs", Views.boxed(graceUntilMs));
  }

  @Override
  String detail() {
    if (graceUntilMs.isEmpty()) {
      return "; live holds keep their deadlines";
    }
    return graceUntilMs.getAsLong() == 0
        ? "; deadlines pass as usual"
        : "; nothing lapses before " + Views.time(graceUntilMs, "");
  }
}
