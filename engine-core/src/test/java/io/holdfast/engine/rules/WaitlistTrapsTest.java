package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.FINISH_MS;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.TestPolicy;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of waiting: on the waitlist of a line, and in the waiting room of a sale. */
final class WaitlistTrapsTest {
  private static final long SECOND_MS = 1_000;

  /** What brings two units of item 1 back that reservation 1 took, all three that there are. */
  private enum Freed {
    BY_A_PARTIAL_CONFIRM(shop -> {}, shop -> shop.accept(confirm(1, 1))),
    BY_A_CANCEL(shop -> shop.accept(confirm(1)), shop -> shop.accept(cancel(1, 1, 2))),
    BY_A_RESTOCK(shop -> {}, shop -> shop.restock(ITEM, 2));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<Shop> before;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<Shop> frees;

    Freed(final Consumer<Shop> before, final Consumer<Shop> frees) {
      this.before = before;
      this.frees = frees;
    }
  }

  @ParameterizedTest
  @EnumSource
  void unitsServeTheWaitlistByTierThenArrival(final Freed freed) {
    final Shop shop = Shop.open(3);
    shop.accept(reserve(1).units(3));
    freed.before.accept(shop);
    shop.accept(reserve(2).tier(1).orWait());
    shop.accept(reserve(3).tier(0).orWait());
    shop.accept(reserve(4).tier(0).orWait());
    shop.accept(reserve(5).tier(7).orWait());
    shop.events();
    freed.frees.accept(shop);
    assertThat(shop.events()).endsWith("HELD 3 x1", "HELD 4 x1").doesNotContain("HELD 2 x1");
    shop.accept(release(3));
    assertThat(shop.events()).containsExactly("RELEASED 3 x1", "HELD 2 x1");
    shop.accept(release(4));
    assertThat(shop.events()).containsExactly("RELEASED 4 x1", "HELD 5 x1");
    assertThat(shop.test.available(Shop.SALE, ITEM)).isZero();
  }

  @Test
  void theHeadTakesWhatThereIsAndTheRestOfItsWishLapses() {
    final Shop shop = Shop.open(3);
    shop.accept(reserve(1).units(3));
    shop.accept(reserve(2).units(3).orWait());
    shop.accept(reserve(3).orWait());
    shop.accept(confirm(1, 1));
    shop.assertState(2, ReservationState.HELD);
    shop.expect(Code.ACCEPTED, reserve(2).units(3).orWait())
        .repeated()
        .granted(2)
        .deadline(shop.now() + HOLD_MS);
    shop.restock(ITEM, 1);
    shop.assertState(3, ReservationState.HELD);
  }

