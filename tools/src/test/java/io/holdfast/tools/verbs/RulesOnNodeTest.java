package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.RoomSeed;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits, pauses, the waitlist and the queue, through the verbs, on a running node. */
final class RulesOnNodeTest {
  private static final String SEED =
      "6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a";
  private static final Id FIRST = new Id(1, 1);
  private static final Id SECOND = new Id(1, 2);

  private Path dir;
  private TestNode node;

  @BeforeEach
  void start(@TestDir final Path testDir) {
    dir = testDir;
    node = new TestNode(testDir.resolve("data"));
  }

  /** Whatever a test did, the plain model agrees with every outcome. */
  @AfterEach
  void stop() {
    node.close();
    final CommandLineRun judged = CommandLineRun.of("verify", "--data-dir", dir.resolve("data"));
    assertThat(judged.exitCode()).as(judged.out() + judged.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aWaitingRoomFromItsHashToItsSeed() {
    yes("sale create 7 --waiting-room --seed " + SEED);
    yes("stock add 7 1001 10");
    assertThat(yes("queue join 7 --buyer 42"))
        .isEqualTo(
            "buyer 42 has joined the queue of sale 7: WAITING, place drawn at the opening\n");
    assertThat(yes("queue join 7 --buyer 42")).startsWith("buyer 42 had already joined");
    yes("queue join 7 --buyer 43");
    yes("queue leave 7 --buyer 43");
    final JsonObject before = json("queue show 7");
    assertThat(before.get("seed").isJsonNull()).isTrue();
    assertThat(before.get("seedHash").getAsString()).isEqualTo(RoomSeed.parse(SEED).sha256());
    assertThat(before.get("joined").getAsInt()).isEqualTo(2);
    assertThat(before.get("waiting").getAsInt()).isEqualTo(1);
    assertThat(before.get("left").getAsInt()).isEqualTo(1);

    yes("sale open 7");
    awaitTicket(42, "ADMITTED");

    final JsonObject after = json("queue show 7");
    assertThat(after.get("seed").getAsString()).isEqualTo(SEED);
    assertThat(after.get("drawn").getAsInt()).isEqualTo(2);
    assertThat(after.get("active").getAsInt()).isEqualTo(1);
    assertThat(reserve(FIRST, 43, 1).code()).isEqualTo(Code.NOT_ADMITTED);
    assertThat(reserve(FIRST, 42, 1).code()).isEqualTo(Code.ACCEPTED);
    yes("sale update 7 --admit-per-second 0 --max-active 5");
    yes("queue join 7 --buyer 43");
    assertThat(yes("queue show 7 --buyer 43"))
        .contains("ticket     WAITING, number 2", "wait       nobody is admitted at 0 per second");
    assertThat(json("reservation list --sale 7 --buyer 42").get("ticket").getAsString())
        .isEqualTo("ADMITTED");
  }

  @Test
  void anOperatorReleasesAndCancels() {
    yes("sale create 7 --buyer-limit 4 --open");
    yes("stock add 7 1001 10");
    reserve(FIRST, 42, 2);
    reserve(SECOND, 42, 2);
    try (HoldfastClient client = node.connect()) {
      client.confirm(FIRST).join();
    }

    final JsonObject has = json("reservation list --sale 7 --buyer 42");
    assertThat(has.get("units").getAsInt()).isEqualTo(4);
    assertThat(has.getAsJsonArray("reservations")).hasSize(1);
    final JsonObject released = json("reservation release " + SECOND + " --reason phone");
    assertThat(released.get("units").getAsInt()).isEqualTo(2);
    assertThat(released.get("available").getAsInt()).isEqualTo(8);
    assertThat(no("reservation release " + SECOND + " --reason phone"))
        .contains(": HOLD_RELEASED: it was released already");
    final String one = "reservation cancel " + FIRST + " --units 1 --reason size --id ";
    assertThat(json(one + new Id(9, 1)).get("units").getAsInt()).isEqualTo(1);
    final JsonObject again = json(one + new Id(9, 1));
    assertThat(again.get("repeated").getAsBoolean()).isTrue();
    assertThat(json(one + new Id(9, 2)).get("state").getAsString()).isEqualTo("CANCELLED");
    assertThat(no(one + new Id(9, 3))).contains(": EXCEEDS_PURCHASE: ");
    assertThat(yes("stock list 7 --json"))
        .isEqualTo(
            "[{\"sale\":7,\"item\":1001,\"received\":10,\"available\":10,\"held\":0,\"sold\":0,"
                + "\"waiting\":0,\"waitingUnits\":0}]\n");
  }

  @Test
  void whoWaitsIsCountedAndServedByARestock() {
    yes("sale create 7 --open");
    yes("stock add 7 1001 1");
    reserve(FIRST, 42, 1);
    assertThat(reserve(SECOND, 43, 3).state()).hasToString("WAITLISTED");

    assertThat(yes("stock list 7").lines())
        .containsExactly(
            "SALE  ITEM  RECEIVED  AVAILABLE  HELD  SOLD  WAITING  UNITS WANTED",
            "   7  1001         1          0     1     0        1             3");
    assertThat(yes("reservation show " + SECOND)).contains("WAITLISTED", "asked 3, granted 0");
    yes("stock add 7 1001 2");
    assertThat(json("reservation show " + SECOND).get("granted").getAsInt()).isEqualTo(2);
  }

  @Test
  void aPauseHoldsSalesButNotPaymentsAndResumesUnderTheSameIdOnce() {
    yes("sale create 7 --open");
    yes("stock add 7 1001 10");
    reserve(FIRST, 42, 2);

    final JsonObject paused = json("sale pause 7 --grace 15m --reason provider");

    assertThat(json("sale show 7").get("state").getAsString()).isEqualTo("PAUSED");
    assertThat(json("sale show 7").get("graceUntilMs")).isEqualTo(paused.get("graceUntilMs"));
    assertThat(reserve(SECOND, 43, 1).code()).isEqualTo(Code.SALE_PAUSED);
    try (HoldfastClient client = node.connect()) {
      assertThat(client.beginPayment(FIRST).join().code()).isEqualTo(Code.ACCEPTED);
    }
    assertThat(no("sale pause 7")).contains(": ALREADY_PAUSED: ");
    final String resume = "sale resume 7 --id " + new Id(9, 1);
    assertThat(json(resume).get("repeated").getAsBoolean()).isFalse();
    assertThat(json(resume).get("repeated").getAsBoolean()).isTrue();
    assertThat(json("sale show 7").get("state").getAsString()).isEqualTo("OPEN");
    assertThat(no("sale resume 7")).contains("not resumed: ALREADY_OPEN: ");
  }

  @Test
  void anUpdateChangesOnlyWhatIsGiven() {
    yes("sale create 7 --hold 20m --buyer-limit 4 --closes-at +2h --open");
    final JsonObject before = json("sale show 7");

    yes("sale update 7 --buyer-limit 2 --closes-at none");

    final JsonObject after = json("sale show 7");
    assertThat(after.get("buyerLimit").getAsInt()).isEqualTo(2);
    assertThat(after.get("closesAtMs").isJsonNull()).isTrue();
    before.addProperty("buyerLimit", 2);
    before.add("closesAtMs", after.get("closesAtMs"));
    assertThat(after).isEqualTo(before);
    assertThat(no("sale update 7 --group-limit 2")).contains(": LIMIT_NOT_COUNTED: ");
    assertThat(no("sale update 7 --max-active 2")).contains(": NOT_GATED: ");
    assertThat(no("sale update 7 --opens-at +1h")).contains(": ALREADY_OPEN: ");
    assertThat(no("queue show 7")).contains(": NOT_GATED: ");
  }

  @Test
  void aWorkloadPaysAndWaits() throws Exception {
    yes("sale create 7 --waiting-room --open");
    final Path file =
        Files.writeString(
            dir.resolve("w.csv"),
            """
            at_ms,action,reservation,basket,buyer,item,quantity
            0,restock,,,,lamp,9
            1,join,,,ann,,
            2,reserve,r1,,ann,lamp,1
            3,leave,,,ann,,
            4,leave,,,bob,,
            """);

    final JsonObject actions = json("load --sale 7 --workload " + file).getAsJsonObject("actions");

    assertThat(actions.getAsJsonObject("join").get("accepted").getAsInt()).isEqualTo(1);
    assertThat(actions.getAsJsonObject("leave").get("accepted").getAsInt()).isEqualTo(1);
    assertThat(actions.getAsJsonObject("leave").get("rejected"))
        .hasToString("{\"UNKNOWN_TICKET\":1}");
    yes("sale create 8 --open");
    final Path payments =
        Files.writeString(
            dir.resolve("p.csv"),
            """
            at_ms,action,reservation,basket,buyer,item,quantity
            0,restock,,,,lamp,9
            2,reserve,b1,k1,ann,lamp,1
            2,reserve,b2,k1,ann,lamp,2
            3,begin-payment,,k1,,,
            4,begin-payment,b1,,,,
            5,reserve,r1,,bob,lamp,1
            6,begin-payment,r1,,,,
            7,confirm,,k1,,,
            8,begin-payment,,k1,,,
            """);

    final JsonObject paid = json("load --sale 8 --workload " + payments);

    assertThat(paid.getAsJsonObject("actions").get("begin-payment"))
        .hasToString(
            "{\"offered\":4,\"accepted\":3,\"rejected\":{\"ALREADY_CONFIRMED\":1},\"failed\":0}");
    final JsonArray stock = JsonParser.parseString(yes("stock list 8 --json")).getAsJsonArray();
    assertThat(stock.get(0).getAsJsonObject().get("sold").getAsInt()).isEqualTo(3);
    assertThat(stock.get(0).getAsJsonObject().get("held").getAsInt()).isEqualTo(1);
  }

  /** Admission happens on the node's own clock; the test's time limit ends a wait in vain. */
  private void awaitTicket(final long buyer, final String state) {
    String now = "";
    while (!now.equals(state)) {
      now = json("queue show 7 --buyer " + buyer).get("ticket").getAsString();
    }
  }

  private Verdict reserve(final Id id, final long buyer, final int units) {
    try (HoldfastClient client = node.connect()) {
      return client.reserve(ReserveRequest.of(id, 7, 1001, buyer, units).withWaitlist()).join();
    }
  }

  private JsonObject json(final String words) {
    final CommandLineRun run = shell().run(split(words + " --json"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.json().getAsJsonObject();
  }

  private String yes(final String words) {
    return shell().yes(split(words));
  }

  private String no(final String words) {
    return shell().no(split(words));
  }

  private Shell shell() {
    return new Shell(node.address());
  }

  private static Object[] split(final String words) {
    return words.split(" ");
  }
}
