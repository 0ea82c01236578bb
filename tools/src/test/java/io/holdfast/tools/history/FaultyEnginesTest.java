package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * {@code verify} on journals of engines that break a rule and are consistent in all else: checksums
 * and digests are right, so it is the rules that find them.
 */
final class FaultyEnginesTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  /** Gives the last unit twice. */
  private static final class Oversell implements Fault {
    private long badSequence;

    @Override
    public Outcome falsify(final Outcome right, final long digestBefore) {
      if (right.template() != ReserveEncoder.TEMPLATE_ID || !right.is(Code.SOLD_OUT)) {
        return right;
      }
      badSequence = right.sequence();
      return right.with(
          Code.ACCEPTED, ReservationState.HELD, 1, new Fold(digestBefore).line(ITEM, -1, 3, 0));
    }
  }

  @Test
  void overselling(@TestDir final Path dir) {
    final Oversell fault = new Oversell();
    final Scribe faulty = sellOut(new Scribe(fault));

    assertRight(sellOut(new Scribe()), dir.resolve("right"));
    final JsonObject violation = assertViolated(faulty, dir.resolve("faulty"), fault.badSequence);
    assertThat(violation.get("rule").getAsString()).isEqualTo("outcome");
    assertThat(violation.get("text").getAsString())
        .contains("recorded is ACCEPTED, granted 1, state HELD; by the rules it is SOLD_OUT");
  }

  private static Scribe sellOut(final Scribe scribe) {
    return scribe
        .openSale(SALE, create -> {})
        .stock(SALE, ITEM, 2)
        .reserve(1, SALE, ITEM, 100, 1)
        .reserve(2, SALE, ITEM, 101, 1)
        .reserve(3, SALE, ITEM, 102, 1);
  }

  /** Decides as if the sale had no limit. */
  private static final Fault LIMIT_IGNORED =
      new Fault() {
        @Override
        public void rewrite(final int template, final UnsafeBuffer command) {
          if (template == CreateSaleEncoder.TEMPLATE_ID) {
            new CreateSaleEncoder().wrap(command, HEADER_BYTES).buyerLimit(0);
          }
        }
      };

  @Test
  void ignoringALimit(@TestDir final Path dir) {
    final Scribe faulty = buyTooMuch(new Scribe(LIMIT_IGNORED));
    final long bad = faulty.sequence();
    faulty.confirm(2).reserve(3, SALE, ITEM, 101, 1);

    assertRight(buyTooMuch(new Scribe()), dir.resolve("right"));
    final JsonObject violation = assertViolated(faulty, dir.resolve("faulty"), bad);
    assertThat(violation.get("rule").getAsString()).isEqualTo("outcome");
    assertThat(violation.get("text").getAsString())
        .contains("recorded is ACCEPTED, granted 2, state HELD; by the rules it is LIMIT_BUYER");
  }

  private static Scribe buyTooMuch(final Scribe scribe) {
    return scribe
        .openSale(SALE, create -> create.buyerLimit(2))
        .stock(SALE, ITEM, 10)
        .reserve(1, SALE, ITEM, 100, 1)
        .confirm(1)
        .reserve(2, SALE, ITEM, 100, 2);
  }

  /** Draws the order with a seed of its own. */
  private static final Fault OTHER_ORDER =
      new Fault() {
        @Override
        public void rewrite(final int template, final UnsafeBuffer command) {
          if (template == CreateSaleEncoder.TEMPLATE_ID) {
            new CreateSaleEncoder().wrap(command, HEADER_BYTES).seed(0, (short) 99);
          }
        }
      };

  @Test
  void callingATicketOutOfTurn(@TestDir final Path dir) {
    final Scribe faulty = queue(new Scribe(OTHER_ORDER)).at(1_000);

    final Scribe right = queue(new Scribe()).at(1_000);
    assertRight(right, dir.resolve("right"));
    final long firstAdmission = queue(new Scribe()).sequence() + 1;
    final JsonObject violation = assertViolated(faulty, dir.resolve("faulty"), firstAdmission);
    assertThat(violation.get("rule").getAsString()).isEqualTo("digest");
  }

  /** Ten who joined before the opening; one is admitted a second. */
  private static Scribe queue(final Scribe scribe) {
    scribe.createSale(SALE, create -> create.gated((short) 1).admissionPerSecond(1));
    scribe.stock(SALE, ITEM, 10);
    LongStream.range(100, 110).forEach(buyer -> scribe.join(SALE, buyer));
    return scribe.open(SALE);
  }

  @Test
  void lettingSomebodyBuyOutOfTurn(@TestDir final Path dir) {
    final long admitted =
        LongStream.range(100, 110).filter(buyer -> reserves(buyer)).findFirst().orElseThrow();
    final long waiting =
        LongStream.range(100, 110).filter(buyer -> !reserves(buyer)).findFirst().orElseThrow();
    final Scribe right = queue(new Scribe()).at(1_000).reserve(1, SALE, ITEM, waiting, 1);
    final Scribe faulty =
        queue(new Scribe(takenFor(waiting, admitted))).at(1_000).reserve(1, SALE, ITEM, waiting, 1);

    assertRight(right, dir.resolve("right"));
    final JsonObject violation = assertViolated(faulty, dir.resolve("faulty"), faulty.sequence());
    assertThat(violation.get("text").getAsString())
        .contains("for buyer " + waiting + ": recorded is ACCEPTED")
        .contains("by the rules it is NOT_ADMITTED");
  }

  private static boolean reserves(final long buyer) {
    final Scribe scribe = queue(new Scribe()).at(1_000);
    final long before = available(scribe);
    return available(scribe.reserve(1, SALE, ITEM, buyer, 1)) < before;
  }

  private static long available(final Scribe scribe) {
    return StateReport.of(scribe.engine().queries(), SALE, ITEM).lines().get(0).available();
  }

  /** Takes one buyer for another. */
  private static Fault takenFor(final long buyer, final long other) {
    return new Fault() {
      @Override
      public void rewrite(final int template, final UnsafeBuffer command) {
        if (template == ReserveEncoder.TEMPLATE_ID) {
          final long is = command.getLong(HEADER_BYTES + ReserveEncoder.buyerEncodingOffset());
          new ReserveEncoder().wrap(command, HEADER_BYTES).buyer(is == buyer ? other : is);
        }
      }
    };
  }

  /** Gives the units of a purchase back as if they were still held. */
  private static final class ReleasesAfterConfirm implements Fault {
    @Override
    public Outcome falsify(final Outcome right, final long digestBefore) {
      return right.template() == ReleaseEncoder.TEMPLATE_ID && right.is(Code.ALREADY_CONFIRMED)
          ? right.with(
              Code.ACCEPTED,
              ReservationState.RELEASED,
              1,
              new Fold(digestBefore).line(ITEM, 2, -1, 1))
          : right;
    }
  }

  /** Sells the units of a purchase a second time. */
  private static final class ConfirmsTwice implements Fault {
    private int confirms;

    @Override
    public Outcome falsify(final Outcome right, final long digestBefore) {
      confirms += right.template() == ConfirmEncoder.TEMPLATE_ID ? 1 : 0;
      return right.template() == ConfirmEncoder.TEMPLATE_ID && confirms == 2
          ? right.with(
              Code.ACCEPTED,
              ReservationState.CONFIRMED,
              1,
              new Fold(digestBefore).line(ITEM, 1, -1, 2))
          : right;
    }
  }

  @Test
  void resolvingAHoldTwice(@TestDir final Path dir) {
    resolvedTwice(
        new ReleasesAfterConfirm(),
        scribe -> scribe.release(1),
        "recorded is ACCEPTED, granted 1, state RELEASED; by the rules it is ALREADY_CONFIRMED",
        dir.resolve("release"));
    resolvedTwice(
        new ConfirmsTwice(),
        scribe -> scribe.confirm(1),
        "recorded is ACCEPTED, granted 1, state CONFIRMED; by the rules it is ACCEPTED, granted 1,"
            + " state CONFIRMED, repeated",
        dir.resolve("confirm"));
  }

  private static void resolvedTwice(
      final Fault fault, final Function<Scribe, Scribe> again, final String text, final Path dir) {
    final Scribe faulty = again.apply(buyOne(new Scribe(fault)));

    assertRight(again.apply(buyOne(new Scribe())), dir.resolve("right"));
    final JsonObject violation = assertViolated(faulty, dir.resolve("faulty"), faulty.sequence());
    assertThat(violation.get("rule").getAsString()).isEqualTo("outcome");
    assertThat(violation.get("text").getAsString()).contains(text);
  }

  private static Scribe buyOne(final Scribe scribe) {
    return scribe
        .openSale(SALE, create -> {})
        .stock(SALE, ITEM, 2)
        .reserve(new Id(0, 1), SALE, ITEM, 100, 0, 1, 0)
        .confirm(1);
  }

  private static void assertRight(final Scribe scribe, final Path dir) {
    scribe.writeTo(dir);
    final CommandLineRun run = CommandLineRun.of("verify", "--data-dir", dir, "--json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
  }

  private static JsonObject assertViolated(
      final Scribe scribe, final Path dir, final long sequence) {
    scribe.writeTo(dir);
    final CommandLineRun run = CommandLineRun.of("verify", "--data-dir", dir, "--json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.NO);
    final JsonObject violation = run.json().getAsJsonObject().getAsJsonObject("firstViolation");
    assertThat(violation.get("sequence").getAsLong()).as(violation.toString()).isEqualTo(sequence);
    return violation;
  }
}
