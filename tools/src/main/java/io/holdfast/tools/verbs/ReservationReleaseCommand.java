package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code reservation release}. */
@Command(
    name = "release",
    description = "Give back a hold, also one being paid for, or end the wait of an entry.",
    footerHeading = "%nExample:%n",
    footer =
        "  holdfast reservation release 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason 'asked by phone'")
final class ReservationReleaseCommand extends ReservationVerb {
  ReservationReleaseCommand() {
    super("released");
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    return client.releaseAsOperator(id, reservation(), author().operatorName(), author().reason());
  }
}
