package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import io.holdfast.tools.operate.Units;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reservation cancel}. */
@Command(
    name = "cancel",
    description = {
      "Take back units of a purchase: they can be sold again.",
      "Each call is a cancel of its own; parts add up. To repeat one, use its --id."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast reservation cancel 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason 'card reported"
          + " stolen'",
      "  holdfast reservation cancel 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --units 1 --reason"
          + " 'wrong size'"
    })
final class ReservationCancelCommand extends ReservationVerb {
  @Option(
      names = "--units",
      paramLabel = "N",
      converter = Units.OfReservation.class,
      description = "How many (all that are left of the purchase).")
  private Integer units;

  ReservationCancelCommand() {
    super("cancelled");
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    final String operatorName = author().operatorName();
    final String reason = author().reason();
    return units == null
        ? client.cancelAsOperator(id, reservation(), operatorName, reason)
        : client.cancelAsOperator(id, reservation(), units, operatorName, reason);
  }
}
