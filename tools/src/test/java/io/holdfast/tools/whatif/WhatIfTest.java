package io.holdfast.tools.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.history.Fault;
import io.holdfast.tools.history.Scribe;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** {@code what-if}: history's own rules give exactly history, others give what they would give. */
final class WhatIfTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;

  /** Two units for five buyers, who pay after 8 minutes or not at all; holds live 10. */
  private static Scribe slowPayers() {
    return new Scribe()
        .tickLag(3)
        .openSale(SALE, create -> {})
        .stock(SALE, ITEM, 2)
        .at(1_000)
        .reserve(1, SALE, ITEM, 100, 1)
        .at(2_000)
        .reserve(2, SALE, ITEM, 101, 1)
        .at(330_000)
        .reserve(3, SALE, ITEM, 102, 1)
        .at(481_000)
        .confirm(1)
        .at(620_000)
        .reserve(4, SALE, ITEM, 103, 1)
        .at(625_000)
        .confirm(4)
        .at(700_000);
  }

  @Test
  void nothingChangedIsExactlyHistory(@TestDir final Path dir) {
    slowPayers().writeTo(dir);

    final CommandLineRun run = whatIf(dir, "--check");
    final JsonObject json = whatIf(dir, "--check", "--json").json().getAsJsonObject();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("exactly history: all 11 steps up to sequence 11");
    assertThat(json.get("same").getAsBoolean()).isTrue();
    assertThat(json.get("changedOutcomes").getAsLong()).isZero();
    assertThat(json.get("firstChange").isJsonNull()).isTrue();
    assertThat(json.get("whatIf")).isEqualTo(json.get("history"));
  }

  @Test
  void anotherHoldTimeIsAnotherSellThrough(@TestDir final Path dir) {
    slowPayers().writeTo(dir);

    final CommandLineRun run = whatIf(dir, "--sale", SALE, "--hold-time", "5m", "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    final JsonObject json = run.json().getAsJsonObject();
    final JsonObject history = json.getAsJsonObject("history");
    final JsonObject other = json.getAsJsonObject("whatIf");
    assertThat(history.get("sold").getAsLong()).isEqualTo(2);
    assertThat(history.get("sellThrough").getAsDouble()).isEqualTo(1.0);
    assertThat(history.get("expired").getAsLong()).isEqualTo(1);
    assertThat(history.getAsJsonObject("rejected").get("SOLD_OUT").getAsLong()).isEqualTo(1);
    // Both holds lapse after 5 minutes; buyer 102 gets one, and what that buyer would have done is
    // not known. The other is there when buyer 100 pays late, so nothing is left for buyer 103.
    assertThat(other.get("expired").getAsLong()).isEqualTo(2);
    assertThat(other.get("paidLate").getAsLong()).isEqualTo(1);
    assertThat(other.get("sold").getAsLong()).isEqualTo(1);
    assertThat(other.get("sellThrough").getAsDouble()).isEqualTo(0.5);
    assertThat(other.get("held").getAsLong()).isEqualTo(1);
    assertThat(json.get("newlyHeld").getAsLong()).isEqualTo(1);
    assertThat(json.get("soldAtMost").getAsLong()).isEqualTo(2);
    assertThat(json.get("same").getAsBoolean()).isFalse();
    assertThat(json.getAsJsonArray("assumption").toString())
        .contains("that history refused or never served and that are held: 1, of units: 1.");
  }

  @Test
  void aLimitAndMoreStock(@TestDir final Path dir) {
    new Scribe()
        .openSale(SALE, create -> {})
        .stock(SALE, ITEM, 4)
        .reserve(1, SALE, ITEM, 100, 3)
        .confirm(1)
        .reserve(2, SALE, ITEM, 101, 2)
        .reserve(2, SALE, ITEM, 101, 2)
        .writeTo(dir);

    final JsonObject limit = json(dir, "--limit", 2);
    final JsonObject more = json(dir, "--stock", "+1", "--item", ITEM);
    final JsonObject fewer = json(dir, "--stock", "2", "--item", ITEM);

    assertThat(limit.getAsJsonObject("rules").toString()).isEqualTo("{\"buyerLimit\":2}");
    assertThat(limit.getAsJsonObject("whatIf").getAsJsonObject("rejected").toString())
        .isEqualTo("{\"UNKNOWN_RESERVATION\":1,\"LIMIT_BUYER\":1}");
    assertThat(limit.getAsJsonObject("whatIf").get("held").getAsLong()).isEqualTo(2);
    assertThat(limit.get("noLongerHeld").getAsLong()).isEqualTo(1);
    assertThat(more.getAsJsonObject("whatIf").get("received").getAsLong()).isEqualTo(5);
    assertThat(more.getAsJsonObject("whatIf").get("held").getAsLong()).isEqualTo(2);
    assertThat(more.get("changedOutcomes").getAsLong()).isEqualTo(2);
    assertThat(fewer.getAsJsonObject("whatIf").get("sold").getAsLong()).isZero();
    assertThat(fewer.getAsJsonObject("whatIf").get("received").getAsLong()).isEqualTo(2);
  }

  @Test
  void anotherRateAdmitsOthers(@TestDir final Path dir) {
    final Scribe history =
        new Scribe()
            .createSale(SALE, create -> create.gated((short) 1).admissionPerSecond(2))
            .stock(SALE, ITEM, 100);
    for (int buyer = 100; buyer < 120; buyer++) {
      history.join(SALE, buyer);
    }
    history.open(SALE).at(5_000).writeTo(dir);

    final JsonObject slower = json(dir, "--admission-rate", "1/s");

    final long was = slower.getAsJsonObject("history").get("admitted").getAsLong();
    final long is = slower.getAsJsonObject("whatIf").get("admitted").getAsLong();
    assertThat(was).isBetween(10L, 12L);
    assertThat(is).isBetween(5L, 7L);
  }

  /** With faults of timing that a real node has: Ticks come late, and it was down for a while. */
  @Test
  void anyHistoryIsExactlyHistory(@TestDir final Path dir, @Seed final long seed) {
    final Random random = new Random(seed);
    final Scribe history =
        new Scribe()
            .tickLag(random.nextInt(50))
            .createSale(
                SALE,
                create ->
                    create
                        .holdMs(20_000)
                        .paymentMs(15_000)
                        .buyerLimit(3)
                        .gated((short) 1)
                        .admissionPerSecond(5))
            .createSale(8, create -> create.holdMs(10_000).buyerLineLimit(2))
            .stock(SALE, ITEM, 40)
            .stock(8, ITEM, 20);
    for (int buyer = 0; buyer < 60; buyer++) {
      history.join(SALE, buyer + 1);
    }
    history.open(SALE).open(8);
    long now = 0;
    for (int i = 1; i <= 1_500; i++) {
      now += random.nextInt(400);
      if (random.nextInt(300) == 0) {
        now += 30_000;
        history.outage(now, 5_000);
      } else {
        history.at(now);
      }
      someCommand(history, random, i);
    }
    history.writeTo(dir);

    assertThat(json(dir, "--check").get("same").getAsBoolean()).isTrue();
    final JsonObject longer = json(dir, "--hold-time", "30s");
    assertThat(longer.get("same").getAsBoolean()).isFalse();
  }

  private static void someCommand(final Scribe history, final Random random, final int i) {
    final long sale = random.nextBoolean() ? SALE : 8;
    final long buyer = 1L + random.nextInt(60);
    final long some = 1L + random.nextInt(i);
    switch (random.nextInt(8)) {
      case 0 -> history.confirm(some);
      case 1 -> history.release(some);
      case 2 -> history.beginPayment(some);
      case 3 -> history.cancel(100_000 + i, some, 1);
      case 4 -> history.join(SALE, buyer);
      default -> history.reserve(i, sale, ITEM, buyer, 1 + random.nextInt(2), random.nextInt(4));
    }
  }

  @Test
  void aHistoryThatTheseRulesDidNotWriteIsRefused(@TestDir final Path dir) {
    final Fault noLimit =
        new Fault() {
          @Override
          public void rewrite(final int template, final UnsafeBuffer command) {
            if (template == CreateSaleEncoder.TEMPLATE_ID) {
              new CreateSaleEncoder()
                  .wrap(command, MessageHeaderEncoder.ENCODED_LENGTH)
                  .buyerLimit(0);
            }
          }
        };
    new Scribe(noLimit)
        .openSale(SALE, create -> create.buyerLimit(1))
        .stock(SALE, ITEM, 4)
        .reserve(1, SALE, ITEM, 100, 2)
        .writeTo(dir);

    final CommandLineRun run = whatIf(dir, "--check");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .endsWith(
            "sequence 5 was answered ACCEPTED HELD 2, by the rules it is LIMIT_BUYER: look with"
                + " 'holdfast verify'\n");
  }

  @Test
  void mistakesAreSaid(@TestDir final Path dir) {
    slowPayers().writeTo(dir);

    assertMistake(
        dir,
        "what would be otherwise? give --hold-time, --payment-time, --limit, --admission-rate or"
            + " --stock; or --check\n");
    assertMistake(
        dir,
        "--check compares history's own rules: leave the others out\n",
        "--check",
        "--limit",
        1);
    assertMistake(dir, "--stock and --item belong together\n", "--stock", "+1");
    assertMistake(dir, "--hold-time: from 1ms to 366d\n", "--hold-time", "0s");
    assertMistake(dir, "--sale 9: history has no such sale\n", "--sale", 9, "--hold-time", "5m");
    assertMistake(dir, "--admission-rate: no waiting room in history\n", "--admission-rate", "5/s");
    assertMistake(dir, "--item 9: history has no delivery of it\n", "--item", 9, "--stock", "+5");
    assertMistake(
        dir,
        "--stock -2: the first delivery of item 1 in sale 7 was 2, so nothing would be left of it\n",
        "--item",
        ITEM,
        "--stock",
        "-2");
    assertThat(whatIf(dir, "--admission-rate", "fast").exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(whatIf(dir, "--item", 1, "--stock", "many").exitCode()).isEqualTo(ExitCode.MISTAKE);
  }

  private static void assertMistake(final Path dir, final String message, final Object... options) {
    final CommandLineRun run = whatIf(dir, options);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  private static JsonObject json(final Path dir, final Object... options) {
    final Object[] withJson = java.util.Arrays.copyOf(options, options.length + 1);
    withJson[options.length] = "--json";
    final CommandLineRun run = whatIf(dir, withJson);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run.json().getAsJsonObject();
  }

  private static CommandLineRun whatIf(final Path dir, final Object... options) {
    final Object[] all = new Object[options.length + 3];
    System.arraycopy(new Object[] {"what-if", "--data-dir", dir}, 0, all, 0, 3);
    System.arraycopy(options, 0, all, 3, options.length);
    return CommandLineRun.of(all);
  }
}
