package io.holdfast.tools.load;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.QueryFailedException;
import io.holdfast.client.SaleInfo;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.mix.OwnSale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The sale a load is driven into: one of its own, or one that is there. */
public final class LoadSale {
  private static final long HOLD_MS = TimeUnit.HOURS.toMillis(24);
  private static final long PLENTY = 1_000_000_000_000L;
  private static final String OPERATOR = "load";

  private LoadSale() {}

  /**
   * Creates and opens a sale without limits whose holds live 24 hours.
   *
   * @return its id
   * @throws OperatorMistake if the node says no
   * @throws io.holdfast.client.HoldfastException if there is no answer
   */
  public static long createAndOpen(final ClientConfig config) {
    try (HoldfastClient client = HoldfastClient.connect(config)) {
      return OwnSale.open(client, "load", OPERATOR, HOLD_MS).sale();
    }
  }

  /** As {@link #createAndOpen}, with a line that never sells out. */
  public static long createAndStock(final ClientConfig config, final long item) {
    try (HoldfastClient client = HoldfastClient.connect(config)) {
      final OwnSale sale = OwnSale.open(client, "load", OPERATOR, HOLD_MS);
      sale.stock(item, PLENTY);
      return sale.sale();
    }
  }

  /**
   * Makes sure that the sale is there and open.
   *
   * @throws OperatorMistake if it is not
   * @throws io.holdfast.client.HoldfastException if there is no answer
   */
  public static void requireOpen(final ClientConfig config, final long sale) {
    final SaleInfo info = ask(config, sale);
    if (info.state() != SaleState.OPEN) {
      throw new OperatorMistake("sale " + sale + " is " + info.state() + ", not OPEN");
    }
  }

  /**
   * Makes sure that the sale is there and can be joined: its queue stands before it opens.
   *
   * @return whether it has a waiting room
   * @throws OperatorMistake if it is closed or not there
   * @throws io.holdfast.client.HoldfastException if there is no answer
   */
  public static boolean requireJoinable(final ClientConfig config, final long sale) {
    final SaleInfo info = ask(config, sale);
    if (info.state() == SaleState.CLOSED) {
      throw new OperatorMistake("sale " + sale + " is " + info.state());
    }
    return info.gated();
  }

  private static SaleInfo ask(final ClientConfig config, final long sale) {
    try (HoldfastClient client = HoldfastClient.connect(config)) {
      return client.sale(sale).join();
    } catch (final CompletionException failed) {
      if (failed.getCause() instanceof QueryFailedException unanswered
          && unanswered.verdict().code() == Code.UNKNOWN_SALE) {
        throw new OperatorMistake("there is no sale " + sale, failed);
      }
      throw failed;
    }
  }
}
