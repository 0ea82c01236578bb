package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code sale close}. */
@Command(
    name = "close",
    description =
        "Close a sale now, for good; live holds keep their deadlines and can still be paid.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale close 7 --reason 'wrong prices'")
final class SaleCloseCommand extends SaleVerb {
  SaleCloseCommand() {
    super("closed");
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    return client.closeSale(id, sale(), author().operatorName(), author().reason());
  }
}
