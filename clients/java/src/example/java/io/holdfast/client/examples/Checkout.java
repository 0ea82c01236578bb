package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.UpdateSaleRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Three buyers pay: one in time, one too late while the units are still there, and one too late
 * when somebody else has them. After a payment there is one command, Confirm, and it always ends in
 * a purchase or in a refund that is due.
 *
 * <p>Run it with the node's HOST:PORT. The holds of the late ones live a moment only, so that there
 * is something to see.
 */
public final class Checkout {
  private static final long SHOES = 1;
  private static final long LAST_PAIR = 2;
  private static final long USUAL_HOLD_MS = TimeUnit.MINUTES.toMillis(10);
  private static final long SHORT_HOLD_MS = 200;

  private final HoldfastClient client;
  private final PrintStream out;
  private final long sale = Ids.next().hi() >>> 16;

  private Checkout(final HoldfastClient client, final PrintStream out) {
    this.client = client;
    this.out = out;
  }

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
        HoldfastClient.connect(ClientConfig.of(addresses, "checkout", Role.OPERATOR))) {
      final Checkout checkout = new Checkout(client, out);
      checkout.openSale();
      checkout.payInTime();
      checkout.payTooLateWithUnitsLeft();
      checkout.payTooLateForTheLastPair();
    }
  }

  private void openSale() {
    client
        .createSale(
            CreateSaleRequest.builder(Ids.next(), sale).name("Shoes").holdMs(USUAL_HOLD_MS).build())
        .join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, SHOES, 5)).join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, LAST_PAIR, 1)).join();
    client.openSale(Ids.next(), sale, "example", "go").join();
  }

  private void payInTime() {
    final Id order = hold(SHOES, 1);
    beginPayment(order);
    settle("paid in time", order);
  }

  private void payTooLateWithUnitsLeft() {
    final Id order = holdUntilItLapses(SHOES, 2);
    settle("paid late", order);
  }

  private void payTooLateForTheLastPair() {
    final Id late = holdUntilItLapses(LAST_PAIR, 3);
    settle("the other one", hold(LAST_PAIR, 4));
    settle("paid too late", late);
  }

  private Id hold(final long item, final long buyer) {
    final Id order = Ids.next();
    final Verdict held = client.reserve(ReserveRequest.of(order, sale, item, buyer, 1)).join();
    if (!held.isAccepted()) {
      throw new IllegalStateException("the node said " + held.code());
    }
    return order;
  }

  /** Holds that are there already keep the deadline they have. */
  private void changeHoldTime(final long holdMs) {
    client.updateSale(UpdateSaleRequest.builder(Ids.next(), sale).holdMs(holdMs).build()).join();
  }

  private Id holdUntilItLapses(final long item, final long buyer) {
    changeHoldTime(SHORT_HOLD_MS);
    final Id order = hold(item, buyer);
    changeHoldTime(USUAL_HOLD_MS);
    awaitExpiry(order);
    return order;
  }

  /** Before the buyer is sent to the payment service: the hold gets the payment's time. */
  private void beginPayment(final Id order) {
    final Verdict paying = client.beginPayment(order).join();
    if (paying.code() == Code.HOLD_EXPIRED) {
      out.println("the hold had lapsed: reserve anew, under a new id, and take no money");
    }
  }

  /** When the payment service says that the money is there; however late that is. */
  private void settle(final String who, final Id order) {
    final Verdict verdict = client.confirm(order).join();
    if (verdict.isAccepted()) {
      out.println(who + ": bought" + (verdict.late() ? ", after the deadline" : ""));
    } else if (verdict.code() == Code.REFUND_DUE) {
      // The code comes again for every repeat: refund under the order's id, so that it is done
      // once.
      out.println(who + ": the units are gone, refund the buyer");
    } else {
      out.println(who + ": " + verdict.code() + ", see docs/reference/codes.md");
    }
  }

  private void awaitExpiry(final Id order) {
    final Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    ReservationInfo seen = client.reservation(order).join();
    while (seen.state() != ReservationState.EXPIRED) {
      seen =
          CompletableFuture.supplyAsync(() -> order, later).thenCompose(client::reservation).join();
    }
  }
}
