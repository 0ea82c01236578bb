package io.holdfast.tools.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.history.Scribe;
import io.holdfast.tools.judge.JournalFile;
import io.holdfast.tools.workload.WorkloadIds;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code explain}: what a support person can paste, word for word. */
final class ExplainTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;

  private static Scribe shop(final int units) {
    return new Scribe().openSale(SALE, create -> create.buyerLimit(4)).stock(SALE, ITEM, units);
  }

  @Test
  void rejectedBecauseSoldOut(@TestDir final Path dir) {
    final Scribe history =
        shop(3)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .confirm(1)
            .at(3_000)
            .reserve(2, SALE, ITEM, 101, 1)
            .at(4_000)
            .reserve(3, SALE, ITEM, 102, 1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:04Z  Buyer 102 asked for 1 unit of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000003. Refused with SOLD_OUT: Of 3 units, 0 were available, 1 held and 2 sold. The last units went to buyer 101 (1 unit, held since 2026-11-27T09:00:03Z until 2026-11-27T09:10:03Z). (sequence 8)
        """,
        "--reservation",
        id(3));
  }

  @Test
  void rejectedBecauseOfTheLimit(@TestDir final Path dir) {
    final Scribe history =
        shop(10)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .confirm(1)
            .at(3_000)
            .reserve(2, SALE, ITEM, 100, 1)
            .at(4_000)
            .reserve(3, SALE, ITEM, 100, 2);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:04Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000003. Refused with LIMIT_BUYER: A buyer may have 4 units of the sale; this buyer had 3 units: reservation 00000000-0000-0000-0000-000000000002 (1 unit, held since 2026-11-27T09:00:03Z until 2026-11-27T09:10:03Z) and reservation 00000000-0000-0000-0000-000000000001 (2 units, bought). That left room for 1 unit. The answer named the buyer's own live reservation 00000000-0000-0000-0000-000000000002. (sequence 8)
        """,
        "--reservation",
        id(3));
  }

  @Test
  void expiredThenPaidLateAndTakenAgain(@TestDir final Path dir) {
    final Scribe history =
        shop(3)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .beginPayment(1)
            .at(700_000)
            .confirm(1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 3 were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:00:02Z  The payment for reservation 00000000-0000-0000-0000-000000000001 began; 2 units are held until 2026-11-27T09:10:01Z. (sequence 6)
        2026-11-27T09:10:01Z  The hold of reservation 00000000-0000-0000-0000-000000000001 lapsed: its deadline 2026-11-27T09:10:01Z passed without a payment. 2 units came free for others. (sequence 7)
        2026-11-27T09:11:40Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came 1m39s after the deadline 2026-11-27T09:10:01Z; the hold had lapsed at 2026-11-27T09:10:01Z (sequence 7), but 3 were available, so the buyer's 2 units were taken again and are sold, marked late. (sequence 8)
        2026-11-27T09:11:40Z  Reservation 00000000-0000-0000-0000-000000000001 is now CONFIRMED, paid late: asked 2, granted 2, bought 2, cancelled 0. (sequence 8)
        """,
        "--reservation",
        id(1));
  }

  @Test
  void expiredThenPaidLateAndGone(@TestDir final Path dir) {
    final Scribe history =
        shop(2)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(602_000)
            .reserve(2, SALE, ITEM, 101, 1)
            .at(603_000)
            .confirm(2)
            .at(700_000)
            .confirm(1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 2 were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:10:01Z  The hold of reservation 00000000-0000-0000-0000-000000000001 lapsed: its deadline 2026-11-27T09:10:01Z passed without a payment. 2 units came free for others. (sequence 6)
        2026-11-27T09:11:40Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came 1m39s after the deadline 2026-11-27T09:10:01Z; the hold had lapsed at 2026-11-27T09:10:01Z (sequence 6), and only 1 was available, of 2 units needed. Since the hold had lapsed, units had gone to buyer 101 (1 unit, bought). Refund the buyer. (sequence 9)
        2026-11-27T09:11:40Z  Reservation 00000000-0000-0000-0000-000000000001 is now REFUND_DUE: asked 2, granted 2, bought 0, cancelled 0. (sequence 9)
        """,
        "--reservation",
        id(1));
  }

  @Test
  void releasedThenPaid(@TestDir final Path dir) {
    final Scribe history =
        shop(2)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .operatorRelease(1, "asked by phone")
            .at(3_000)
            .confirm(1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 2 were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:00:02Z  Operator olga ('asked by phone') released reservation 00000000-0000-0000-0000-000000000001; 2 units came free for others. (sequence 6)
        2026-11-27T09:00:03Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came after the end. Operator olga ('asked by phone') had released it at 2026-11-27T09:00:02Z (sequence 6). What was given back is not taken again. Refund the buyer. (sequence 7)
        2026-11-27T09:00:03Z  Reservation 00000000-0000-0000-0000-000000000001 is now REFUND_DUE: asked 2, granted 2, bought 0, cancelled 0. (sequence 7)
        """,
        "--reservation",
        id(1));
  }

  @Test
  void waitlistedThenMatched(@TestDir final Path dir) {
    final Scribe history =
        shop(1)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 1)
            .at(2_000)
            .reserve(2, SALE, ITEM, 101, 2, Scribe.WAITLIST)
            .at(3_000)
            .reserve(3, SALE, ITEM, 102, 1, Scribe.WAITLIST)
            .at(610_000)
            .confirm(2)
            .at(620_000)
            .stock(SALE, ITEM, 1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:02Z  Buyer 101 asked for 2 units of item 1 in sale 7 'autumn shoes', or as many as there are, or to wait for them, as reservation 00000000-0000-0000-0000-000000000002. None was free (1 held, 0 sold of 1), so the buyer waits: place 1 of 1 on the waitlist. The last units went to buyer 100 (1 unit, held since 2026-11-27T09:00:01Z until 2026-11-27T09:10:01Z). (sequence 6)
        2026-11-27T09:10:01Z  Units came free: the hold of buyer 100 (1 unit) lapsed. Reservation 00000000-0000-0000-0000-000000000002 had waited 9m59s (place 1 at first), was first in turn and got 1 of 2 units, held until 2026-11-27T09:20:01Z. (sequence 8)
        2026-11-27T09:10:10Z  The payment for reservation 00000000-0000-0000-0000-000000000002 came in time; 1 unit is sold. (sequence 9)
        2026-11-27T09:10:20Z  Reservation 00000000-0000-0000-0000-000000000002 is now CONFIRMED: asked 2, granted 1, bought 1, cancelled 0. (sequence 10)
        """,
        "--reservation",
        id(2));
    assertTold(
        history,
        dir.resolve("again"),
        """
        2026-11-27T09:00:03Z  Buyer 102 asked for 1 unit of item 1 in sale 7 'autumn shoes', or as many as there are, or to wait for them, as reservation 00000000-0000-0000-0000-000000000003. None was free (1 held, 0 sold of 1), so the buyer waits: place 2 of 2 on the waitlist. The last units went to buyer 100 (1 unit, held since 2026-11-27T09:00:01Z until 2026-11-27T09:10:01Z). (sequence 7)
        2026-11-27T09:10:20Z  Units came free: Operator olga ('delivery') put in 1 unit. Reservation 00000000-0000-0000-0000-000000000003 had waited 10m17s (place 2 at first), was first in turn and got 1 of 1 unit, held until 2026-11-27T09:20:20Z. (sequence 10)
        2026-11-27T09:10:20Z  Reservation 00000000-0000-0000-0000-000000000003 is now HELD: asked 1, granted 1, bought 0, cancelled 0. (sequence 10)
        """,
        "--reservation",
        id(3));
  }

  @Test
  void waitingRoomAdmittedAndBought(@TestDir final Path dir) {
    final Scribe history =
        new Scribe()
            .createSale(SALE, create -> create.gated((short) 1).admissionPerSecond(1).maxActive(10))
            .stock(SALE, ITEM, 5)
            .at(1_000)
            .join(SALE, 100)
            .at(2_000)
            .join(SALE, 101)
            .at(3_000)
            .open(SALE)
            .at(3_500)
            .reserve(1, SALE, ITEM, 100, 1)
            .at(10_000)
            .reserve(2, SALE, ITEM, 100, 1)
            .at(11_000)
            .confirm(2);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 joined the queue of sale 7 'autumn shoes' as number 1. The order of all who join before the opening is drawn when the sale opens. (sequence 4)
        2026-11-27T09:00:03Z  Operator olga opened sale 7 'autumn shoes'. (sequence 6)
        2026-11-27T09:00:03.500Z  Buyer 100 asked for 1 unit of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. Refused with NOT_ADMITTED: The sale has a waiting room, and the buyer was not admitted at that time; places before 0 had had their turn, 2 waited and 0 were inside. (sequence 7)
        2026-11-27T09:00:04Z  Buyer 100 was admitted from the queue of sale 7 'autumn shoes', at place 0, and may reserve until 2026-11-27T09:10:04Z. (sequence 8)
        2026-11-27T09:00:10Z  Buyer 100 asked for 1 unit of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000002. 5 were available; 1 unit is held for the buyer until 2026-11-27T09:10:10Z. (sequence 10)
        2026-11-27T09:00:11Z  The payment for reservation 00000000-0000-0000-0000-000000000002 came in time; 1 unit is sold. (sequence 11)
        2026-11-27T09:00:11Z  Buyer 100 had bought and held nothing more, so the place went to the next. (sequence 11)
        2026-11-27T09:00:11Z  Reservation 00000000-0000-0000-0000-000000000002 is now CONFIRMED: asked 1, granted 1, bought 1, cancelled 0. (sequence 11)
        """,
        "--buyer",
        "100",
        "--sale",
        SALE);
  }

  @Test
  void cancelledByAnOperator(@TestDir final Path dir) {
    final Scribe history =
        shop(2)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .confirm(1)
            .at(3_000)
            .operatorCancel(1, "fraud");

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 2 were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:00:02Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came in time; 2 units are sold. (sequence 6)
        2026-11-27T09:00:03Z  Operator olga ('fraud') cancelled 2 units of the purchase, reservation 00000000-0000-0000-0000-000000000001; they came free for others. (sequence 7)
        2026-11-27T09:00:03Z  Reservation 00000000-0000-0000-0000-000000000001 is now CANCELLED: asked 2, granted 2, bought 2, cancelled 2. (sequence 7)
        """,
        "--reservation",
        id(1));
  }

  @Test
  void sentAgain(@TestDir final Path dir) {
    final Scribe history =
        shop(2)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(2_000)
            .reserve(1, SALE, ITEM, 100, 2)
            .at(3_000)
            .confirm(1)
            .at(4_000)
            .confirm(1)
            .at(5_000)
            .reserve(1, SALE, ITEM, 100, 1);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 2 were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:00:02Z  Buyer 100 asked for 2 units of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001 once more. It was known by its id and answered as the first time, ACCEPTED, the reservation is HELD; nothing changed. (sequence 6)
        2026-11-27T09:00:03Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came in time; 2 units are sold. (sequence 7)
        2026-11-27T09:00:04Z  The payment for reservation 00000000-0000-0000-0000-000000000001 came again. It was answered as before, ACCEPTED; nothing changed. (sequence 8)
        2026-11-27T09:00:05Z  Buyer 100 asked for 1 unit of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. Refused with ID_DIFFERS_QUANTITY: The id was used with another quantity. (sequence 9)
        2026-11-27T09:00:05Z  Reservation 00000000-0000-0000-0000-000000000001 is now CONFIRMED: asked 2, granted 2, bought 2, cancelled 0. (sequence 9)
        """,
        "--reservation",
        id(1));
  }

  @Test
  void pausedWithGraceAndClosed(@TestDir final Path dir) {
    final Scribe history =
        shop(1)
            .at(1_000)
            .reserve(1, SALE, ITEM, 100, 1)
            .at(2_000)
            .reserve(2, SALE, ITEM, 101, 1, Scribe.WAITLIST)
            .at(500_000)
            .pause(SALE, 900_000, "payment provider is down")
            .at(550_000)
            .open(SALE)
            .at(910_000)
            .close(SALE);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for 1 unit of item 1 in sale 7 'autumn shoes', as reservation 00000000-0000-0000-0000-000000000001. 1 was available; 1 unit is held for the buyer until 2026-11-27T09:10:01Z. (sequence 5)
        2026-11-27T09:08:20Z  Operator olga ('payment provider is down') gave a grace: nothing of sale 7 'autumn shoes' lapses before 2026-11-27T09:15:00Z. (sequence 7)
        2026-11-27T09:08:20Z  Operator olga ('payment provider is down') paused sale 7 'autumn shoes': nothing is reserved or served; what is held can be paid. (sequence 7)
        2026-11-27T09:09:10Z  Operator olga resumed sale 7 'autumn shoes'. (sequence 8)
        2026-11-27T09:15:00Z  The hold of reservation 00000000-0000-0000-0000-000000000001 lapsed: its deadline 2026-11-27T09:10:01Z passed without a payment. The sale's grace kept it until 2026-11-27T09:15:00Z. 1 unit came free for others. (sequence 9)
        2026-11-27T09:15:10Z  Reservation 00000000-0000-0000-0000-000000000001 is now EXPIRED: asked 1, granted 1, bought 0, cancelled 0. (sequence 10)
        """,
        "--reservation",
        id(1));
    assertTold(
        history,
        dir.resolve("again"),
        """
        2026-11-27T09:00:02Z  Buyer 101 asked for 1 unit of item 1 in sale 7 'autumn shoes', or as many as there are, or to wait for them, as reservation 00000000-0000-0000-0000-000000000002. None was free (1 held, 0 sold of 1), so the buyer waits: place 1 of 1 on the waitlist. The last units went to buyer 100 (1 unit, held since 2026-11-27T09:00:01Z until 2026-11-27T09:10:01Z). (sequence 6)
        2026-11-27T09:08:20Z  Operator olga ('payment provider is down') gave a grace: nothing of sale 7 'autumn shoes' lapses before 2026-11-27T09:15:00Z. (sequence 7)
        2026-11-27T09:08:20Z  Operator olga ('payment provider is down') paused sale 7 'autumn shoes': nothing is reserved or served; what is held can be paid. (sequence 7)
        2026-11-27T09:09:10Z  Operator olga resumed sale 7 'autumn shoes'. (sequence 8)
        2026-11-27T09:15:00Z  Units came free: the hold of buyer 100 (1 unit) lapsed. Reservation 00000000-0000-0000-0000-000000000002 had waited 14m58s (place 1 at first), was first in turn and got 1 of 1 unit, held until 2026-11-27T09:25:00Z. (sequence 9)
        2026-11-27T09:15:10Z  Operator olga closed sale 7 'autumn shoes'; what is held can be paid until it lapses. (sequence 10)
        2026-11-27T09:15:10Z  Reservation 00000000-0000-0000-0000-000000000002 is now HELD: asked 1, granted 1, bought 0, cancelled 0. (sequence 10)
        """,
        "--reservation",
        id(2));
  }

  @Test
  void aBasket(@TestDir final Path dir) {
    final Scribe history =
        shop(2)
            .stock(SALE, 2, 1)
            .at(1_000)
            .basket(10, SALE, 100, ITEM, 2)
            .at(2_000)
            .basket(20, SALE, 101, ITEM, 2)
            .at(3_000)
            .confirmBasket(10);

    assertTold(
        history,
        dir,
        """
        2026-11-27T09:00:01Z  Buyer 100 asked for all or none of 1 unit of item 1 (reservation 00000000-0000-0000-0000-00000000000b) and 1 unit of item 2 (reservation 00000000-0000-0000-0000-00000000000c) in sale 7 'autumn shoes', as basket 00000000-0000-0000-0000-00000000000a. All were available; 2 units are held for the buyer until 2026-11-27T09:10:01Z. (sequence 6)
        2026-11-27T09:00:03Z  The payment for basket 00000000-0000-0000-0000-00000000000a came in time; 2 units are sold. (sequence 8)
        2026-11-27T09:00:03Z  Reservation 00000000-0000-0000-0000-00000000000b is now CONFIRMED: asked 1, granted 1, bought 1, cancelled 0. (sequence 8)
        2026-11-27T09:00:03Z  Reservation 00000000-0000-0000-0000-00000000000c is now CONFIRMED: asked 1, granted 1, bought 1, cancelled 0. (sequence 8)
        """,
        "--reservation",
        id(10));
    assertTold(
        history,
        dir.resolve("again"),
        """
        2026-11-27T09:00:02Z  Buyer 101 asked for all or none of 1 unit of item 1 (reservation 00000000-0000-0000-0000-000000000015) and 1 unit of item 2 (reservation 00000000-0000-0000-0000-000000000016) in sale 7 'autumn shoes', as basket 00000000-0000-0000-0000-000000000014. Refused as a whole with SOLD_OUT, because of item 2: Of 1 unit, 0 were available, 1 held and 0 sold. The last units went to buyer 100 (1 unit, held since 2026-11-27T09:00:01Z until 2026-11-27T09:10:01Z). (sequence 7)
        """,
        "--reservation",
        id(22));
  }

  @Test
  void byANameOfAWorkload(@TestDir final Path dir) {
    final WorkloadIds ids = new WorkloadIds(SALE);
    shop(3)
        .at(1_000)
        .reserve(ids.reservation("r17"), SALE, ITEM, ids.buyer("ann"), 0, 1, 0)
        .writeTo(dir);

    final CommandLineRun byReservation = explain(dir, "--sale", SALE, "--name", "r17");
    final CommandLineRun byBuyer = explain(dir, "--sale", SALE, "--name", "ann");
    final CommandLineRun unknown = explain(dir, "--sale", SALE, "--name", "bob");

    assertThat(byReservation.exitCode()).as(byReservation.err()).isEqualTo(ExitCode.OK);
    assertThat(byReservation.out()).contains("as reservation " + ids.reservation("r17"));
    assertThat(byBuyer.out()).isEqualTo(byReservation.out());
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(unknown.err())
        .isEqualTo("'bob' in sale 7: the journal knows no such reservation, basket or buyer\n");
  }

  @Test
  void asJson(@TestDir final Path dir) {
    shop(1).at(1_000).reserve(1, SALE, ITEM, 100, 2).writeTo(dir);

    final JsonArray json = explain(dir, "--reservation", id(1), "--json").json().getAsJsonArray();

    assertThat(json).hasSize(1);
    final JsonObject first = json.get(0).getAsJsonObject();
    assertThat(first.keySet())
        .containsExactly(
            "sequence", "timeMs", "time", "kind", "text", "reservation", "sale", "buyer");
    assertThat(first.get("sequence").getAsLong()).isEqualTo(5);
    assertThat(first.get("kind").getAsString()).isEqualTo("rejected");
    assertThat(first.get("sale").getAsLong()).isEqualTo(SALE);
    assertThat(first.get("buyer").getAsLong()).isEqualTo(100);
  }

  @Test
  void whatIsUnknownIsANo(@TestDir final Path dir) {
    shop(1).writeTo(dir);

    final CommandLineRun reservation = explain(dir, "--reservation", id(99));
    final CommandLineRun buyer = explain(dir, "--buyer", 5, "--sale", SALE, "--json");

    assertThat(reservation.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(reservation.err()).isEqualTo("id " + id(99) + ": the journal knows nothing of it\n");
    assertThat(reservation.out()).isEmpty();
    assertThat(buyer.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(buyer.err()).isEqualTo("buyer 5 in sale 7: the journal knows nothing of it\n");
    assertThat(buyer.out()).isEqualTo("[]\n");
  }

  @Test
  void whatIsBeforeTheDamageIsTold(@TestDir final Path dir) throws IOException {
    shop(1).reserve(1, SALE, ITEM, 100, 1).operatorRelease(1, "a-text-to-be-found").writeTo(dir);
    JournalFile.flipBitIn(JournalFile.segment(dir), "a-text-to-be-found");

    final CommandLineRun run = explain(dir, "--reservation", id(1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.out()).contains("Buyer 100 asked for 1 unit");
    assertThat(run.err()).hasLineCount(1).contains("the journal is damaged");
  }

  @Test
  void mistakesAreSaid(@TestDir final Path dir) {
    shop(1).writeTo(dir);

    assertMistake(dir, "explain what? give one of --reservation, --buyer and --name\n");
    assertMistake(
        dir,
        "--name is a text of a workload file played into a sale: give --sale\n",
        "--name",
        "x");
    assertMistake(
        dir, "--reservation says it all: leave out --sale\n", "--reservation", id(1), "--sale", 7);
  }

  private static void assertMistake(final Path dir, final String message, final Object... options) {
    final CommandLineRun run = explain(dir, options);
    assertThat(run.err()).isEqualTo(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
  }

  private static void assertTold(
      final Scribe history, final Path dir, final String text, final Object... options) {
    history.writeTo(dir);
    final CommandLineRun run = explain(dir, options);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo(text);
  }

  private static CommandLineRun explain(final Path dir, final Object... options) {
    final Object[] all = new Object[options.length + 3];
    System.arraycopy(new Object[] {"explain", "--data-dir", dir}, 0, all, 0, 3);
    System.arraycopy(options, 0, all, 3, options.length);
    return CommandLineRun.of(all);
  }

  private static Id id(final long number) {
    return Scribe.id(number);
  }
}
