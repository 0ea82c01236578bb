package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.SaleInfo;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sale}, {@code stock} and {@code reservation} on a running node. */
final class OperateVerbsTest {
  private static final String ID = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f";
  private static final String OTHER_ID = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e10";

  private TestNode node;

  @BeforeEach
  void start(@TestDir final Path dir) {
    node = new TestNode(dir);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aSaleFromCreationToClosing() {
    assertThat(yes("sale", "create", 7, "--name", "shoes", "--id", ID))
        .isEqualTo("sale 7 created (command " + ID + ", sequence 2)\n");
    assertThat(sale(7).state()).isEqualTo(SaleState.SCHEDULED);
    assertThat(yes("sale", "open", 7, "--reason", "now", "--id", OTHER_ID))
        .isEqualTo("sale 7 opened (command " + OTHER_ID + ", sequence 3)\n");
    assertThat(sale(7).state()).isEqualTo(SaleState.OPEN);
    assertThat(yes("sale", "close", 7)).startsWith("sale 7 closed (command ");
    assertThat(sale(7).state()).isEqualTo(SaleState.CLOSED);
  }

  @Test
  void aSaleIsCreatedAndOpenedAtOnceAndAgainUnderTheSameId() {
    final JsonObject first =
        json("sale", "create", 7, "--open", "--hold", "1h30m", "--payment-time", "5m", "--id", ID);
    final JsonObject again =
        json("sale", "create", 7, "--open", "--hold", "1h30m", "--payment-time", "5m", "--id", ID);

    final SaleInfo sale = sale(7);
    assertThat(sale.state()).isEqualTo(SaleState.OPEN);
    assertThat(sale.holdMs()).isEqualTo(5_400_000);
    assertThat(sale.paymentMs()).isEqualTo(300_000);
    assertThat(first.keySet())
        .containsExactly(
            "sale",
            "command",
            "code",
            "repeated",
            "sequence",
            "durability",
            "advice",
            "opening",
            "seedHash");
    assertThat(first.get("seedHash").isJsonNull()).isTrue();
    assertThat(first.get("command").getAsString()).isEqualTo(ID);
    assertThat(first.get("repeated").getAsBoolean()).isFalse();
    assertThat(again.get("repeated").getAsBoolean()).isTrue();
    final JsonObject opening = again.getAsJsonObject("opening");
    assertThat(opening.get("code").getAsString()).isEqualTo("ACCEPTED");
    assertThat(opening.get("repeated").getAsBoolean()).isTrue();
    assertThat(opening.get("command")).isEqualTo(first.getAsJsonObject("opening").get("command"));
  }

  @Test
  void timesAreAbsoluteOrFromNowOnByTheNodesClock() {
    yes(
        "sale",
        "create",
        7,
        "--opens-at",
        "2100-01-01T10:00:00+01:00",
        "--closes-at",
        "2100-01-02T09:00:00Z");
    yes("sale", "create", 8, "--opens-at", "+2h", "--closes-at", "+3h");

    final SaleInfo absolute = sale(7);
    assertThat(absolute.opensAtMs()).hasValue(Instant.parse("2100-01-01T09:00:00Z").toEpochMilli());
    assertThat(absolute.closesAtMs())
        .hasValue(Instant.parse("2100-01-02T09:00:00Z").toEpochMilli());
    final SaleInfo relative = sale(8);
    assertThat(relative.closesAtMs().orElseThrow() - relative.opensAtMs().orElseThrow())
        .isEqualTo(3_600_000);
    final long nowMs = nodeTimeMs();
    assertThat(relative.opensAtMs().orElseThrow()).isBetween(nowMs, nowMs + 7_200_000);
    assertThat(yes("sale", "show", 7)).contains("opens at   2100-01-01T09:00:00Z");
  }

  @Test
  void salesAreListedInOrderOfCreation() {
    assertThat(yes("sale", "list")).startsWith("no sales; make one: holdfast sale create");
    assertThat(yes("sale", "list", "--json")).isEqualTo("[]\n");
    yes("sale", "create", 9, "--name", "nine");
    yes("sale", "create", 8, "--name", "eight", "--open");
    yes("stock", "add", 8, 1, 5);

    assertThat(yes("sale", "list", "--json"))
        .isEqualTo(
            "["
                + saleJson(9, "nine", "SCHEDULED", 0)
                + ","
                + saleJson(8, "eight", "OPEN", 5)
                + "]\n");
    assertThat(yes("sale", "show", 8, "--json")).isEqualTo(saleJson(8, "eight", "OPEN", 5) + "\n");
    assertThat(yes("sale", "list").lines())
        .containsExactly(
            "SALE  STATE      LINES  RECEIVED  AVAILABLE  HELD  SOLD  HOLD  LIMIT  ROOM  NAME",
            "   9  SCHEDULED      0         0          0     0     0   10m      -  -     nine",
            "   8  OPEN           1         5          5     0     0   10m      -  -     eight");
  }

  private static String saleJson(
      final int sale, final String name, final String state, final int units) {
    return "{\"sale\":"
        + sale
        + ",\"name\":\""
        + name
        + "\",\"state\":\""
        + state
        + "\",\"opensAtMs\":null,\"closesAtMs\":null,\"holdMs\":600000,\"paymentMs\":600000"
        + ",\"lines\":"
        + (units == 0 ? 0 : 1)
        + ",\"received\":"
        + units
        + ",\"available\":"
        + units
        + ",\"held\":0,\"sold\":0,\"graceUntilMs\":null,\"maxHoldMs\":3600000"
        + ",\"retentionMs\":86400000,\"buyerLimit\":0,\"buyerLineLimit\":0,\"groupLimit\":0"
        + ",\"groupLineLimit\":0,\"waitingRoom\":false}";
  }

  @Test
  void stockIsAddedAdjustedAndCounted() {
    yes("sale", "create", 7, "--open");
    yes("sale", "create", 8);

    assertThat(yes("stock", "add", 7, 1001, 250, "--id", ID))
        .isEqualTo(
            "sale 7, item 1001: 250 put in, 250 available now (command " + ID + ", sequence 5)\n");
    final JsonObject taken =
        json("stock", "adjust", 7, 1001, "-3", "--reason", "broken", "--expected", 250);
    assertThat(taken.keySet())
        .containsExactly(
            "sale",
            "item",
            "change",
            "available",
            "command",
            "code",
            "repeated",
            "sequence",
            "durability",
            "advice");
    assertThat(taken.get("change").getAsLong()).isEqualTo(-3);
    assertThat(taken.get("available").getAsLong()).isEqualTo(247);
    assertThat(taken.get("durability").getAsString()).isEqualTo("JOURNALED");
    assertThat(taken.get("advice").isJsonNull()).isTrue();
    yes("stock", "adjust", 7, 1001, "+13", "--reason", "found");
    yes("stock", "add", 8, 5, 1);

    final String first =
        "{\"sale\":7,\"item\":1001,\"received\":260,\"available\":260,\"held\":0,\"sold\":0"
            + ",\"waiting\":0,\"waitingUnits\":0}";
    final String second =
        "{\"sale\":8,\"item\":5,\"received\":1,\"available\":1,\"held\":0,\"sold\":0"
            + ",\"waiting\":0,\"waitingUnits\":0}";
    assertThat(yes("stock", "list", 7, "--json")).isEqualTo("[" + first + "]\n");
    assertThat(yes("stock", "list", "--json")).isEqualTo("[" + first + "," + second + "]\n");
    assertThat(yes("stock", "list", 8).lines())
        .containsExactly(
            "SALE  ITEM  RECEIVED  AVAILABLE  HELD  SOLD  WAITING  UNITS WANTED",
            "   8     5         1          1     0     0        0             0");
  }

  @Test
  void stockSentAgainUnderTheSameIdIsPutInOnce() {
    yes("sale", "create", 7);
    yes("stock", "add", 7, 1, 10, "--id", ID);

    assertThat(yes("stock", "add", 7, 1, 10, "--id", ID))
        .isEqualTo(
            "sale 7, item 1: 10 put in, 10 available now, as it was when this command was first"
                + " sent (command "
                + ID
                + ", sequence 4)\n");
  }

  @Test
  void aReservationIsShown() {
    yes("sale", "create", 7, "--open");
    yes("stock", "add", 7, 1, 10);
    final Id id = Id.parse(ID);
    try (HoldfastClient client = node.connect()) {
      client.reserve(ReserveRequest.of(id, 7, 1, 42, 2).withGroup(3)).join();
      client.confirm(id, 1).join();
    }

    final JsonObject shown = json("reservation", "show", ID);
    assertThat(shown.keySet())
        .containsExactly(
            "reservation",
            "basket",
            "sale",
            "item",
            "buyer",
            "group",
            "tier",
            "state",
            "late",
            "deadlineMs",
            "asked",
            "granted",
            "confirmed",
            "cancelled",
            "sequence",
            "reason");
    assertThat(shown.get("reason").isJsonNull()).isTrue();
    assertThat(shown.get("state").getAsString()).isEqualTo("CONFIRMED");
    assertThat(shown.get("confirmed").getAsInt()).isEqualTo(1);
    assertThat(yes("reservation", "show", ID).lines())
        .startsWith("reservation " + ID, "state      CONFIRMED")
        .contains("buyer      42, group 3, tier 0")
        .contains("units      asked 2, granted 2, confirmed 1, cancelled 0");
  }

  @Test
  void aNoIsExitCodeOneAndSaysWhatToDo() {
    yes("sale", "create", 7, "--id", ID);
    yes("stock", "add", 7, 1, 10);

    no(
        "sale 7 not created: SALE_EXISTS: a sale with this number exists; choose another, or see"
            + " 'holdfast sale list' (command",
        "sale",
        "create",
        7);
    no(
        "sale 8 not opened: UNKNOWN_SALE: there is no such sale; see 'holdfast sale list'",
        "sale",
        "open",
        8);
    no("sale 8 not closed: UNKNOWN_SALE: ", "sale", "close", 8);
    no("sale 8: UNKNOWN_SALE: there is no such sale; see 'holdfast sale list'", "sale", "show", 8);
    no("sale 8: UNKNOWN_SALE: there is no such sale; see 'holdfast sale list'", "stock", "list", 8);
    no("sale 8, item 1: not changed: UNKNOWN_SALE: ", "stock", "add", 8, 1, 1);
    no(
        "sale 7, item 2: not changed: UNKNOWN_LINE: the sale does not have this item; 'holdfast"
            + " stock add' makes it",
        "stock",
        "adjust",
        7,
        2,
        "+1",
        "--reason",
        "x");
    no(
        "sale 7, item 1: not changed, 10 available now: INSUFFICIENT_AVAILABLE: fewer units are"
            + " available than you would take out",
        "stock",
        "adjust",
        7,
        1,
        "-11",
        "--reason",
        "x");
    no(
        "sale 7, item 1: not changed, 10 available now: STALE_AVAILABLE: the units available are"
            + " not those you expected",
        "stock",
        "adjust",
        7,
        1,
        "-1",
        "--reason",
        "x",
        "--expected",
        9);
    no(
        "reservation " + OTHER_ID + ": UNKNOWN_RESERVATION: there is no such reservation",
        "reservation",
        "show",
        OTHER_ID);
    no(
        "sale 9 not created: INVALID_SCHEDULE: --closes-at must be after --opens-at and after now",
        "sale",
        "create",
        9,
        "--opens-at",
        "+2m",
        "--closes-at",
        "+1m");
    no(
        "sale 9 not created: INVALID_HOLD_TIME: hold, longest hold and payment time must be from 1 ms to"
            + " 366 days",
        "sale",
        "create",
        9,
        "--hold",
        "367d");
    no(
        "sale 7 not created: ID_DIFFERS_POLICY: the id was used with another name, time, limit, seed"
            + " or other option; to send that command again, repeat it exactly; for another, leave --id out",
        "sale",
        "create",
        7,
        "--name",
        "boots",
        "--id",
        ID);
    no("sale 7, item 1: not changed: ID_DIFFERS_COMMAND: ", "stock", "add", 7, 1, 1, "--id", ID);
  }

  @Test
  void aNoIsOneJsonValueToo() {
    final CommandLineRun run = shell().run("sale", "open", 8, "--id", ID, "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.out())
        .isEqualTo(
            "{\"sale\":8,\"command\":\""
                + ID
                + "\",\"code\":\"UNKNOWN_SALE\",\"repeated\":false,\"sequence\":2,\"durability\":"
                + "\"JOURNALED\",\"advice\":\"there is no such sale; see 'holdfast sale list'\"}\n");
  }

  @Test
  void textsThatAreTooLongAreAMistake() {
    final CommandLineRun run = shell().run("sale", "create", 7, "--name", "n".repeat(257));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).isEqualTo("sale name: at most 256 bytes of UTF-8, not 257\n");
  }

  @Test
  void whoDidItIsPartOfTheCommand() {
    yes("sale", "create", 7, "--operator", "alice", "--id", ID);

    no(
        "sale 7 not created: ID_DIFFERS_TEXT: the id was used with another --operator or --reason",
        "sale",
        "create",
        7,
        "--operator",
        "bob",
        "--id",
        ID);
  }

  private long nodeTimeMs() {
    try (HoldfastClient client = node.connect()) {
      return client.limits().timeMs();
    }
  }

  private SaleInfo sale(final long sale) {
    try (HoldfastClient client = node.connect()) {
      return client.sale(sale).join();
    }
  }

  private JsonObject json(final Object... args) {
    return shell().json(args);
  }

  /** Standard output of a verb that must say yes. */
  private String yes(final Object... args) {
    return shell().yes(args);
  }

  private void no(final String message, final Object... args) {
    assertThat(shell().no(args)).startsWith(message);
  }

  private Shell shell() {
    return new Shell(node.address());
  }
}
