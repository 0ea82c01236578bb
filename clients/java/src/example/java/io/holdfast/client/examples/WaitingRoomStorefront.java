package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.AdmissionPolicy;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Ids;
import io.holdfast.client.PlaceProof;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.RoomInfo;
import io.holdfast.client.RoomSeed;
import io.holdfast.client.TicketInfo;
import io.holdfast.client.Verdict;
import io.holdfast.client.WaitingRoom;
import io.holdfast.protocol.codec.Role;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A storefront with a waiting room. Buyers join before the opening; the draw gives each a place,
 * and anyone can check it. From then on one number for the whole sale, asked for once a second by
 * the storefront and not by every buyer, tells all of them where they stand.
 *
 * <p>Run it with the node's HOST:PORT.
 */
public final class WaitingRoomStorefront {
  private static final long TICKET = 42;
  private static final int BUYERS = 8;

  private final HoldfastClient client;
  private final PrintStream out;
  private final long sale = Ids.next().hi() >>> 16;

  private WaitingRoomStorefront(final HoldfastClient client, final PrintStream out) {
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
        HoldfastClient.connect(ClientConfig.of(addresses, "waiting room", Role.OPERATOR))) {
      final WaitingRoomStorefront storefront = new WaitingRoomStorefront(client, out);
      final String announced = storefront.announce();
      storefront.letThemJoin();
      client.openSale(Ids.next(), storefront.sale, "example", "doors open").join();
      storefront.showAndSell(announced);
    }
  }

  /** The hash of the seed is shown to everyone before anybody joins. */
  private String announce() {
    client
        .createSale(
            CreateSaleRequest.builder(Ids.next(), sale)
                .name("Drop")
                .waitingRoom(
                    WaitingRoom.of(RoomSeed.random())
                        .withPolicy(AdmissionPolicy.DEFAULT.withAdmissionPerSecond(4)))
                .build())
        .join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, TICKET, 100)).join();
    final String hash = client.room(sale).join().seedHash();
    out.println("announced: the seed's SHA-256 is " + hash);
    return hash;
  }

  private void letThemJoin() {
    for (int buyer = 1; buyer <= BUYERS; buyer++) {
      final Verdict joined = client.joinQueue(sale, buyer).join();
      out.println("buyer " + buyer + ": " + joined.ticket() + ", place drawn at the opening");
    }
  }

  private void showAndSell(final String announced) {
    final RoomInfo opened = client.room(sale).join();
    for (int buyer = 1; buyer <= BUYERS; buyer++) {
      // Kept with the buyer's session: a place does not change.
      final TicketInfo ticket = client.ticket(sale, buyer).join();
      final PlaceProof proof = PlaceProof.of(announced, opened, ticket);
      final long place = ticket.place().orElseThrow();
      out.println("buyer " + buyer + ": place " + place + ", " + proof);
      awaitTurn(place);
      final Verdict held =
          client.reserve(ReserveRequest.of(Ids.next(), sale, TICKET, buyer, 1)).join();
      out.println("buyer " + buyer + ": " + held.code());
    }
  }

  private void awaitTurn(final long place) {
    final Executor later = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    RoomInfo earlier = client.room(sale).join();
    RoomInfo now = earlier;
    while (now.position(place).isPresent()) {
      final RoomInfo seen = now;
      seen.estimatedWaitMs(place, earlier)
          .ifPresent(
              ms ->
                  out.println(
                      "  "
                          + seen.position(place).getAsLong()
                          + " before this one, about "
                          + ms
                          + " ms"));
      earlier = now;
      now = CompletableFuture.supplyAsync(() -> sale, later).thenCompose(client::room).join();
    }
  }
}
