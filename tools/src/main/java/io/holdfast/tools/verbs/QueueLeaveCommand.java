package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Verdict;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code queue leave}. */
@Command(
    name = "leave",
    description = "Give a buyer's ticket back; what the buyer holds is kept.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast queue leave 7 --buyer 42")
final class QueueLeaveCommand extends QueueVerb {
  QueueLeaveCommand() {
    super("left");
  }

  @Override
  CompletableFuture<Verdict> send(
      final HoldfastClient client, final long saleId, final long buyerId) {
    return client.leaveQueue(saleId, buyerId);
  }
}
