package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.client.RoomSeed;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.Welcome;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sale}: what its verbs send and how they say the answers. */
final class SaleVerbsTest extends AskedNodeTest {
  private static final String SEED =
      "6a09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a";

  @Test
  void createSendsLimitsGraceAndAWaitingRoom() {
    node.answer(CreateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    final String text =
        yes(
            "sale create 7 --buyer-limit 4 --buyer-line-limit 2 --group-limit 6 --group-line-limit 3"
                + " --grace-until +1h --hold 2h --max-hold 3h --retention 7d --waiting-room"
                + " --admit-per-second 250 --max-active 500 --finish 5m --admit-permille 1500"
                + " --return-permille 100 --units-per-buyer 2 --seed "
                + SEED);

    final CreateSaleDecoder sent =
        new CreateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.buyerLimit()).isEqualTo(4);
    assertThat(sent.buyerLineLimit()).isEqualTo(2);
    assertThat(sent.groupLimit()).isEqualTo(6);
    assertThat(sent.groupLineLimit()).isEqualTo(3);
    assertThat(sent.graceUntilMs()).isEqualTo(Welcome.TIME_MS + 3_600_000);
    assertThat(sent.opensAtMs()).isEqualTo(CreateSaleDecoder.opensAtMsNullValue());
    assertThat(sent.holdMs()).isEqualTo(7_200_000);
    assertThat(sent.paymentMs()).isEqualTo(600_000);
    assertThat(sent.maxHoldMs()).isEqualTo(10_800_000);
    assertThat(sent.retentionMs()).isEqualTo(7 * 86_400_000L);
    assertThat(sent.gated()).isEqualTo((short) 1);
    assertThat(sent.admissionPerSecond()).isEqualTo(250);
    assertThat(sent.maxActive()).isEqualTo(500);
    assertThat(sent.finishMs()).isEqualTo(300_000);
    assertThat(sent.admitPermille()).isEqualTo(1_500);
    assertThat(sent.returnPermille()).isEqualTo(100);
    assertThat(sent.unitsPerBuyer()).isEqualTo(2);
    assertThat(seedOf(sent).hex()).isEqualTo(SEED);
    assertThat(text.lines())
        .hasSize(3)
        .contains(
            "SHA-256 of the waiting room's seed: " + RoomSeed.parse(SEED).sha256(),
            "the seed itself shows in 'holdfast queue show 7' from the opening on");
    assertThat(text).doesNotContain(SEED);
  }

  @Test
  void aWaitingRoomHasUsualNumbersAndASeedOfItsOwnEachTime() {
    node.answer(CreateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    final JsonObject first = json("sale create 7 --waiting-room");
    final CreateSaleDecoder sent =
        new CreateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    final RoomSeed firstSeed = seedOf(sent);
    final JsonObject second = json("sale create 7 --waiting-room");

    assertThat(sent.admissionPerSecond()).isEqualTo(100);
    assertThat(sent.maxActive()).isEqualTo(10_000);
    assertThat(sent.finishMs()).isEqualTo(600_000);
    assertThat(sent.admitPermille()).isEqualTo(1_000);
    assertThat(sent.returnPermille()).isZero();
    assertThat(sent.unitsPerBuyer()).isEqualTo(1);
    assertThat(first.get("seedHash").getAsString()).isEqualTo(firstSeed.sha256());
    assertThat(second.get("seedHash")).isNotEqualTo(first.get("seedHash"));
  }

  @Test
  void aSeedMayStandInAFile(@TestDir final Path dir) throws IOException {
    node.answer(CreateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));
    final Path file = Files.writeString(dir.resolve("seed.txt"), "--seed " + SEED + "\n");

    yes("sale create 7 --waiting-room @" + file);

    final CreateSaleDecoder sent =
        new CreateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(seedOf(sent).hex()).isEqualTo(SEED);
  }

  @Test
  void aSaleWithoutAWaitingRoomSendsNone() {
    node.answer(CreateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    yes("sale create 7 --opens-at none --hold 2h");

    final CreateSaleDecoder sent =
        new CreateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.gated()).isZero();
    assertThat(sent.opensAtMs())
        .as("0 would open it at once")
        .isEqualTo(CreateSaleDecoder.opensAtMsNullValue());
    assertThat(sent.buyerLimit()).isZero();
    assertThat(sent.maxHoldMs()).as("never shorter than the hold").isEqualTo(7_200_000);
  }

  @Test
  void aSaleThatWasNotCreatedHasNoSeedHash() {
    node.answer(CreateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.SALE_EXISTS));

