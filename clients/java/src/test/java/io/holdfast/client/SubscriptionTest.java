package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.QueryStatusDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeSaleDecoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.UnsubscribeDecoder;
import io.holdfast.test.ExpectedErrors;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Updates reach their listener, and a subscription that is over is told to both ends. */
class SubscriptionTest extends ScriptedNode {
  /** Writes down what it hears. */
  private static final class Heard<U extends Update> implements UpdateListener<U> {
    private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

    @Override
    public void onUpdate(final U update) {
      all.add(update);
    }

    @Override
    public void onEnd(final String reason) {
      all.add("end: " + reason);
    }

    Object next() {
      try {
        final Object next = all.poll(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertThat(next).as("what is heard").isNotNull();
        return next;
      } catch (final InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Heard<SaleUpdate> heard = new Heard<>();

  private Peer.Request nextSubscribeSale(final long sale) {
    final Peer.Request request = peer.next();
    final SubscribeSaleDecoder subscribe =
        new SubscribeSaleDecoder()
            .wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    assertThat(subscribe.sale()).isEqualTo(sale);
    return request;
  }

  private void assertUnsubscribed(final Peer.Request subscribed) {
    final Peer.Request request = peer.next();
    final UnsubscribeDecoder unsubscribe =
        new UnsubscribeDecoder()
            .wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    assertThat(unsubscribe.subscription()).isEqualTo(subscribed.correlationId());
    peer.send(Frames.notTaken(request.correlationId(), Code.ACCEPTED));
  }

  /** That calls are answered: so what was sent before has been dealt with. */
  private void assertCallsGoOn() throws ExecutionException {
    final CompletableFuture<Verdict> held =
        client.reserve(ReserveRequest.of(new Id(1, 2), 1, 2, 3, 1));
    final Peer.Request request = peer.next();
    assertThat(request.templateId()).isEqualTo(ReserveDecoder.TEMPLATE_ID);
    peer.accept(request, 99);
    assertThat(await(held).isAccepted()).isTrue();
  }

  @Test
  void everyUpdateIsHeardUntilItIsClosed() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    final Peer.Request request = nextSubscribeSale(1);
    peer.send(UpdateFrames.sale(request.correlationId(), -1, 5, false));
    final Subscription subscription = await(watched);
    assertThat(heard.all).hasSize(1);
    assertThat(heard.next()).isEqualTo(UpdateFrames.expectedSale(-1, 5, false));
    peer.send(UpdateFrames.sale(request.correlationId(), 5, 9, false));
    assertThat(heard.next()).isEqualTo(UpdateFrames.expectedSale(5, 9, false));
    subscription.close();
    assertUnsubscribed(request);
    peer.send(UpdateFrames.sale(request.correlationId(), 9, 10, false));
    assertCallsGoOn();
    subscription.close();
    assertCallsGoOn();
    assertThat(heard.all).isEmpty();
  }

  @Test
  void whatTheNodeWillNotHaveFails() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    peer.send(Frames.notTaken(nextSubscribeSale(1).correlationId(), Code.UNKNOWN_SALE));
    assertThat(failure(watched))
        .isInstanceOf(QueryFailedException.class)
        .hasMessage("SubscribeSale 1: UNKNOWN_SALE");
    assertCallsGoOn();
    assertThat(heard.all).isEmpty();
  }

  @Test
  void theLastUpdateEndsIt() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    final Peer.Request request = nextSubscribeSale(1);
    peer.send(UpdateFrames.sale(request.correlationId(), -1, 5, false));
    peer.send(UpdateFrames.sale(request.correlationId(), 5, 6, true));
    await(watched);
    assertThat(heard.next()).isEqualTo(UpdateFrames.expectedSale(-1, 5, false));
    assertThat(heard.next()).isEqualTo(UpdateFrames.expectedSale(5, 6, true));
    assertThat(heard.next()).isEqualTo("end: forgotten by the node");
    await(watched).close();
    assertCallsGoOn();
  }

  @Test
  void theEndOfTheConnectionIsTheEndOfAllSubscriptions() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    peer.send(UpdateFrames.sale(nextSubscribeSale(1).correlationId(), -1, 5, false));
    await(watched);
    heard.next();
    final CompletableFuture<Subscription> unanswered = client.watchSale(2, heard);
    nextSubscribeSale(2);
    client.close();
    assertThat(heard.next()).isEqualTo("end: the client was closed");
    assertThat(failure(unanswered))
        .isInstanceOf(SubscriptionFailedException.class)
        .hasMessage("SubscribeSale 2: the client was closed");
    assertThat(failure(client.watchSale(3, heard))).isInstanceOf(SubscriptionFailedException.class);
    assertThat(heard.all).isEmpty();
  }

