package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.Welcome;
import io.holdfast.tools.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code queue}: what its verbs send and how they say the answers. */
final class QueueVerbsTest extends AskedNodeTest {
  private static final String HASH = "1c".repeat(32);
  private static final String SEED = "5a".repeat(32);

  @Test
  void aRoomIsShown() {
    node.answer(QueryRoomDecoder.TEMPLATE_ID, Answers.room(SaleState.OPEN, room -> {}));

    assertThat(yes("queue show 7").lines())
        .containsExactly(
            "waiting room of sale 7",
            "state      OPEN",
            "joined     12,345, the first 10,000 of them shuffled",
            "waiting    7,900",
            "active     2,000 of at most 10,000; 150 without a hold or purchase yet",
            "ended      1,500 done, 700 expired, 145 left",
            "admitted   4,200; the first 4,345 places have had their turn",
            "rate       100 per second, each for 10m",
            "units      1 per buyer; admitted for 1,000/1000 of what is there, 0/1000 of what is held"
                + " is expected back",
            "seed hash  " + HASH,
            "seed       " + SEED);
    assertThat(yes("queue show 7 --json"))
        .isEqualTo(
            "{\"sale\":7,\"state\":\"OPEN\",\"joined\":12345,\"drawn\":10000,\"waiting\":7900,"
                + "\"active\":2000,\"activeIdle\":150,\"done\":1500,\"expired\":700,\"left\":145,"
                + "\"admitted\":4200,\"admittedUpTo\":4345,\"admissionPerSecond\":100,"
                + "\"maxActive\":10000,\"finishMs\":600000,\"admitPermille\":1000,"
                + "\"returnPermille\":0,\"unitsPerBuyer\":1,\"soldOut\":false,\"seedHash\":\""
                + HASH
                + "\",\"seed\":\""
                + SEED
                + "\"}\n");
  }

  @Test
  void aRoomKeepsItsSeedUntilTheOpening() {
    node.answer(
        QueryRoomDecoder.TEMPLATE_ID,
        Answers.room(SaleState.SCHEDULED, room -> room.admittedUpTo(0).soldOut((short) 1)));

    assertThat(yes("queue show 7").lines())
        .contains(
            "state      SCHEDULED, sold out",
            "joined     12,345, to be shuffled at the opening",
            "seed hash  " + HASH,
            "seed       shows at the opening");
    final JsonObject json = json("queue show 7");
    assertThat(json.get("seed").isJsonNull()).isTrue();
    assertThat(json.get("drawn").isJsonNull()).isTrue();
    assertThat(json.get("soldOut").getAsBoolean()).isTrue();
  }

  @Test
  void aTicketIsShownWithItsPositionAndTheWait() {
    // 12,345 - 4,345 = 8,000 turns are left, 7,900 of them of buyers who still wait.
    node.answer(QueryRoomDecoder.TEMPLATE_ID, Answers.room(SaleState.OPEN, room -> {}));
    node.answer(
        QueryTicketDecoder.TEMPLATE_ID,
        Answers.ticket(TicketState.WAITING, ticket -> ticket.place(6_944).admittedUpTo(4_345)));

    assertThat(yes("queue show 7 --buyer 42").lines())
        .containsExactly(
            "buyer 42 in the waiting room of sale 7",
            "ticket     WAITING, number 11",
            "place      6,944; 2,599 before it",
            "wait       at least 24s at 100 per second; more if units or room are short, less only if"
                + " others leave");
    assertThat(yes("queue show 7 --buyer 42 --json"))
        .isEqualTo(
            "{\"sale\":7,\"buyer\":42,\"ticket\":\"WAITING\",\"number\":11,\"place\":6944,"
                + "\"admittedUpTo\":4345,\"position\":2599,\"waitAtLeastMs\":24000,"
                + "\"deadlineMs\":null,\"saleState\":\"OPEN\",\"soldOut\":false}\n");
  }