    final CommandLineRun run = run("sale create 7 --waiting-room --json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.json().getAsJsonObject().get("seedHash").isJsonNull()).isTrue();
    assertThat(run.err()).startsWith("sale 7 not created: SALE_EXISTS: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "''                                  | null          | ; live holds keep their deadlines",
        "--grace 15m                         | 1700000900000 | ; nothing lapses before 2023-11-14T22:28:20Z",
        "--grace-until 2026-11-27T12:00:00Z  | 1795780800000 | ; nothing lapses before 2026-11-27T12:00:00Z",
        "--grace-until none                  | 0             | ; deadlines pass as usual",
      })
  void pauseSendsItsGrace(final String option, final Long graceUntilMs, final String text) {
    node.answer(PauseSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));
    final String words = "sale pause 7 --reason provider --id " + ID + " " + option;

    assertThat(yes(words.strip()))
        .isEqualTo("sale 7 paused" + text + " (command " + ID + ", sequence 17)\n");

    final PauseSaleDecoder sent =
        new PauseSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.sale()).isEqualTo(7);
    assertThat(sent.graceUntilMs())
        .isEqualTo(graceUntilMs == null ? PauseSaleDecoder.graceUntilMsNullValue() : graceUntilMs);
    final JsonObject json = json(words.strip());
    assertThat(json.keySet())
        .containsExactly(
            "sale",
            "graceUntilMs",
            "command",
            "code",
            "repeated",
            "sequence",
            "durability",
            "advice");
    assertThat(json.get("graceUntilMs"))
        .hasToString(graceUntilMs == null ? "null" : graceUntilMs.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALREADY_PAUSED | the sale is paused already; 'holdfast sale update' changes its grace",
        "NOT_OPEN_YET   | the sale is not open yet; 'holdfast sale open' opens it",
        "SALE_CLOSED    | the sale is closed, which is final; create another",
      })
  void aPauseThatIsNotTakenIsExplained(final Code code, final String advice) {
    node.answer(PauseSaleDecoder.TEMPLATE_ID, Answers.verdict(code));

    assertThat(no("sale pause 7 --grace 5m"))
        .startsWith("sale 7 not paused: " + code + ": " + advice + " (command ");
  }

  @Test
  void resumeOpensAPausedSale() {
    node.answer(QuerySaleDecoder.TEMPLATE_ID, Answers.sale(SaleState.PAUSED, sale -> {}));
    node.answer(OpenSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    assertThat(yes("sale resume 7 --id " + ID))
        .isEqualTo("sale 7 resumed (command " + ID + ", sequence 17)\n");
    assertThat(node.templates())
        .containsExactly(QuerySaleDecoder.TEMPLATE_ID, OpenSaleDecoder.TEMPLATE_ID);
  }

  @Test
  void resumeSentAgainIsARepeatAlthoughTheSaleIsOpenByThen() {
    node.answer(QuerySaleDecoder.TEMPLATE_ID, Answers.sale(SaleState.OPEN, sale -> {}));
    node.answer(
        OpenSaleDecoder.TEMPLATE_ID,
        Answers.verdict(Code.ACCEPTED, verdict -> verdict.marks().repeated(true)));

    assertThat(yes("sale resume 7 --id " + ID))
        .startsWith("sale 7 resumed, as it was when this command was first sent (command ");
  }

  @Test
  void resumeDoesNotOpenAScheduledSale() {
    node.answer(QuerySaleDecoder.TEMPLATE_ID, Answers.sale(SaleState.SCHEDULED, sale -> {}));

    final CommandLineRun run = run("sale resume 7");

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err())
        .isEqualTo(
            "sale 7 is SCHEDULED, so there is nothing to resume; to open it now: holdfast sale open"
                + " 7\n");
    assertThat(node.templates()).containsExactly(QuerySaleDecoder.TEMPLATE_ID);
  }

  @Test
  void resumeOfAnUnknownSaleIsItsVerdict() {
    node.answer(QuerySaleDecoder.TEMPLATE_ID, Answers.unknown(Code.UNKNOWN_SALE));
    node.answer(OpenSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.UNKNOWN_SALE));

    assertThat(no("sale resume 7"))
        .startsWith("sale 7 not resumed: UNKNOWN_SALE: there is no such");
  }

  @Test
  void updateSendsWhatIsGivenAndNothingElse() {
    node.answer(UpdateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    assertThat(yes("sale update 7 --hold 5m --buyer-limit 0 --closes-at none --id " + ID))
        .isEqualTo("sale 7 updated (command " + ID + ", sequence 17)\n");

    final UpdateSaleDecoder sent =
        new UpdateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.holdMs()).isEqualTo(300_000);
    assertThat(sent.buyerLimit()).isZero();
    assertThat(sent.closesAtMs()).isZero();
    assertThat(sent.opensAtMs()).isEqualTo(UpdateSaleDecoder.opensAtMsNullValue());
    assertThat(sent.graceUntilMs()).isEqualTo(UpdateSaleDecoder.graceUntilMsNullValue());
    assertThat(sent.paymentMs()).isEqualTo(UpdateSaleDecoder.paymentMsNullValue());
    assertThat(sent.maxHoldMs()).isEqualTo(UpdateSaleDecoder.maxHoldMsNullValue());
    assertThat(sent.retentionMs()).isEqualTo(UpdateSaleDecoder.retentionMsNullValue());
    assertThat(sent.buyerLineLimit()).isEqualTo(UpdateSaleDecoder.buyerLineLimitNullValue());
    assertThat(sent.groupLimit()).isEqualTo(UpdateSaleDecoder.groupLimitNullValue());
    assertThat(sent.groupLineLimit()).isEqualTo(UpdateSaleDecoder.groupLineLimitNullValue());
    assertThat(sent.admissionPerSecond())
        .isEqualTo(UpdateSaleDecoder.admissionPerSecondNullValue());
    assertThat(sent.finishMs()).isEqualTo(UpdateSaleDecoder.finishMsNullValue());
  }

  @Test
  void updateSendsTheFieldsOfTheWaitingRoom() {
    node.answer(UpdateSaleDecoder.TEMPLATE_ID, Answers.verdict(Code.ACCEPTED));

    yes(
        "sale update 7 --admit-per-second 500 --max-active 1 --finish 1m --admit-permille 2"
            + " --return-permille 3 --units-per-buyer 4");

    final UpdateSaleDecoder sent =
        new UpdateSaleDecoder().wrapAndApplyHeader(node.lastRequest(), 0, header());
    assertThat(sent.admissionPerSecond()).isEqualTo(500);
    assertThat(sent.maxActive()).isEqualTo(1);
    assertThat(sent.finishMs()).isEqualTo(60_000);
    assertThat(sent.admitPermille()).isEqualTo(2);
    assertThat(sent.returnPermille()).isEqualTo(3);
    assertThat(sent.unitsPerBuyer()).isEqualTo(4);
    assertThat(sent.holdMs()).isEqualTo(UpdateSaleDecoder.holdMsNullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIMIT_NOT_COUNTED | the sale was created without this limit, so nothing was counted for it",
        "NOT_GATED         | the sale has no waiting room; one is made with the sale, not later",
        "INVALID_ADMISSION | of the waiting room, --admit-per-second may be 0 to 1000000, ",
        "ALREADY_OPEN      | the sale is open already; there is nothing to do",
      })
  void anUpdateThatIsNotTakenIsExplained(final Code code, final String advice) {
    node.answer(UpdateSaleDecoder.TEMPLATE_ID, Answers.verdict(code));

    assertThat(no("sale update 7 --buyer-limit 2"))
        .startsWith("sale 7 not updated: " + code + ": " + advice);
  }

  @Test
  void aSaleIsShownWithItsPolicy() {
    node.answer(
        QuerySaleDecoder.TEMPLATE_ID,
        Answers.sale(
            SaleState.PAUSED,
            sale ->
                sale.gated((short) 1)
                    .graceUntilMs(Instant.parse("2026-11-27T12:00:00Z").toEpochMilli())
                    .buyerLimit(4)
                    .groupLineLimit(1_000)));

    assertThat(yes("sale show 7").lines())
        .containsExactly(
            "sale 7 \"shoes\"",
            "state      PAUSED",
            "opens at   when you say so",
            "closes at  when you say so",
            "grace      nothing lapses before 2026-11-27T12:00:00Z",
            "hold       10m, with extensions at most 1h",
            "payment    5m",
            "kept       1d after its end",
            "limits     4 per buyer, 1,000 per group and item",
            "waiting    room; see 'holdfast queue show 7'",
            "units      received 10 = available 5 + held 3 + sold 2, in 1 lines");
    assertThat(yes("sale show 7 --json"))
        .isEqualTo(
            "{\"sale\":7,\"name\":\"shoes\",\"state\":\"PAUSED\",\"opensAtMs\":null,"
                + "\"closesAtMs\":null,\"holdMs\":600000,\"paymentMs\":300000,\"lines\":1,"
                + "\"received\":10,\"available\":5,\"held\":3,\"sold\":2,"
                + "\"graceUntilMs\":1795780800000,\"maxHoldMs\":3600000,\"retentionMs\":86400000,"
                + "\"buyerLimit\":4,\"buyerLineLimit\":0,\"groupLimit\":0,\"groupLineLimit\":1000,"
                + "\"waitingRoom\":true}\n");
  }

  private static RoomSeed seedOf(final CreateSaleDecoder sent) {
    final byte[] bytes = new byte[RoomSeed.LENGTH_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) sent.seed(i);
    }
    return RoomSeed.of(bytes);
  }
}
