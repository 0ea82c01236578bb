package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.QueryFailedException;
import io.holdfast.client.SaleInfo;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.Desk;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code sale resume}. */
@Command(
    name = "resume",
    description = "Let a paused sale go on.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast sale resume 7 --reason 'payment provider is back'")
final class SaleResumeCommand extends SaleVerb {
  SaleResumeCommand() {
    super("resumed");
  }

  /** The command opens a scheduled sale as well; who says resume does not mean that. */
  @Override
  void look(final Desk desk) {
    final SaleInfo info;
    try {
      info = desk.ask(client -> client.sale(sale()));
    } catch (final QueryFailedException e) {
      if (e.verdict().code() == Code.UNKNOWN_SALE) {
        return; // The command's own verdict says so.
      }
      throw e;
    }
    if (info.state() == SaleState.SCHEDULED) {
      throw new OperatorMistake(
          String.format(
              "sale %1$d is SCHEDULED, so there is nothing to resume; to open it now: holdfast sale"
                  + " open %1$d",
              sale()));
    }
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    return client.resumeSale(id, sale(), author().operatorName(), author().reason());
  }
}