  @Test
  void whoIsAdmittedIsToldWhenTheSessionEnds() {
    node.answer(QueryRoomDecoder.TEMPLATE_ID, Answers.room(SaleState.OPEN, room -> {}));
    node.answer(
        QueryTicketDecoder.TEMPLATE_ID,
        Answers.ticket(
            TicketState.ADMITTED,
            ticket -> ticket.place(3).admittedUpTo(4_345).deadlineMs(Welcome.TIME_MS + 60_000)));

    assertThat(yes("queue show 7 --buyer 42").lines())
        .containsExactly(
            "buyer 42 in the waiting room of sale 7",
            "ticket     ADMITTED, number 11",
            "place      3",
            "session    ends at 2023-11-14T22:14:20Z");
    final JsonObject json = json("queue show 7 --buyer 42");
    assertThat(json.get("position").isJsonNull()).isTrue();
    assertThat(json.get("waitAtLeastMs").isJsonNull()).isTrue();
    assertThat(json.get("deadlineMs").getAsLong()).isEqualTo(Welcome.TIME_MS + 60_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCHEDULED | 100 | 0 | until the sale opens, then by place",
        "PAUSED    | 100 | 0 | nobody is admitted while the sale is paused",
        "OPEN      | 0   | 0 | nobody is admitted at 0 per second",
        "OPEN      | 100 | 1 | at least 24s at 100 per second; more if units or room are short, less only if others leave; sold out now: nobody is admitted until units return",
      })
  void aWaitThatCannotBeToldIsSaidToBeSo(
      final SaleState state, final int perSecond, final short soldOut, final String text) {
    node.answer(
        QueryRoomDecoder.TEMPLATE_ID,
        Answers.room(state, room -> room.admissionPerSecond(perSecond).soldOut(soldOut)));
    node.answer(
        QueryTicketDecoder.TEMPLATE_ID,
        Answers.ticket(TicketState.WAITING, ticket -> ticket.place(6_944).admittedUpTo(4_345)));

    assertThat(yes("queue show 7 --buyer 42").lines()).contains("wait       " + text);
  }

  @Test
  void joinSaysThePlace() {
    node.answer(
        JoinQueueDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED,
            verdict -> verdict.ticket(TicketState.WAITING).place(300).admittedUpTo(100)));

    assertThat(yes("queue join 7 --buyer 42"))
        .isEqualTo("buyer 42 has joined the queue of sale 7: WAITING, 200 before it\n");
    assertThat(yes("queue join 7 --buyer 42 --json"))
        .isEqualTo(
            "{\"sale\":7,\"buyer\":42,\"ticket\":\"WAITING\",\"place\":300,\"admittedUpTo\":100,"
                + "\"position\":200,\"code\":\"ACCEPTED\",\"repeated\":false,\"sequence\":17,"
                + "\"durability\":\"JOURNALED\",\"advice\":null}\n");
    final JoinQueueDecoder sent =
        new JoinQueueDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.sale()).isEqualTo(7);
    assertThat(sent.buyer()).isEqualTo(42);
  }

  @Test
  void joinBeforeTheOpeningHasNoPlaceYet() {
    node.answer(
        JoinQueueDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED,
            verdict -> verdict.ticket(TicketState.WAITING).admittedUpTo(0).marks().repeated(true)));

    assertThat(yes("queue join 7 --buyer 42"))
        .isEqualTo(
            "buyer 42 had already joined the queue of sale 7: WAITING, place drawn at the opening\n");
  }

  @Test
  void leaveGivesTheTicketBack() {
    node.answer(
        LeaveQueueDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED,
            verdict -> verdict.ticket(TicketState.LEFT).place(300).admittedUpTo(100)));

    assertThat(yes("queue leave 7 --buyer 42"))
        .isEqualTo("buyer 42 has left the queue of sale 7: LEFT\n");
    assertThat(json("queue leave 7 --buyer 42").get("position").isJsonNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "join  | joined | NOT_GATED       | the sale has no waiting room; one is made with the sale, not later",
        "join  | joined | SALE_CLOSED     | the sale is closed, which is final; create another",
        "join  | joined | CEILING_TICKETS | the node is at its ceiling, which 'holdfast serve' printed at its first start",
        "leave | left   | UNKNOWN_TICKET  | the buyer never joined; 'holdfast queue join' makes a ticket",
      })
  void aNoIsExplained(
      final String verb, final String participle, final Code code, final String advice) {
    node.answer(JoinQueueDecoder.TEMPLATE_ID, Answers.verdict(code));
    node.answer(LeaveQueueDecoder.TEMPLATE_ID, Answers.verdict(code));

    assertThat(no("queue " + verb + " 7 --buyer 42"))
        .isEqualTo(
            "buyer 42 has not "
                + participle
                + " the queue of sale 7: "
                + code
                + ": "
                + advice
                + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_GATED      | the sale has no waiting room; one is made with the sale, not later",
        "UNKNOWN_SALE   | there is no such sale; see 'holdfast sale list'",
      })
  void aRoomThatIsNotThereIsANo(final Code code, final String advice) {
    node.answer(QueryRoomDecoder.TEMPLATE_ID, Answers.unknown(code));

    final CommandLineRun run = run("queue show 7");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).isEqualTo("waiting room of sale 7: " + code + ": " + advice + "\n");
  }
}
