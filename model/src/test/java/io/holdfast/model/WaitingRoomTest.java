package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.FINISH_MS;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is admitted, when, in which order, and how sessions end. */
final class WaitingRoomTest {
  /** A gated sale 1 of so many units, not open; the policy may be changed. */
  private static Shop gated(final long units, final Consumer<Commands.CreateSale> policy) {
    return new Shop()
        .sale(
            1,
            c -> {
              Shop.gate(c);
              policy.accept(c);
            })
        .stock(1, 1, units);
  }

  private static Shop gated(final long units) {
    return gated(units, c -> {});
  }

  private static RoomView room(final Shop shop) {
    return shop.engine.room(1).orElseThrow();
  }

  private static TicketState ticket(final Shop shop, final long buyer) {
    return shop.engine.world().sales.find(1).room().ticketOf(buyer).state();
  }

  private static Commands.Reserve reserve(final Shop shop, final long number, final long buyer) {
    return shop.reserve(id(number), 1).with(c -> c.buyer = buyer);
  }

  /** Executes Ticks until nothing is due and gives who was admitted, in order. */
  private static List<Long> admitted(final Shop shop) {
    final List<Long> buyers = new ArrayList<>();
    while (shop.engine.isDue(shop.now())) {
      shop.tick();
      shop.engine.events().stream()
          .filter(event -> event.kind() == EventKind.ADMITTED)
          .forEach(event -> buyers.add(event.buyer()));
    }
    return buyers;
  }

