package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sale's numbers: as they are, then what is new without a gap, never ahead of the journal. */
final class SalePushTest {
  private static final int MOST = 3;

  private final TestNode node = TestNode.pushing(8, MOST, 5);
  private final RawClient shop = node.connect();
  private final Frames frames = shop.frames;
  private RawClient observer;

  @BeforeEach
  void connect() {
    shop.hello(Role.OPERATOR, 64);
    observer = observe();
  }

  private RawClient observe() {
    final RawClient client = node.connect();
    assertThat(client.hello(Role.OBSERVER, 64)).isZero();
    return client;
  }

  @AfterEach
  void close() {
    shop.close();
    observer.close();
    node.close();
  }

  @Test
  void theFirstUpdateIsTheAnswerAndShowsTheSaleAsItIs() {
    final long sequence = reserve(1);
    observer.send(frames.subscribeSale(7, 1));
    final SaleUpdateDecoder update = observer.saleUpdate();
    assertThat(update.correlationId()).isEqualTo(7);
    assertThat(update.fromSequence()).isEqualTo(-1);
    assertThat(update.sequence()).isEqualTo(sequence);
    assertThat(update.timeMs()).isEqualTo(TestNode.TIME_MS);
    assertThat(update.last()).isZero();
    assertThat(update.sale()).isEqualTo(1);
    assertThat(update.available()).isEqualTo(TestNode.UNITS - 1);
    assertThat(update.held()).isEqualTo(1);
    assertThat(update.sold()).isZero();
    assertThat(update.waiting()).isZero();
    assertThat(update.queued()).isZero();
    assertThat(update.admittedUpTo()).isEqualTo(SaleUpdateDecoder.admittedUpToNullValue());
    assertThat(update.state()).isEqualTo(SaleState.OPEN);
    assertThat(update.soldOut()).isZero();
  }

  @Test
  void whoReadsUpdateAfterUpdateMissesNothing() {
    observer.send(frames.subscribeSale(7, 1));
    long sequence = observer.saleUpdate().sequence();
    final int reserves = 50;
    for (int id = 1; id <= reserves; id++) {
      reserve(id);
    }
    long held = 0;
    while (held < reserves) {
      final SaleUpdateDecoder update = observer.saleUpdate();
      assertThat(update.correlationId()).isEqualTo(7);
      assertThat(update.fromSequence()).isEqualTo(sequence);
      assertThat(update.sequence()).isGreaterThan(sequence);
      // One command is one step, and each holds one unit.
      assertThat(update.held() - held).isEqualTo(update.sequence() - sequence);
      assertThat(update.available() + update.held()).isEqualTo(TestNode.UNITS);
      sequence = update.sequence();
      held = update.held();
    }
  }

  @Test
  void nothingIsShownBeforeTheJournalHasIt() {
    observer.send(frames.subscribeSale(7, 1));
    final long sequence = observer.saleUpdate().sequence();
    node.journal.close();
    shop.send(frames.reserve(1));
    node.journal.awaitSomebody();
    // It is executed, and held up before the journal.
    for (int id = 100; id < 150; id++) {
      observer.send(frames.heartbeat(id));
      assertThat(observer.heartbeat().correlationId()).isEqualTo(id);
    }
    try (RawClient late = observe()) {
      late.send(frames.subscribeSale(8, 1));
      final SaleUpdateDecoder update = late.saleUpdate();
      assertThat(update.sequence()).isEqualTo(sequence);
      assertThat(update.held()).isZero();
    }
    node.journal.open();
    shop.assertVerdict(1, Code.ACCEPTED);
    assertThat(observer.saleUpdate().held()).isEqualTo(1);
  }

  @Test
  void aClientOfItsOwnCommandsSeesThemInItsFirstUpdate() {
    for (int id = 1; id <= 20; id++) {
      final long sequence = reserve(id);
      shop.send(frames.subscribeSale(1_000 + id, 1), frames.unsubscribe(2_000 + id, 1_000 + id));
      final SaleUpdateDecoder update = shop.saleUpdate();
      assertThat(update.sequence()).isEqualTo(sequence);
      assertThat(update.held()).isEqualTo(id);
      shop.assertVerdict(2_000 + id, Code.ACCEPTED);
    }
  }

  @Test
  void anObserverAsksAndSubscribesAndNothingElse() {
    observer.send(
        frames.reserve(1),
        frames.queryReservation(2, 1),
        frames.createSale(3, 9, "not yours"),
        frames.subscribeReservation(4, 1),
        frames.subscribeTicket(5, 1, 1),
        frames.heartbeat(6),
        frames.queryStatus(7),
        frames.subscribeSale(8, 99));
    for (int id = 1; id <= 5; id++) {
      observer.assertVerdict(id, Code.NOT_PERMITTED);
    }
    assertThat(observer.heartbeat().correlationId()).isEqualTo(6);
    assertThat(observer.status().correlationId()).isEqualTo(7);
    observer.assertVerdict(8, Code.UNKNOWN_SALE);
    assertThat(node.ingress.claimedSlots()).isZero();
    assertThat(node.gateway.subscriptions()).isZero();
  }

