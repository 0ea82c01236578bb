package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Commands.WAITLIST;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who waits, who is served when, and with how much. */
final class WaitlistTest {
  private static final Id HOLD = id(1);

  /** Three units, all held by buyer 9. */
  private final Shop shop = soldOut(new Shop());

  private static Shop soldOut(final Shop shop) {
    shop.sale(1).stock(1, 1, 3).open(1);
    shop.accepted(shop.reserve(HOLD, 3).with(c -> c.buyer = 9));
    return shop;
  }

  private void assertGranted(final Id id, final int units) {
    final ReservationView view = shop.engine.reservation(id).orElseThrow();
    assertThat(view.state()).isEqualTo(ReservationState.HELD);
    assertThat(view.granted()).isEqualTo(units);
    assertThat(view.deadlineMs()).hasValue(shop.now() + HOLD_MS);
  }

  @Test
  void onlyWhereNothingIsFreeDoesAnybodyWait() {
    final Shop some = Shop.selling(2);
    assertThat(some.run(some.reserve(id(2), 5).with(c -> c.flags = WAITLIST)))
        .as("what there is is held at once")
        .isEqualTo(
            Expect.accepted()
                .state(ReservationState.HELD)
                .granted(2)
                .available(0)
                .deadline(some.now() + HOLD_MS)
                .verdict());
    final Commands.Reserve waits = some.reserve(id(3), 5).with(c -> c.flags = WAITLIST);
    final Expect waiting =
        Expect.accepted().state(ReservationState.WAITLISTED).granted(0).available(0);
    assertThat(some.run(waits)).isEqualTo(waiting.verdict());
    assertThat(some.run(waits)).isEqualTo(waiting.repeated().verdict());
    assertThat(some.line(1)).isEqualTo(new LineView(1, 1, 2, 0, 2, 0, 5, 1));
  }

  @Test
  void oneEntryPerBuyerAndLine() {
    shop.waiting(id(2), 1);
    assertThat(shop.run(shop.reserve(id(3), 1).with(c -> c.flags = WAITLIST)))
        .isEqualTo(Expect.code(Code.ALREADY_WAITING).available(0).own(id(2)).verdict());
    shop.waiting(id(3), 1, 2);
  }

  @Test
  void everythingThatFreesUnitsServes() {
    shop.waiting(id(2), 1, 2).waiting(id(3), 1, 3).waiting(id(4), 1, 4).waiting(id(5), 1, 5);
    shop.waiting(id(6), 1, 6);
    shop.accepted(shop.confirm(HOLD, 2));
    assertGranted(id(2), 1);
    shop.accepted(shop.cancel(id(50), HOLD, 1));
    assertGranted(id(3), 1);
    shop.accepted(shop.release(id(2)));
    assertGranted(id(4), 1);
    shop.stock(1, 1, 1);
    assertGranted(id(5), 1);
    shop.passMs(HOLD_MS).settle();
    assertGranted(id(6), 1);
  }

