package io.holdfast.tools.verbs;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.UpdateSaleRequest;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.PolicyOptions;
import io.holdfast.tools.operate.RoomOptions;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sale update}. */
@Command(
    name = "update",
    description = {
      "Change what is given of a sale, and nothing else.",
      "It acts on later holds and checks; a grace acts at once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast sale update 7 --hold 5m --buyer-limit 2 --reason 'a bigger crowd than we thought'",
      "  holdfast sale update 7 --admit-per-second 500",
      "  holdfast sale update 7 --closes-at none --grace-until +30m"
    })
final class SaleUpdateCommand extends SaleVerb {
  @Mixin private PolicyOptions policy;
  @Mixin private RoomOptions room;

  SaleUpdateCommand() {
    super("updated");
  }

  @Override
  void check() {
    if (!policy.isAnyGiven() && !room.isAnyGiven()) {
      throw new OperatorMistake(
          "nothing to change: say what, such as --hold 5m; see 'holdfast sale update --help'");
    }
  }

  @Override
  CompletableFuture<Verdict> send(final HoldfastClient client, final Id id, final long nowMs) {
    return client.updateSale(
        new UpdateSaleRequest(
            id,
            sale(),
            policy.opensAtMs(nowMs),
            policy.closesAtMs(nowMs),
            policy.graceUntilMs(nowMs),
            policy.holdMs(),
            policy.paymentMs(),
            policy.maxHoldMs(),
            policy.retentionMs(),
            policy.buyerLimit(),
            policy.buyerLineLimit(),
            policy.groupLimit(),
            policy.groupLineLimit(),
            room.admissionPerSecond(),
            room.maxActive(),
            room.finishMs(),
            room.admitPermille(),
            room.returnPermille(),
            room.unitsPerBuyer(),
            author().operatorName(),
            author().reason()));
  }
}
