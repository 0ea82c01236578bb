package io.holdfast.tools.load;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Ids;
import io.holdfast.client.QueryFailedException;
import io.holdfast.client.SaleInfo;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.cli.OperatorMistake;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The sale a load is driven into: one of its own, or one that is there. */
public final class LoadSale {
  private static final long HOLD_MS = TimeUnit.HOURS.toMillis(24);
  private static final int BITS_EVERY_JSON_READER_HOLDS = 53;
  private static final String OPERATOR = "load";
  private static final String REASON = "a sale of its own";

  private LoadSale() {}

  /**
   * Creates and opens a sale without limits whose holds live 24 hours.
   *
   * @return its id: random, of 53 bits, so that every JSON reader holds it exactly
   * @throws OperatorMistake if the node says no
   * @throws io.holdfast.client.HoldfastException if there is no answer
   */
  public static long createAndOpen(final ClientConfig config) {
    final long sale = newSaleId();
    final CreateSaleRequest request =
        CreateSaleRequest.builder(Ids.next(), sale)
            .name("load")
            .holdMs(HOLD_MS)
            .operatorName(OPERATOR)
            .reason(REASON)
            .build();
    try (HoldfastClient client = HoldfastClient.connect(config)) {
      require("creating a sale", client.createSale(request).join());
      require("opening the sale", client.openSale(Ids.next(), sale, OPERATOR, REASON).join());
    }
    return sale;
  }

  /**
   * Makes sure that the sale is there and open.
   *
   * @throws OperatorMistake if it is not
   * @throws io.holdfast.client.HoldfastException if there is no answer
   */
  public static void requireOpen(final ClientConfig config, final long sale) {
    try (HoldfastClient client = HoldfastClient.connect(config)) {
      final SaleInfo info = client.sale(sale).join();
      if (info.state() != SaleState.OPEN) {
        throw new OperatorMistake("sale " + sale + " is " + info.state() + ", not OPEN");
      }
    } catch (final CompletionException failed) {
      if (failed.getCause() instanceof QueryFailedException unanswered
          && unanswered.verdict().code() == Code.UNKNOWN_SALE) {
        throw new OperatorMistake("there is no sale " + sale, failed);
      }
      throw failed;
    }
  }

  private static void require(final String what, final Verdict verdict) {
    if (!verdict.isAccepted()) {
      throw new OperatorMistake(what + ": the node says " + verdict.code());
    }
  }

  private static long newSaleId() {
    final long random = UUID.randomUUID().getLeastSignificantBits();
    // The two highest bits are the UUID's variant; what is left after the shift is random.
    return Math.max(1, (random << 2) >>> (Long.SIZE - BITS_EVERY_JSON_READER_HOLDS));
  }
}