  @Test
  void whoUnsubscribedHearsNoMore() {
    observer.send(frames.subscribeSale(7, 1), frames.unsubscribe(8, 7), frames.unsubscribe(9, 7));
    assertThat(observer.saleUpdate().correlationId()).isEqualTo(7);
    observer.assertVerdict(8, Code.ACCEPTED);
    observer.assertVerdict(9, Code.ACCEPTED);
    assertThat(node.gateway.subscriptions()).isZero();
    try (RawClient other = observe()) {
      other.send(frames.subscribeSale(1, 1));
      other.saleUpdate();
      reserve(1);
      // Served in the same turn or before.
      assertThat(other.saleUpdate().held()).isEqualTo(1);
      observer.send(frames.heartbeat(10));
      assertThat(observer.template()).isEqualTo(HeartbeatDecoder.TEMPLATE_ID);
    }
  }

  @Test
  void thereAreCeilings() {
    observer.send(frames.subscribeSale(1, 1), frames.subscribeSale(1, 1));
    assertThat(observer.saleUpdate().correlationId()).isEqualTo(1);
    observer.assertVerdict(1, Code.MALFORMED);
    observer.send(frames.subscribeSale(2, 1), frames.subscribeSale(3, 1));
    observer.saleUpdate();
    observer.saleUpdate();
    observer.send(frames.subscribeSale(4, 1), frames.unsubscribe(5, 1), frames.subscribeSale(6, 1));
    observer.assertVerdict(4, Code.TOO_MANY_SUBSCRIPTIONS);
    observer.assertVerdict(5, Code.ACCEPTED);
    assertThat(observer.saleUpdate().correlationId()).isEqualTo(6);
    try (RawClient other = observe()) {
      other.send(frames.subscribeSale(1, 1), frames.subscribeSale(2, 1));
      other.saleUpdate();
      other.saleUpdate();
      assertThat(node.gateway.subscriptions()).isEqualTo(5);
      other.send(frames.subscribeSale(3, 1));
      other.assertVerdict(3, Code.TOO_MANY_SUBSCRIPTIONS);
    }
    Await.until("its subscriptions are gone", () -> node.gateway.subscriptions() == MOST);
  }

  @Test
  void observersHaveACeilingOfTheirOwnAndTakeNoWindow() {
    final RawClient[] others = new RawClient[7];
    for (int i = 0; i < others.length; i++) {
      others[i] = observe();
    }
    try (RawClient late = node.connect()) {
      late.send(frames.hello(Role.OBSERVER, 64));
      late.assertGoodbye(Code.TOO_MANY_CONNECTIONS);
    }
    for (final RawClient other : others) {
      other.close();
    }
    Await.until("their places are free", () -> node.gateway.observerCount() == 1);
    observe().close();
    try (RawClient another = node.connect()) {
      assertThat(another.hello(64)).isEqualTo(64);
    }
  }

  @Test
  void aForgottenSaleEndsItsSubscriptions() {
    shop.send(frames.createSale(1, 2, "gone soon"));
    shop.assertVerdict(1, Code.ACCEPTED);
    observer.send(frames.subscribeSale(7, 2));
    SaleUpdateDecoder update = observer.saleUpdate();
    assertThat(update.state()).isEqualTo(SaleState.SCHEDULED);
    assertThat(update.soldOut()).isEqualTo((short) 1);
    // With no hold left and no time to be remembered it is forgotten at once.
    shop.send(frames.closeSale(2, 2));
    shop.assertVerdict(2, Code.ACCEPTED);
    long sequence = update.sequence();
    do {
      update = observer.saleUpdate();
      assertThat(update.fromSequence()).isEqualTo(sequence);
      sequence = update.sequence();
    } while (update.last() == 0);
    assertThat(update.state()).isEqualTo(SaleState.CLOSED);
    assertThat(node.gateway.subscriptions()).isZero();
    observer.send(frames.subscribeSale(8, 2));
    observer.assertVerdict(8, Code.UNKNOWN_SALE);
  }

  @Test
  void aNodeThatStopsTakesNoSubscription() {
    node.gateway.refuse(Code.SHUTTING_DOWN);
    observer.send(frames.subscribeSale(1, 1));
    observer.assertVerdict(1, Code.SHUTTING_DOWN);
  }

  /** Reserves a unit and gives the sequence. */
  private long reserve(final long id) {
    shop.send(frames.reserve(id));
    final VerdictDecoder verdict = shop.verdict();
    assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
    return verdict.sequence();
  }
}