  @Test
  void tierThenArrivalDecides() {
    final int[] tiers = {5, 1, 5, 0};
    for (int i = 0; i < tiers.length; i++) {
      final long number = 2L + i;
      final int tier = tiers[i];
      shop.accepted(
          shop.reserve(id(number), 2)
              .with(
                  c -> {
                    c.flags = WAITLIST;
                    c.tier = tier;
                    c.buyer = number;
                  }));
    }
    shop.stock(1, 1, 5);
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::reservation, PlainEvent::units)
        .as("the rest of the last one's wish lapses")
        .containsExactly(
            tuple(EventKind.STOCK_ADJUSTED, Optional.empty(), 5L),
            tuple(EventKind.HELD, Optional.of(id(5)), 2L),
            tuple(EventKind.HELD, Optional.of(id(3)), 2L),
            tuple(EventKind.HELD, Optional.of(id(2)), 1L));
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 8, 0, 8, 0, 2, 1));
  }

  @Test
  void aReserveThatWaitedSaysWhatItHasBeenGrantedSince() {
    final Commands.Reserve command =
        shop.reserve(id(2), 3).with(c -> c.flags = WAITLIST).with(c -> c.buyer = 2);
    shop.accepted(command);
    shop.accepted(shop.confirm(HOLD, 1));
    assertThat(shop.run(command))
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .state(ReservationState.HELD)
                .granted(2)
                .available(0)
                .deadline(shop.now() + HOLD_MS)
                .verdict());
  }

  @Test
  void aHeadWithoutRoomIsReleasedWithTheReasonAndTheNextIsServed() {
    final Shop limited = new Shop().sale(1, c -> c.buyerLimit = 2).stock(1, 1, 2).stock(1, 2, 9);
    limited.open(1).held(HOLD, 2).waiting(id(2), 2, 2).waiting(id(3), 1, 3);
    limited.accepted(
        limited
            .reserve(id(4), 2)
            .with(
                c -> {
                  c.item = 2;
                  c.buyer = 2;
                }));
    limited.accepted(limited.release(HOLD));
    assertThat(limited.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::reservation, PlainEvent::reason)
        .containsExactly(
            tuple(EventKind.RELEASED, Optional.of(HOLD), Code.ACCEPTED),
            tuple(EventKind.RELEASED, Optional.of(id(2)), Code.LIMIT_BUYER),
            tuple(EventKind.HELD, Optional.of(id(3)), Code.ACCEPTED));
    assertThat(limited.engine.reservation(id(2)).orElseThrow().reason())
        .isEqualTo(Code.LIMIT_BUYER);
  }

  @Test
  void whatIsOwedIsForTheWaitlistAlone() {
    final Shop slow = soldOut(new Shop(c -> c.maxChangesPerStep = 513));
    slow.waiting(id(2), 1, 2).waiting(id(3), 1, 3);
    final PlainVerdict released = slow.runAtOnce(slow.release(HOLD));
    assertThat(released.available()).as("one visit is what the step may make").hasValue(2);
    assertThat(slow.runAtOnce(slow.reserve(id(4), 2)).code()).isEqualTo(Code.SOLD_OUT);
    assertThat(slow.runAtOnce(slow.reserve(id(5), 1)).code()).isEqualTo(Code.ACCEPTED);
    slow.settle();
    assertThat(slow.state(id(3))).isEqualTo(ReservationState.HELD);
    assertThat(slow.line(1)).isEqualTo(new LineView(1, 1, 3, 0, 3, 0));
  }

  @Test
  void theBacklogIsVisitedBeforeAllElseInTheOrderInWhichItCame() {
    final Shop slow = new Shop(c -> c.maxChangesPerStep = 1).sale(1);
    slow.stock(1, 1, 1).stock(1, 2, 1).open(1);
    for (int item = 1; item <= 2; item++) {
      final long line = item;
      slow.accepted(slow.reserve(id(10 + item), 1).with(c -> c.item = line));
      for (int i = 0; i < 2; i++) {
        final long buyer = 20L + i;
        slow.accepted(
            slow.reserve(id(100L * item + i), 1)
                .with(
                    c -> {
                      c.item = line;
                      c.buyer = buyer;
                      c.flags = WAITLIST;
                    }));
      }
    }
    slow.runAtOnce(restock(2, 2));
    slow.runAtOnce(restock(1, 2));
    assertThat(slow.state(id(200))).isEqualTo(ReservationState.HELD);
    assertThat(slow.state(id(201))).isEqualTo(ReservationState.WAITLISTED);
    slow.tick();
    assertThat(slow.state(id(201))).as("its line came first").isEqualTo(ReservationState.HELD);
    assertThat(slow.state(id(101))).isEqualTo(ReservationState.WAITLISTED);
    slow.tick();
    assertThat(slow.state(id(101))).isEqualTo(ReservationState.HELD);
    assertThat(slow.engine.isDue(slow.now())).isFalse();
  }

  private static Commands.AdjustStock restock(final long item, final long units) {
    return new Commands.AdjustStock()
        .with(
            c -> {
              c.id = id(1_000 + item);
              c.item = item;
              c.delta = units;
            });
  }

  @Test
  void aPausedSaleServesNobodyUntilItGoesOn() {
    shop.waiting(id(2), 2, 2).pause(1);
    shop.accepted(shop.release(HOLD));
    assertThat(shop.state(id(2))).isEqualTo(ReservationState.WAITLISTED);
    shop.open(1).settle();
    assertGranted(id(2), 2);
  }

  @Test
  void whoWaitsInAClosedSaleIsReleasedByTicksInOrder() {
    final Shop slow = soldOut(new Shop(c -> c.maxChangesPerStep = 1));
    slow.waiting(id(2), 1, 2).waiting(id(3), 1, 3);
    slow.runAtOnce(new Commands.CloseSale());
    assertThat(slow.run(slow.reserve(id(4), 1)).code()).isEqualTo(Code.SALE_CLOSED);
    assertThat(slow.engine.reservation(id(3)).orElseThrow())
        .matches(view -> view.state() == ReservationState.RELEASED)
        .matches(view -> view.reason() == Code.SALE_CLOSED);
    assertThat(slow.line(1)).isEqualTo(new LineView(1, 1, 3, 0, 3, 0));
  }

  @Test
  void aCommandAboutOneWhoWaitsInAClosedSaleSettlesItFirst() {
    final Shop slow = soldOut(new Shop(c -> c.maxChangesPerStep = 1));
    slow.waiting(id(2), 1, 2).waiting(id(3), 1, 3);
    slow.runAtOnce(new Commands.CloseSale());
    assertThat(slow.runAtOnce(slow.confirm(id(3), ALL)).code()).isEqualTo(Code.REFUND_DUE);
    assertThat(slow.runAtOnce(slow.release(id(2))).repeated()).isTrue();
  }

  @Test
  void latePaymentDoesNotTakeWhatIsOwed() {
    shop.waiting(id(2), 3, 2).passMs(HOLD_MS);
    assertThat(shop.run(shop.confirm(HOLD, ALL)).code()).isEqualTo(Code.REFUND_DUE);
    assertGranted(id(2), 3);
  }
}
