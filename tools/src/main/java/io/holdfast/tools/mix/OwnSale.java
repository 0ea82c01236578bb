package io.holdfast.tools.mix;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.OperatorMistake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/** A sale that a tool creates and opens for itself. */
public final class OwnSale {
  /** Sale ids are kept to 53 bits, so that every JSON reader holds them exactly. */
  private static final long SALE_IDS = 1L << 53;

  private final HoldfastClient client;
  private final String who;
  private final long sale;

  private OwnSale(final HoldfastClient client, final String who, final long sale) {
    this.client = client;
    this.who = who;
    this.sale = sale;
  }

  /** Creates and opens a sale without limits under a new id. */
  public static OwnSale open(
      final HoldfastClient client, final String name, final String who, final long holdMs) {
    final long sale = ThreadLocalRandom.current().nextLong(1, SALE_IDS);
    final OwnSale own = new OwnSale(client, who, sale);
    final CreateSaleRequest.Builder request =
        CreateSaleRequest.builder(Ids.next(), sale)
            .name(name)
            .holdMs(holdMs)
            .maxHoldMs(holdMs)
            .operatorName(who)
            .reason("opened by the tool for itself");
    own.require(client.createSale(request.build()), "create the sale");
    final Id command = Ids.next();
    own.require(
        client.openSale(command, sale, who, "opened by the tool for itself"), "open the sale");
    return own;
  }

  /** Id of the sale. */
  public long sale() {
    return sale;
  }

  /** Puts units into a line, creating it. */
  public void stock(final long item, final long units) {
    final AdjustStockRequest request =
        AdjustStockRequest.add(Ids.next(), sale, item, units)
            .because(who, "stock of the tool's sale");
    require(client.adjustStock(request), "stock the sale");
  }

  private void require(final CompletableFuture<Verdict> answer, final String what) {
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
