package io.holdfast.client.examples;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.HoldfastException;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.OutcomeUnknownException;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A storefront that crashes between sending an order and hearing the answer. Because the order was
 * written down with its id before it was sent, the storefront that is started next finds out what
 * became of it, by sending it once more.
 *
 * <p>Run it with the node's HOST:PORT.
 */
public final class ResendAfterCrash {
  private static final long TICKET = 42;

  private ResendAfterCrash() {}

  /** Expects HOST:PORT; exits 1 with the reason if anything fails. */
  public static void main(final String[] args) throws IOException {
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
  public static void run(final String addresses, final PrintStream out) throws IOException {
    final Path orders = Files.createTempFile("orders", ".csv");
    try {
      sendAndCrash(addresses, orders, out);
      startAgain(addresses, orders, out);
    } finally {
      Files.delete(orders);
    }
  }

  /**
   * The client is closed with calls under way, which is as near to a crash as a program can get.
   */
  private static void sendAndCrash(
      final String addresses, final Path orders, final PrintStream out) {
    try (HoldfastClient client = connect(addresses)) {
      final long sale = openSale(client);
      for (long buyer = 1; buyer <= 3; buyer++) {
        final ReserveRequest order = ReserveRequest.of(Ids.next(), sale, TICKET, buyer, 2);
        writeDown(orders, order);
        final CompletableFuture<Verdict> unheard = client.reserve(order);
        out.println(
            "sent " + order.reservation() + (unheard.isDone() ? ", and heard" : ", not heard"));
      }
    }
    out.println("crashed");
  }

  private static void startAgain(final String addresses, final Path orders, final PrintStream out)
      throws IOException {
    try (HoldfastClient client = connect(addresses)) {
      for (final String line : Files.readAllLines(orders)) {
        final ReserveRequest order = read(line);
        final Optional<ReservationInfo> seen = client.outcomeOf(order.reservation()).join();
        out.println(
            seen.map(info -> "the node has it: " + info.state())
                .orElse("the node does not have it"));
        final Verdict verdict = reserveForSure(client, order);
        out.println(
            "sent again: "
                + verdict.code()
                + (verdict.repeated() ? ", done the first time" : ", done now"));
      }
      final long sale = read(Files.readAllLines(orders).get(0)).sale();
      out.println("held in all: " + client.line(sale, TICKET).join().held());
    }
  }

  /** Asks until there is an answer: after every one that is lost, for the same. */
  private static Verdict reserveForSure(final HoldfastClient client, final ReserveRequest order) {
    CompletableFuture<Verdict> answer = client.reserve(order);
    while (true) {
      try {
        return answer.join();
      } catch (final CompletionException e) {
        if (!(e.getCause() instanceof OutcomeUnknownException unknown)) {
          throw e;
        }
        answer = client.askAgain(unknown);
      }
    }
  }

  private static HoldfastClient connect(final String addresses) {
    return HoldfastClient.connect(ClientConfig.of(addresses, "resend", Role.OPERATOR));
  }

  /** In a real storefront: the order's row in its database, committed before the order is sent. */
  private static void writeDown(final Path orders, final ReserveRequest order) {
    final String line =
        "%s,%d,%d,%d,%d"
            .formatted(
                order.reservation(), order.sale(), order.item(), order.buyer(), order.quantity());
    try {
      Files.write(orders, List.of(line), StandardOpenOption.APPEND);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReserveRequest read(final String line) {
    final String[] fields = line.split(",", -1);
    return ReserveRequest.of(
        Id.parse(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Integer.parseInt(fields[4]));
  }

  private static long openSale(final HoldfastClient client) {
    final long sale = Ids.next().hi() >>> 16;
    client.createSale(CreateSaleRequest.builder(Ids.next(), sale).name("Resend").build()).join();
    client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, TICKET, 100)).join();
    client.openSale(Ids.next(), sale, "example", "go").join();
    return sale;
  }
}
