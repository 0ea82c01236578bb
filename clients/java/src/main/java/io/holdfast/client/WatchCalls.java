package io.holdfast.client;

import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Subscriptions; {@link HoldfastClient} says to what. */
final class WatchCalls {
  private final Feeds feeds;
  private final int timeoutMs;

  WatchCalls(final Feeds feeds, final int timeoutMs) {
    this.feeds = feeds;
    this.timeoutMs = timeoutMs;
  }

  CompletableFuture<Subscription> sale(final long sale, final UpdateListener<SaleUpdate> listener) {
    return open(
        new Feed<>(
            "SubscribeSale " + sale,
            (session, correlationId) -> session.subscribeSale(correlationId, sale),
            SaleUpdateDecoder.TEMPLATE_ID,
            UpdatePages::sale,
            Objects.requireNonNull(listener, "listener")));
  }

  CompletableFuture<Subscription> reservation(
      final Id id, final UpdateListener<ReservationUpdate> listener) {
    Objects.requireNonNull(id, "id");
    return open(
        new Feed<>(
            "SubscribeReservation " + id,
            (session, correlationId) ->
                session.subscribeReservation(correlationId, id.hi(), id.lo()),
            ReservationUpdateDecoder.TEMPLATE_ID,
            UpdatePages::reservation,
            Objects.requireNonNull(listener, "listener")));
  }

  CompletableFuture<Subscription> ticket(
      final long sale, final long buyer, final UpdateListener<TicketUpdate> listener) {
    return open(
        new Feed<>(
            "SubscribeTicket " + sale + ", buyer " + buyer,
            (session, correlationId) -> session.subscribeTicket(correlationId, sale, buyer),
            TicketUpdateDecoder.TEMPLATE_ID,
            UpdatePages::ticket,
            Objects.requireNonNull(listener, "listener")));
  }

  private CompletableFuture<Subscription> open(final Feed<?> feed) {
    return feeds.open(feed, timeoutMs);
  }
}
