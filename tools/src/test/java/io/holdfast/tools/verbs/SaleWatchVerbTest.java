package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReservationUpdate;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.SaleUpdate;
import io.holdfast.client.Subscription;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.Main;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code sale watch}, and the client's watching, against a real node. */
final class SaleWatchVerbTest {
  private static final int PATIENCE_SECONDS = 30;

  @Test
  void aLineSaysHowTheSaleStands(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir)) {
      final Shell shell = new Shell(node.address());
      shell.yes("sale", "create", 7, "--open");
      shell.yes("stock", "add", 7, 1001, 1_500);

      assertThat(shell.yes("sale", "watch", 7, "--count", 1))
          .hasLineCount(1)
          .contains("  OPEN  available 1,500  held 0  sold 0  step ");
      final JsonObject json = shell.json("sale", "watch", 7, "--count", 1);
      assertThat(json.keySet())
          .containsExactly(
              "sale",
              "state",
              "available",
              "held",
              "sold",
              "soldOut",
              "waiting",
              "queued",
              "admittedUpTo",
              "fromSequence",
              "sequence",
              "timeMs",
              "last");
      assertThat(json.get("available").getAsLong()).isEqualTo(1_500);
      assertThat(json.get("admittedUpTo").isJsonNull()).isTrue();
      assertThat(json.get("fromSequence").getAsLong()).isEqualTo(-1);
    }
  }

  @Test
  void whatIsNotThereCannotBeWatched(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir)) {
      final Shell shell = new Shell(node.address());
      assertThat(shell.no("sale", "watch", 8))
          .isEqualTo("sale 8: UNKNOWN_SALE: there is no such sale; see 'holdfast sale list'\n");
      final CommandLineRun mistaken = shell.run("sale", "watch", 8, "--count", 0);
      assertThat(mistaken.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(mistaken.err()).isEqualTo("--count: must be at least 1, not 0\n");
    }
  }

  @Test
  void itGoesOnUntilTheSaleIsForgottenAndSaysThat(@TestDir final Path dir) {
    final StringWriter out = new StringWriter();
    try (TestNode node = new TestNode(dir);
        HoldfastClient client = node.connect()) {
      final Shell shell = new Shell(node.address());
      shell.yes("sale", "create", 7, "--open", "--retention", "0s");
      shell.yes("stock", "add", 7, 1001, 5);
      final CompletableFuture<Integer> watching = watch(node.address(), out);
      awaitLine(out, "\"fromSequence\":-1");
      assertThat(client.reserve(ReserveRequest.of(Ids.next(), 7, 1001, 1, 5)).join().isAccepted())
          .isTrue();
      awaitLine(out, "\"held\":5");
      shell.yes("sale", "close", 7);
      client
          .buyer(7, 1)
          .join()
          .reservations()
          .forEach(held -> assertThat(client.release(held.reservation()).join()).isNotNull());
      assertThat(watching.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
          .isEqualTo(ExitCode.OK);
    }
    long sequence = -1;
    final List<String> lines = out.toString().lines().toList();
    for (final String line : lines) {
      final JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      assertThat(json.get("fromSequence").getAsLong()).isEqualTo(sequence);
      sequence = json.get("sequence").getAsLong();
      assertThat(json.get("last").getAsBoolean())
          .isEqualTo(line.equals(lines.get(lines.size() - 1)));
    }
  }

  @Test
  void theEndOfTheNodeIsSaidInOneLine(@TestDir final Path dir) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final CompletableFuture<Integer> watching;
    try (TestNode node = new TestNode(dir)) {
      new Shell(node.address()).yes("sale", "create", 7, "--open");
      watching = watch(node.address(), out, err);
      awaitLine(out, "\"fromSequence\":-1");
    }
    assertThat(watching.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
        .isEqualTo(ExitCode.MISTAKE);
    assertThat(err.toString()).hasLineCount(1).startsWith("no more updates: ");
  }

  @Test
  void whatARecoveredNodeKnowsCanBeWatchedFromItsStart(@TestDir final Path dir)
      throws InterruptedException {
    final Id id = Ids.next();
    try (TestNode node = new TestNode(dir);
        HoldfastClient client = node.connect()) {
      final Shell shell = new Shell(node.address());
      shell.yes("sale", "create", 7, "--open");
      shell.yes("stock", "add", 7, 1001, 5);
      assertThat(client.reserve(ReserveRequest.of(id, 7, 1001, 1, 2)).join().isAccepted()).isTrue();
    }
    final BlockingQueue<SaleUpdate> sale = new LinkedBlockingQueue<>();
    final BlockingQueue<ReservationUpdate> reservation = new LinkedBlockingQueue<>();
    try (TestNode node = new TestNode(dir);
        HoldfastClient client = node.connect();
        Subscription first = client.watchSale(7, sale::add).join();
        Subscription second = client.watchReservation(id, reservation::add).join()) {
      assertThat(first).isNotSameAs(second);
      assertThat(next(sale).held()).isEqualTo(2);
      assertThat(next(reservation).state()).isEqualTo(ReservationState.HELD);
      assertThat(client.confirm(id).join().isAccepted()).isTrue();
      final ReservationUpdate confirmed = next(reservation);
      assertThat(confirmed.state()).isEqualTo(ReservationState.CONFIRMED);
      assertThat(confirmed.confirmed()).isEqualTo(2);
      assertThat(next(sale).sold()).isEqualTo(2);
    }
  }

  private static <U> U next(final BlockingQueue<U> updates) throws InterruptedException {
    final U update = updates.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(update).as("the next update").isNotNull();
    return update;
  }

  private static CompletableFuture<Integer> watch(final String address, final StringWriter out) {
    return watch(address, out, new StringWriter());
  }

  private static CompletableFuture<Integer> watch(
      final String address, final StringWriter out, final StringWriter err) {
    return CompletableFuture.supplyAsync(
        () ->
            Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "sale",
                "watch",
                "7",
                "--json",
                "--connect",
                address));
  }

  private static void awaitLine(final StringWriter out, final String text) {
    final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!out.toString().contains(text)) {
      assertThat(System.nanoTime()).as("waited for %s in%n%s", text, out).isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
  }
}
