package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code reservation}: what its verbs send and how they say the answers. */
final class ReservationVerbsTest extends AskedNodeTest {
  @Test
  void releaseSaysWhatWentBack() {
    node.answer(
        OperatorReleaseDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED,
            verdict -> verdict.granted(2).state(ReservationState.RELEASED).available(12)));
    final String words =
        "reservation release " + OTHER_ID + " --reason phone --operator ann --id " + ID;

    assertThat(yes(words))
        .isEqualTo(
            "reservation " + OTHER_ID + " released, units: 2 (command " + ID + ", sequence 17)\n");
    assertThat(yes(words + " --json"))
        .isEqualTo(
            "{\"reservation\":\""
                + OTHER_ID
                + "\",\"units\":2,\"state\":\"RELEASED\",\"available\":12,\"command\":\""
                + ID
                + "\",\"code\":\"ACCEPTED\",\"repeated\":false,\"sequence\":17,"
                + "\"durability\":\"JOURNALED\",\"advice\":null}\n");

    final OperatorReleaseDecoder sent =
        new OperatorReleaseDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(new Id(sent.command().hi(), sent.command().lo())).isEqualTo(Id.parse(ID));
    assertThat(new Id(sent.reservation().hi(), sent.reservation().lo()))
        .isEqualTo(Id.parse(OTHER_ID));
    assertThat(sent.operatorName()).isEqualTo("ann");
    assertThat(sent.reason()).isEqualTo("phone");
  }

  @Test
  void aWaitingEntryIsReleasedWithoutUnits() {
    node.answer(
        OperatorReleaseDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED, verdict -> verdict.state(ReservationState.RELEASED).available(0)));

    assertThat(yes("reservation release " + OTHER_ID + " --reason phone"))
        .startsWith("reservation " + OTHER_ID + " released without units (command ");
  }

  @Test
  void cancelTakesAllThatIsLeftOrSoManyUnitsEachTimeUnderANewId() {
    node.answer(
        OperatorCancelDecoder.TEMPLATE_ID,
        Answers.verdict(
            Code.ACCEPTED, verdict -> verdict.granted(1).state(ReservationState.CONFIRMED)));

    final JsonObject some = json("reservation cancel " + OTHER_ID + " --units 1 --reason size");
    assertThat(quantitySent()).isEqualTo(1);
    final JsonObject all = json("reservation cancel " + OTHER_ID + " --reason size");
    assertThat(quantitySent()).isEqualTo(OperatorCancelDecoder.quantityNullValue());

    assertThat(some.get("units").getAsInt()).isEqualTo(1);
    assertThat(some.get("command")).isNotEqualTo(all.get("command"));
    assertThat(yes("reservation cancel " + OTHER_ID + " --units 1 --reason size"))
        .startsWith("reservation " + OTHER_ID + " cancelled, units: 1 (command ");
  }

  private int quantitySent() {
    return new OperatorCancelDecoder()
        .wrapAndApplyHeader(node.lastRequest(), 0, header())
        .quantity();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "release | UNKNOWN_RESERVATION | there is no such reservation, or it ended and was forgotten",
        "release | HOLD_EXPIRED        | the hold's deadline has passed, and its units went back",
        "release | HOLD_RELEASED       | it was released already, and its units went back",
        "release | ALREADY_CONFIRMED   | it was bought; 'holdfast reservation cancel' takes units back",
        "release | REFUND_DUE          | it was paid for too late and holds no units; refund the buyer",
        "cancel  | NOT_CONFIRMED       | only what was bought can be cancelled; 'holdfast reservation release' ends a hold",
        "cancel  | EXCEEDS_PURCHASE    | more units than are left of the purchase",
        "cancel  | ID_DIFFERS_RESERVATION | the id was used with another reservation; to send that",
        "cancel  | CEILING_COMMAND_IDS | the node is at its ceiling, which 'holdfast serve' printed",
      })
  void aNoIsExplained(final String verb, final Code code, final String advice) {
    node.answer(OperatorReleaseDecoder.TEMPLATE_ID, Answers.verdict(code));
    node.answer(OperatorCancelDecoder.TEMPLATE_ID, Answers.verdict(code));

    assertThat(no("reservation " + verb + " " + OTHER_ID + " --reason x"))
        .startsWith(
            "reservation " + OTHER_ID + " not " + verb + (verb.equals("cancel") ? "led" : "d"))
        .contains(": " + code + ": " + advice);
  }

  @Test
  void whatABuyerHasIsListed() {
    node.answer(QueryBuyerDecoder.TEMPLATE_ID, Answers.buyer(2));

    assertThat(yes("reservation list --sale 7 --buyer 42").lines())
        .containsExactly(
            "buyer 42 in sale 7: 5 units held and bought; ticket ADMITTED",
            "RESERVATION                           ITEM  STATE       ASKED  GRANTED  DEADLINE",
            "00000000-0000-0001-0000-000000000001  1001  WAITLISTED      3        0  none",
            "00000000-0000-0001-0000-000000000002  1002  HELD            3        2"
                + "  2023-11-14T22:14:20Z");
    assertThat(yes("reservation list --sale 7 --buyer 42 --json"))
        .isEqualTo(
            "{\"sale\":7,\"buyer\":42,\"units\":5,\"ticket\":\"ADMITTED\",\"reservations\":["
                + "{\"reservation\":\"00000000-0000-0001-0000-000000000001\",\"item\":1001,"
                + "\"state\":\"WAITLISTED\",\"deadlineMs\":null,\"asked\":3,\"granted\":0},"
                + "{\"reservation\":\"00000000-0000-0001-0000-000000000002\",\"item\":1002,"
                + "\"state\":\"HELD\",\"deadlineMs\":1700000060000,\"asked\":3,\"granted\":2}]}\n");
    final QueryBuyerDecoder sent =
        new QueryBuyerDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.sale()).isEqualTo(7);
    assertThat(sent.buyer()).isEqualTo(42);
  }

  @Test
  void aBuyerWithNothingIsSaidToHaveNothing() {
    node.answer(QueryBuyerDecoder.TEMPLATE_ID, Answers.buyer(0));

    assertThat(yes("reservation list --sale 7 --buyer 42"))
        .isEqualTo("buyer 42 in sale 7; holds nothing and waits for nothing\n");
    assertThat(yes("reservation list --sale 7 --buyer 42 --json"))
        .isEqualTo(
            "{\"sale\":7,\"buyer\":42,\"units\":null,\"ticket\":\"NONE\",\"reservations\":[]}\n");
  }

  @Test
  void anUnknownSaleIsANo() {
    node.answer(QueryBuyerDecoder.TEMPLATE_ID, Answers.unknown(Code.UNKNOWN_SALE));

    final CommandLineRun run = run("reservation list --sale 7 --buyer 42");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err())
        .isEqualTo(
            "buyer 42 in sale 7: UNKNOWN_SALE: there is no such sale; see 'holdfast sale list'\n");
  }

  @Test
  void whyTheNodeEndedAWaitIsShown() {
    node.answer(
        QueryReservationDecoder.TEMPLATE_ID,
        Answers.reservation(ReservationState.RELEASED, Code.LIMIT_BUYER));

    assertThat(yes("reservation show " + OTHER_ID).lines())
        .contains(
            "state      RELEASED",
            "reason     LIMIT_BUYER: its turn came, and the buyer had all that one may have of the"
                + " sale",
            "units      asked 3, granted 0, confirmed 0, cancelled 0");
    assertThat(json("reservation show " + OTHER_ID).get("reason").getAsString())
        .isEqualTo("LIMIT_BUYER");
  }
}