  @Test
  void theHeadWithoutRoomIsReleasedWithTheReasonAndTheNextIsServed() {
    final Shop shop = Shop.open(1, policy -> policy.buyerLimit = 1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).buyer(7).orWait());
    shop.accept(reserve(3).buyer(8).orWait());
    shop.accept(reserve(4).buyer(7).item(OTHER_ITEM));
    shop.accept(release(1));
    shop.assertState(2, ReservationState.RELEASED);
    assertThat(shop.test.reason(2)).isEqualTo(Code.LIMIT_BUYER);
    shop.assertState(3, ReservationState.HELD);
    assertThat(shop.test.reason(3)).isEqualTo(Code.ACCEPTED);
    shop.expect(Code.ACCEPTED, release(2)).repeated().granted(0);
    shop.expect(Code.REFUND_DUE, confirm(2));
  }

  /** Rows in the order of the limits: one has no room, and those behind it have none either. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, LIMIT_BUYER",
    "9, 1, 1, 1, LIMIT_BUYER_LINE",
    "9, 9, 1, 1, LIMIT_GROUP",
    "9, 9, 9, 1, LIMIT_GROUP_LINE"
  })
  void theReasonIsTheFirstLimitWithoutRoom(
      final int buyer,
      final int buyerLine,
      final int group,
      final int groupLine,
      final Code reason) {
    final Shop shop = Shop.open(2, policy -> limit(policy, 9, 9, 9, 9));
    shop.accept(reserve(1).group(3));
    shop.accept(reserve(2));
    shop.accept(reserve(3).buyer(1).group(3).orWait()).state(ReservationState.WAITLISTED);
    shop.update(policy -> limit(policy, buyer, buyerLine, group, groupLine));
    shop.accept(release(2));
    shop.assertState(3, ReservationState.RELEASED);
    assertThat(shop.test.reason(3)).isEqualTo(reason);
  }

  private static void limit(
      final TestPolicy policy,
      final int buyer,
      final int buyerLine,
      final int group,
      final int groupLine) {
    policy.buyerLimit = buyer;
    policy.buyerLineLimit = buyerLine;
    policy.groupLimit = group;
    policy.groupLineLimit = groupLine;
  }

  @Test
  void whoGivesUpWaitingIsPassedOver() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).orWait());
    shop.accept(reserve(3).orWait());
    shop.accept(release(2)).granted(0).state(ReservationState.RELEASED);
    shop.accept(release(1));
    shop.assertState(3, ReservationState.HELD);
    shop.assertState(2, ReservationState.RELEASED);
  }

  @Test
  void whoGivesUpWaitingIsOwedNothing() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).orWait());
    shop.pause();
    shop.accept(release(1));
    shop.accept(release(2)).available(1);
    shop.resume();
    shop.accept(reserve(3));
  }

  /** Tickets taken after the opening are places in the order of joining. */
  private static Shop roomFor(final int active) {
    final Shop shop =
        Shop.open(
            9,
            policy -> {
              Shop.gated(1).accept(policy);
              policy.maxActive = active;
            });
    shop.accept(join(1)).place(0).admittedUpTo(0).ticket(TicketState.WAITING);
    shop.accept(join(2)).place(1);
    shop.accept(join(3)).place(2);
    return shop;
  }

  @Test
  void anAbandonedTurnGoesToTheNextAtNoCost() {
    final Shop shop = roomFor(9);
    shop.accept(leave(1)).ticket(TicketState.LEFT);
    shop.pass(SECOND_MS);
    shop.assertTicket(1, TicketState.LEFT);
    shop.assertTicket(2, TicketState.ADMITTED);
    shop.assertTicket(3, TicketState.WAITING);
    shop.accept(join(1)).place(3).admittedUpTo(2);
  }

  @Test
  void aNoShowGivesThePlaceOnWhenTheSessionEnds() {
    final Shop shop = roomFor(1);
    shop.pass(SECOND_MS);
    shop.assertTicket(1, TicketState.ADMITTED);
    shop.pass(FINISH_MS - 1);
    shop.assertTicket(2, TicketState.WAITING);
    shop.pass(1);
    shop.assertTicket(1, TicketState.EXPIRED);
    shop.assertTicket(2, TicketState.ADMITTED);
    shop.expect(Code.NOT_ADMITTED, reserve(1));
  }

  @Test
  void aBuyerWhoIsDoneGivesThePlaceOn() {
    final Shop shop = roomFor(1);
    shop.pass(SECOND_MS);
    shop.accept(reserve(1));
    shop.accept(confirm(1));
    shop.assertTicket(1, TicketState.DONE);
    shop.pass(SECOND_MS);
    shop.assertTicket(2, TicketState.ADMITTED);
    shop.expect(Code.NOT_ADMITTED, reserve(4).buyer(1));
    shop.accept(join(1)).place(3);
  }

  @Test
  void aBuyerWhoStillHoldsIsNotDone() {
    final Shop shop = roomFor(1);
    shop.pass(SECOND_MS);
    shop.accept(reserve(1));
    shop.accept(reserve(2).buyer(1).item(OTHER_ITEM));
    shop.accept(confirm(1));
    shop.assertTicket(1, TicketState.ADMITTED);
    shop.accept(release(2));
    shop.assertTicket(1, TicketState.DONE);
  }

  @Test
  void whoLeavesAfterBeingAdmittedGivesThePlaceOnAndKeepsWhatIsHeld() {
    final Shop shop = roomFor(1);
    shop.pass(SECOND_MS);
    shop.accept(reserve(1));
    shop.accept(leave(1));
    shop.pass(SECOND_MS);
    shop.assertTicket(2, TicketState.ADMITTED);
    shop.assertState(1, ReservationState.HELD);
    shop.accept(confirm(1));
    shop.assertTicket(1, TicketState.LEFT);
  }

  /** What gives a unit back to the limits of buyer 1, who has two of two. */
  private enum Back {
    EXPIRY(shop -> shop.pass(HOLD_MS)),
    RELEASE(shop -> shop.accept(release(1))),
    PARTIAL_CONFIRM(shop -> shop.accept(confirm(1, 1))),
    CANCEL(
        shop -> {
          shop.accept(confirm(1));
          shop.accept(cancel(1, 1, 1));
        });

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Consumer<Shop> happens;

    Back(final Consumer<Shop> happens) {
      this.happens = happens;
    }
  }

  @ParameterizedTest
  @EnumSource
  void limitsAreFreed(final Back back) {
    final Shop shop = Shop.open(9, policy -> limit(policy, 2, 2, 2, 2));
    shop.accept(reserve(1).group(3).units(2));
    shop.expect(Code.LIMIT_BUYER, reserve(2).buyer(1).group(4));
    shop.expect(Code.LIMIT_GROUP, reserve(3).buyer(2).group(3));
    back.happens.accept(shop);
    shop.accept(reserve(4).buyer(1).group(3));
  }

  @Test
  void waitingCountsForNoLimit() {
    final Shop shop = Shop.open(1, policy -> policy.buyerLimit = 1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).buyer(7).orWait());
    shop.accept(reserve(3).buyer(7).item(OTHER_ITEM));
  }
}
