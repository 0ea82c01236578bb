package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code sale open}. */
@Command(
    name = "open",
    description = "Open a scheduled sale now; a paused one goes on.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale open 7")
final class SaleOpenCommand extends SaleVerb {
  SaleOpenCommand() {
    super("opened");
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    return client.openSale(id, sale(), author().operatorName(), author().reason());
  }
}
