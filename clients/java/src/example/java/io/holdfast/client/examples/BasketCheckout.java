package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.BasketRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Role;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Several items held for one buyer, all or none. One of them is sold out, so nothing is held, and
 * the verdict names the line; without it the basket is held, paid, and one line of it is cancelled
 * afterwards.
 *
 * <p>Run it with the node's HOST:PORT.
 */
public final class BasketCheckout {
  private static final long SHIRT = 1;
  private static final long SCARF = 2;
  private static final long CUP = 3;
  private static final long BUYER = 1001;
  private static final long OTHER_BUYER = 1002;

  private BasketCheckout() {}

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
        HoldfastClient.connect(ClientConfig.of(addresses, "basket", Role.OPERATOR))) {
      final long sale = openSale(client);

      final BasketRequest wish = basket(sale, List.of(SHIRT, SCARF, CUP));
      final Verdict refused = client.reserveBasket(wish).join();
      out.println("three items: " + refused.code());
      refused
          .line()
          .ifPresent(line -> out.println("because of item " + wish.lines().get(line).item()));

      // Another basket is another intention: new ids for the basket and for every line.
      final BasketRequest rest = basket(sale, List.of(SHIRT, CUP));
      final Verdict held = client.reserveBasket(rest).join();
      out.println("two items: " + held.code() + ", " + held.granted() + " units held");

      client.beginPaymentBasket(rest.basket()).join();
      final Verdict bought = client.confirmBasket(rest.basket()).join();
      out.println("paid: " + bought.code() + ", " + bought.granted() + " units bought");

      // A cancellation is a command of its own, with an id that is kept like an order's.
      final Id cup = rest.lines().get(1).reservation();
      final Verdict cancelled = client.cancel(Ids.next(), cup).join();
      out.println("cup sent back: " + cancelled.code() + ", " + cancelled.state());
    }
  }

  private static BasketRequest basket(final long sale, final List<Long> items) {
    final BasketRequest.Builder basket = BasketRequest.builder(Ids.next(), sale, BUYER);
    items.forEach(item -> basket.line(Ids.next(), item, 1));
    return basket.build();
  }

  private static long openSale(final HoldfastClient client) {
    final long sale = Ids.next().hi() >>> 16;
    client.createSale(CreateSaleRequest.builder(Ids.next(), sale).name("Fan shop").build()).join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, SHIRT, 10)).join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, CUP, 10)).join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, SCARF, 1)).join();
    client.openSale(Ids.next(), sale, "example", "go").join();
    // Somebody else is quicker.
    client.reserve(ReserveRequest.of(Ids.next(), sale, SCARF, OTHER_BUYER, 1)).join();
    return sale;
  }
}