  @Test
  void aReservationTakesASlotUntilItsFirstUpdate() throws ExecutionException {
    connect(FakeNode.window(1));
    final Heard<ReservationUpdate> changes = new Heard<>();
    final Id id = new Id(7, 8);
    final CompletableFuture<Subscription> watched = client.watchReservation(id, changes);
    final Peer.Request request = peer.next();
    assertThat(request.templateId()).isEqualTo(SubscribeReservationDecoder.TEMPLATE_ID);
    peer.send(UpdateFrames.reservation(request.correlationId(), id));
    await(watched);
    assertThat(changes.next())
        .isEqualTo(
            new ReservationUpdate(
                id,
                3,
                4,
                5,
                ReservationState.RELEASED,
                OptionalLong.of(6),
                7,
                8,
                9,
                true,
                Code.LIMIT_BUYER,
                -1,
                1,
                2,
                false));
    assertCallsGoOn();
  }

  @Test
  void aTicketIsRead() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final Heard<TicketUpdate> changes = new Heard<>();
    final CompletableFuture<Subscription> watched = client.watchTicket(3, 4, changes);
    final Peer.Request request = peer.next();
    final SubscribeTicketDecoder subscribe =
        new SubscribeTicketDecoder()
            .wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    assertThat(subscribe.sale()).isEqualTo(3);
    assertThat(subscribe.buyer()).isEqualTo(4);
    peer.send(UpdateFrames.ticket(request.correlationId()));
    await(watched);
    assertThat(changes.next())
        .isEqualTo(
            new TicketUpdate(
                3,
                4,
                TicketState.ADMITTED,
                5,
                OptionalLong.of(6),
                7,
                OptionalLong.empty(),
                -1,
                1,
                2,
                false));
  }

  @Test
  void anObserverHasNoWindowAndNeedsNone() throws ExecutionException {
    connect(config().withSession(SessionConfig.of("watcher", Role.OBSERVER)), FakeNode.window(0));
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    peer.send(UpdateFrames.sale(nextSubscribeSale(1).correlationId(), -1, 5, false));
    await(watched);
    final CompletableFuture<NodeStatus> status = client.status();
    final Peer.Request asked = peer.next();
    assertThat(asked.templateId()).isEqualTo(QueryStatusDecoder.TEMPLATE_ID);
    peer.send(StatusFrames.primary(asked.correlationId()));
    await(status);
    assertThat(failure(client.release(new Id(1, 2))))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("has 0 slots");
  }

  @Test
  void whoIsNotAnsweredInTimeGivesUpAndSaysSo() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.withCallTimeoutMs(1).watchSale(1, heard);
    final Peer.Request request = nextSubscribeSale(1);
    assertThat(failure(watched))
        .isInstanceOf(SubscriptionFailedException.class)
        .hasMessage("SubscribeSale 1: no answer within 1 ms");
    assertUnsubscribed(request);
    assertThat(heard.all).isEmpty();
  }

  @Test
  void anUpdateOfAnotherKindIsNonsense() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard);
    peer.send(UpdateFrames.ticket(nextSubscribeSale(1).correlationId()));
    assertThat(failure(watched))
        .isInstanceOf(SubscriptionFailedException.class)
        .hasMessageContaining("the node sent nonsense: message 97 where 95 is the update");
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void aFirstUpdateThatNobodyAskedForIsNonsense() {
    connect(FakeNode.LIMITS);
    peer.send(UpdateFrames.sale(-77, -1, 5, false));
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void aListenerThatThrowsHearsTheNextUpdateAllTheSame() throws ExecutionException {
    ExpectedErrors.matching("SubscribeSale 1: a listener failed");
    connect(FakeNode.LIMITS);
    final CompletableFuture<Subscription> watched =
        client.watchSale(
            1,
            update -> {
              if (update.isFirst()) {
                throw new IllegalStateException("not ready");
              }
              heard.onUpdate(update);
            });
    final Peer.Request request = nextSubscribeSale(1);
    peer.send(UpdateFrames.sale(request.correlationId(), -1, 5, false));
    await(watched);
    peer.send(UpdateFrames.sale(request.correlationId(), 5, 6, false));
    assertThat(heard.next()).isEqualTo(UpdateFrames.expectedSale(5, 6, false));
  }
}
