package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.LineInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Role;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A sale from its creation to the first purchase: ten tickets, of which a buyer holds two, pays and
 * has them.
 *
 * <p>Run it with the node's HOST:PORT.
 */
public final class Quickstart {
  private static final long TICKET = 42;
  private static final long BUYER = 1001;

  private Quickstart() {}

  /** Expects HOST:PORT; exits 1 with the reason if anything fails. */
  public static void main(final String[] args) {
    try {
      run(args.length == 0 ? "127.0.0.1:7010" : args[0], System.out);
    } catch (final HoldfastException | IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (final CompletionException e) {
      System.err.println(e.getCause().getMessage());
      System.exit(1);
    }
  }

  /** The example itself. */
  public static void run(final String addresses, final PrintStream out) {
    try (HoldfastClient client =
        HoldfastClient.connect(ClientConfig.of(addresses, "quickstart", Role.OPERATOR))) {
      final long sale = openSale(client);

      // Made once, and kept with the order: the same command under the same id is done once.
      final Id order = Ids.next();
      final Verdict held = client.reserve(ReserveRequest.of(order, sale, TICKET, BUYER, 2)).join();
      out.println("reserve: " + held.code() + ", " + held.granted() + " held");
      if (!held.isAccepted()) {
        return;
      }

      final Verdict paying = client.beginPayment(order).join();
      out.println("begin payment: " + paying.code() + ", " + paying.state());
      // ... the buyer pays here ...
      final Verdict bought = client.confirm(order).join();
      out.println("confirm: " + bought.code() + ", " + bought.state());

      final LineInfo line = client.line(sale, TICKET).join();
      out.println("available " + line.available() + ", sold " + line.sold());
    }
  }

  private static long openSale(final HoldfastClient client) {
    final long sale = Ids.next().hi() >>> 16;
    // Three commands in flight at once: they are carried out in the order in which they were made.
    final CompletableFuture<Verdict> created =
        client.createSale(
            CreateSaleRequest.builder(Ids.next(), sale)
                .name("Opening night")
                .operatorName("example")
                .build());
    final CompletableFuture<Verdict> stocked =
        client.adjustStock(
            AdjustStockRequest.add(Ids.next(), sale, TICKET, 10).because("example", "first batch"));
    final CompletableFuture<Verdict> opened =
        client.openSale(Ids.next(), sale, "example", "doors open");
    expectAccepted(created);
    expectAccepted(stocked);
    expectAccepted(opened);
    return sale;
  }

  private static void expectAccepted(final CompletableFuture<Verdict> answer) {
    final Verdict verdict = answer.join();
    if (!verdict.isAccepted()) {
      throw new IllegalStateException("the node said " + verdict.code());
    }
  }
}
