package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Verdict;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code queue join}. */
@Command(
    name = "join",
    description = {
      "Take a ticket for a buyer. Who has one that waits or is admitted keeps it.",
      "Whose ticket has ended gets a new one, at the end of the line."
    },
    footerHeading = "%nExample:%n",
    footer = "  holdfast queue join 7 --buyer 42")
final class QueueJoinCommand extends QueueVerb {
  QueueJoinCommand() {
    super("joined");
  }

  @Override
  CompletableFuture<Verdict> send(
      final HoldfastClient client, final long saleId, final long buyerId) {
    return client.joinQueue(saleId, buyerId);
  }
}
