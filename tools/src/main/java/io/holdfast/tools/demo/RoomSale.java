package io.holdfast.tools.demo;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.AdmissionPolicy;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Ids;
import io.holdfast.client.LineInfo;
import io.holdfast.client.RoomSeed;
import io.holdfast.client.Verdict;
import io.holdfast.client.WaitingRoom;
import io.holdfast.tools.cli.OperatorMistake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The operator's part of the waiting-room demo. */
final class RoomSale {
  static final long SALE = 1;
  static final long ITEM = 1;

  private static final String WHO = "demo";

  private final HoldfastClient client;

  RoomSale(final HoldfastClient client) {
    this.client = client;
  }

  /** Creates the sale, SCHEDULED, with its stock. */
  void create(final RoomPlan plan) {
    final AdmissionPolicy policy =
        new AdmissionPolicy(
            plan.admissionPerSecond(),
            plan.maxActive(),
            plan.finishMs(),
            RoomPlan.ADMIT_PERMILLE,
            RoomPlan.RETURN_PERMILLE,
            RoomPlan.UNITS_PER_BUYER);
    final CreateSaleRequest request =
        CreateSaleRequest.builder(Ids.next(), SALE)
            .name("waiting-room demo")
            .holdMs(plan.holdMs())
            .paymentMs(plan.paymentMs())
            .buyerLimit(RoomPlan.BUYER_LIMIT)
            .waitingRoom(WaitingRoom.of(RoomSeed.random()).withPolicy(policy))
            .operatorName(WHO)
            .reason("a sale with a waiting room")
            .build();
    require(client.createSale(request), "create the sale");
    require(
        client.adjustStock(
            AdjustStockRequest.add(Ids.next(), SALE, ITEM, plan.stock()).because(WHO, "stock")),
        "stock the sale");
  }

  void open() {
    require(client.openSale(Ids.next(), SALE, WHO, "it is time"), "open the sale");
  }

  void close() {
    require(client.closeSale(Ids.next(), SALE, WHO, "everything is sold"), "close the sale");
  }

  LineInfo line() {
    return client.line(SALE, ITEM).join();
  }

  private static void require(final CompletableFuture<Verdict> answer, final String what) {
    try {
      final Verdict verdict = answer.join();
      if (!verdict.isAccepted()) {
        throw new OperatorMistake("cannot " + what + ": " + verdict.code());
      }
    } catch (final CompletionException e) {
      throw new OperatorMistake("cannot " + what + ": " + e.getCause().getMessage(), e);
    }
  }
}