  @Test
  void joiningIsCheckedInOrder() {
    final Shop shop = new Shop(c -> c.maxTickets = 1).sale(2).sale(3, Shop::gate).close(3);
    shop.sale(1, Shop::gate);
    final Expect waiting = Expect.accepted().ticket(TicketState.WAITING, 0);
    new Precedence<>(shop, shop.join(9, 1))
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 2)
        .gives(Code.NOT_GATED)
        .then(c -> c.sale = 3)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.sale = 1)
        .gives(waiting)
        .gives(waiting.repeated())
        .then(c -> c.buyer = 2)
        .gives(Code.CEILING_TICKETS);
    new Precedence<>(shop, shop.leave(9, 2))
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 2)
        .gives(Code.NOT_GATED)
        .then(c -> c.sale = 1)
        .gives(Code.UNKNOWN_TICKET)
        .then(c -> c.buyer = 1)
        .gives(Expect.accepted().ticket(TicketState.LEFT, 0));
  }

  @Test
  void whoJoinsBeforeTheOpeningIsShuffledAndTheOthersFollow() {
    final Shop shop = gated(100, c -> c.seed = 7);
    for (int buyer = 100; buyer < 110; buyer++) {
      shop.joined(1, buyer);
    }
    shop.open(1).joined(1, 50);
    assertThat(room(shop).drawn()).hasValue(10);
    final byte[] seed = new byte[32];
    seed[31] = 7;
    final Shuffle shuffle = new Shuffle(seed, 10);
    final List<Long> expected = new ArrayList<>();
    for (int place = 0; place < 10; place++) {
      expected.add(100 + shuffle.number(place));
    }
    expected.add(50L);
    assertThat(expected.subList(0, 10)).as("a control").isNotEqualTo(List.of(100L, 101L, 102L));
    shop.passMs(1);
    assertThat(admitted(shop)).isEqualTo(expected);
    assertThat(shop.run(shop.join(1, 50)))
        .isEqualTo(
            Expect.accepted().repeated().ticket(TicketState.ADMITTED, 11).place(10).verdict());
  }

  @Test
  void tokensAccrueByTheMillisecondAndNoMoreThanASecondOfThem() {
    final Shop shop = gated(100, c -> c.admissionPerSecond = 4).open(1);
    for (int buyer = 1; buyer <= 20; buyer++) {
      shop.joined(1, buyer);
    }
    assertThat(shop.engine.nextDueMs()).isEqualTo(shop.now() + 250);
    shop.passMs(249);
    assertThat(admitted(shop)).isEmpty();
    shop.passMs(1);
    assertThat(admitted(shop)).containsExactly(1L);
    shop.passMs(500);
    assertThat(admitted(shop)).containsExactly(2L, 3L);
    shop.passMs(5_000);
    assertThat(admitted(shop)).as("a second's worth").containsExactly(4L, 5L, 6L, 7L);
    shop.pause(1).passMs(1_000).open(1);
    assertThat(admitted(shop)).as("a pause brings nothing").isEmpty();
    shop.passMs(100).update(1, c -> c.admissionPerSecond = 1_000).passMs(1);
    assertThat(admitted(shop)).as("400 thousandths, then 1000").containsExactly(8L);
  }

  @Test
  void aLowerRateCutsWhatHasAccrued() {
    final Shop shop = gated(100, c -> c.admissionPerSecond = 10).open(1).passMs(1_000);
    shop.update(1, c -> c.admissionPerSecond = 2);
    for (int buyer = 1; buyer <= 9; buyer++) {
      shop.joined(1, buyer);
    }
    admitted(shop);
    assertThat(room(shop).admitted()).isEqualTo(2);
  }

  @Test
  void noMoreAreActiveThanMayBe() {
    final Shop shop = gated(100, c -> c.maxActive = 2).open(1).passMs(10);
    shop.joined(1, 1).joined(1, 2).joined(1, 3).settle();
    assertThat(room(shop).active()).isEqualTo(2);
    shop.accepted(shop.leave(1, 1));
    shop.settle();
    assertThat(ticket(shop, 3)).isEqualTo(TicketState.ADMITTED);
  }

  @Test
  void placesFollowTheUnits() {
    final Shop shop =
        gated(
                10,
                c -> {
                  c.admitPermille = 1_500;
                  c.returnPermille = 500;
                  c.unitsPerBuyer = 3;
                })
            .open(1)
            .passMs(10);
    for (int buyer = 1; buyer <= 20; buyer++) {
      shop.joined(1, buyer);
    }
    shop.settle();
    assertThat(room(shop).active()).as("10 * 1.5 / 3").isEqualTo(5);
    shop.accepted(shop.reserve(id(1), 4));
    shop.settle();
    assertThat(room(shop).active()).as("floor((6 + 2) * 1.5 / 3) and one with a hold").isEqualTo(5);
    shop.accepted(shop.release(id(1)));
    shop.stock(1, 1, 2).settle();
    assertThat(room(shop).active()).as("12 * 1.5 / 3").isEqualTo(6);
    assertThat(room(shop).idle()).isEqualTo(6);
  }

  @Test
  void soldOutAdmitsNobodyUntilSomethingComesBack() {
    final Shop shop = gated(1).open(1).passMs(10).joined(1, 1).joined(1, 2);
    shop.settle();
    shop.accepted(reserve(shop, 1, 1));
    shop.accepted(shop.confirm(id(1), ALL));
    shop.settle();
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.DONE);
    assertThat(ticket(shop, 2)).isEqualTo(TicketState.WAITING);
    shop.accepted(shop.cancel(id(2), id(1), ALL));
    shop.settle();
    assertThat(ticket(shop, 2)).isEqualTo(TicketState.ADMITTED);
  }

  @Test
  void aTicketIsDoneOnceSomethingIsBoughtAndNothingHeld() {
    final Shop shop = gated(9).open(1).passMs(10).joined(1, 1);
    shop.settle();
    shop.accepted(reserve(shop, 1, 1));
    shop.accepted(reserve(shop, 2, 1));
    shop.accepted(shop.release(id(1)));
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.ADMITTED);
    shop.accepted(reserve(shop, 3, 1));
    shop.accepted(shop.confirm(id(2), ALL));
    assertThat(ticket(shop, 1)).as("one is held").isEqualTo(TicketState.ADMITTED);
    shop.passMs(HOLD_MS).settle();
    assertThat(ticket(shop, 1)).as("its deadline passed").isEqualTo(TicketState.DONE);
    assertThat(shop.run(reserve(shop, 4, 1)).code()).isEqualTo(Code.NOT_ADMITTED);
  }

  @Test
  void whatWasBoughtInAnEarlierSessionEndsNoLaterOne() {
    final Shop shop = gated(9).open(1).passMs(10).joined(1, 1);
    shop.settle();
    shop.accepted(reserve(shop, 1, 1));
    shop.accepted(shop.confirm(id(1), ALL));
    shop.joined(1, 1).settle();
    shop.accepted(reserve(shop, 2, 1));
    shop.accepted(shop.release(id(2)));
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.ADMITTED);
  }

  @Test
  void sessionsEndAndHoldsLiveOn() {
    final Shop shop = gated(9).open(1).passMs(10).joined(1, 1);
    shop.settle();
    shop.passMs(FINISH_MS - 1);
    shop.accepted(reserve(shop, 1, 1));
    shop.passMs(1).settle();
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.EXPIRED);
    assertThat(shop.run(reserve(shop, 2, 1)).code()).isEqualTo(Code.NOT_ADMITTED);
    assertThat(shop.run(shop.confirm(id(1), ALL)).code()).isEqualTo(Code.ACCEPTED);
    assertThat(room(shop).expired()).isEqualTo(1);
  }

  @Test
  void aSessionBegunLaterNeverEndsEarlier() {
    final Shop shop = gated(9).open(1).passMs(10).joined(1, 1);
    shop.settle();
    final long endMs = shop.now() + FINISH_MS;
    shop.update(1, c -> c.finishMs = 1).joined(1, 2).settle();
    assertThat(shop.engine.events())
        .extracting(PlainEvent::deadlineMs)
        .containsExactly(OptionalLong.of(endMs));
  }

  @Test
  void aBuyersOwnSessionIsSettledWhoeverComesFirst() {
    final Shop shop =
        new Shop(c -> c.maxChangesPerStep = 1).sale(1, Shop::gate).stock(1, 1, 9).open(1);
    shop.passMs(10).joined(1, 1).joined(1, 2).joined(1, 3).settle();
    shop.passMs(FINISH_MS).tick();
    assertThat(ticket(shop, 3)).as("one session a Tick").isEqualTo(TicketState.ADMITTED);
    assertThat(shop.runAtOnce(reserve(shop, 1, 3)).code()).isEqualTo(Code.NOT_ADMITTED);
    assertThat(ticket(shop, 3)).isEqualTo(TicketState.EXPIRED);
    assertThat(shop.runAtOnce(shop.leave(1, 2)).ticket()).isEqualTo(TicketState.EXPIRED);
  }

  @Test
  void whoeverLeftGivesTheTurnOnAtNoCost() {
    final Shop shop = gated(9, c -> c.admissionPerSecond = 1).open(1);
    shop.joined(1, 1).joined(1, 2).joined(1, 3);
    shop.accepted(shop.leave(1, 1));
    shop.accepted(shop.leave(1, 2));
    shop.joined(1, 1).passMs(1_000);
    assertThat(admitted(shop)).as("one token is enough").containsExactly(3L);
    assertThat(room(shop))
        .isEqualTo(new RoomView(1, 4, OptionalLong.of(0), 3, 1, 1, 1, 1, 0, 0, 2));
  }

  @Test
  void graceKeepsSessions() {
    final Shop shop = gated(9).open(1).passMs(10).joined(1, 1);
    shop.settle();
    shop.update(1, c -> c.graceUntilMs = shop.now() + FINISH_MS + 50).passMs(FINISH_MS + 49);
    shop.settle();
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.ADMITTED);
    shop.passMs(1).settle();
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.EXPIRED);
  }

  @Test
  void closingEndsEveryTicket() {
    final Shop shop = gated(9, c -> c.maxActive = 1).open(1).passMs(10).joined(1, 1).joined(1, 2);
    shop.settle();
    shop.accepted(reserve(shop, 1, 1));
    shop.close(1);
    assertThat(ticket(shop, 1)).isEqualTo(TicketState.EXPIRED);
    assertThat(ticket(shop, 2)).isEqualTo(TicketState.EXPIRED);
    assertThat(shop.run(shop.confirm(id(1), ALL)).code()).isEqualTo(Code.ACCEPTED);
    assertThat(ticket(shop, 1)).as("it is over").isEqualTo(TicketState.EXPIRED);
    assertThat(room(shop).active()).isZero();
    assertThat(room(shop).waiting()).isZero();
  }
}
