package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.LineInfo;
import io.holdfast.client.OutcomeUnknownException;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Role;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;

/**
 * Creates a sale on a running node, puts ten tickets in, holds two for a buyer, confirms them and
 * prints what is left.
 *
 * <p>Run it with the node's HOST:PORT.
 */
public final class BuyTwoTickets {
  private static final long SALE = 2026_01L;
  private static final long TICKET = 42;
  private static final long BUYER = 1001;

  private BuyTwoTickets() {}

  /** Expects the node's HOST:PORT; exits 1 with the reason if anything fails. */
  public static void main(final String[] args) {
    if (args.length != 1) {
      System.err.println("usage: BuyTwoTickets HOST:PORT");
      System.exit(2);
    }
    try {
      run(args[0], System.out);
    } catch (final HoldfastException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (final CompletionException e) {
      System.err.println(e.getCause().getMessage());
      System.exit(1);
    }
  }

  /** The example itself. */
  public static void run(final String address, final PrintStream out) {
    try (HoldfastClient client =
        HoldfastClient.connect(ClientConfig.of(address, "example", Role.OPERATOR))) {
      openSale(client);
      final Id order = Ids.next();
      final ReserveRequest request = ReserveRequest.of(order, SALE, TICKET, BUYER, 2);
      final Verdict held = reserveForSure(client, request);
      out.println("reserve " + order + ": " + held.code() + ", " + held.granted() + " held");
      if (held.isAccepted()) {
        final Verdict bought = client.confirm(order).join();
        out.println("confirm " + order + ": " + bought.code() + ", " + bought.state());
      }
      final LineInfo line = client.line(SALE, TICKET).join();
      out.println("available " + line.available() + ", sold " + line.sold());
    }
  }

  private static void openSale(final HoldfastClient client) {
    // Three commands in flight at once: one connection keeps their order.
    final var created =
        client.createSale(
            CreateSaleRequest.builder(Ids.next(), SALE)
                .name("Opening night")
                .operatorName("example")
                .build());
    final var stocked =
        client.adjustStock(
            AdjustStockRequest.add(Ids.next(), SALE, TICKET, 10).because("example", "first batch"));
    final var opened = client.openSale(Ids.next(), SALE, "example", "doors open");
    created.join();
    stocked.join();
    opened.join();
  }

  /**
   * Sends the same command again while nobody knows what became of it, which is safe under the same
   * id.
   */
  private static Verdict reserveForSure(final HoldfastClient client, final ReserveRequest request) {
    final int attempts = 3;
    for (int attempt = 1; ; attempt++) {
      try {
        return client.reserve(request).join();
      } catch (final CompletionException e) {
        if (!(e.getCause() instanceof OutcomeUnknownException) || attempt == attempts) {
          throw e;
        }
      }
    }
  }
}
