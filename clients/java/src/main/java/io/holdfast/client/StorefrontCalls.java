package io.holdfast.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A storefront's commands as calls; {@link HoldfastClient} says what they do. */
final class StorefrontCalls {
  private final Calls calls;

  StorefrontCalls(final Calls calls) {
    this.calls = calls;
  }

  CompletableFuture<Verdict> reserve(final ReserveRequest request) {
    final Id id = request.reservation();
    return calls.command(
        "Reserve",
        id,
        (session, correlationId) ->
            session.reserve(
                correlationId,
                id.hi(),
                id.lo(),
                request.sale(),
                request.item(),
                request.buyer(),
                request.group(),
                request.quantity(),
                request.tier(),
                request.flags()));
  }

  CompletableFuture<Verdict> reserveBasket(final BasketRequest request) {
    final Id id = request.basket();
    final BasketLines lines = BasketLines.of(request.lines());
    return calls.command(
        "ReserveBasket",
        id,
        (session, correlationId) ->
            session.reserveBasket(
                correlationId,
                id.hi(),
                id.lo(),
                request.sale(),
                request.buyer(),
                request.group(),
                request.tier(),
                lines));
  }

  CompletableFuture<Verdict> beginPayment(final Id reservation) {
    return calls.command(
        "BeginPayment",
        reservation,
        (session, correlationId) ->
            session.beginPayment(correlationId, reservation.hi(), reservation.lo()));
  }

  CompletableFuture<Verdict> beginPaymentBasket(final Id basket) {
    return calls.command(
        "BeginPaymentBasket",
        basket,
        (session, correlationId) ->
            session.beginPaymentBasket(correlationId, basket.hi(), basket.lo()));
  }

  CompletableFuture<Verdict> extend(final Id reservation, final long deadlineMs) {
    return calls.command(
        "Extend",
        reservation,
        (session, correlationId) ->
            session.extend(correlationId, reservation.hi(), reservation.lo(), deadlineMs));
  }

  CompletableFuture<Verdict> confirm(final Id reservation, final int quantityOrAll) {
    return calls.command(
        "Confirm",
        reservation,
        (session, correlationId) ->
            session.confirm(correlationId, reservation.hi(), reservation.lo(), quantityOrAll));
  }

  CompletableFuture<Verdict> confirmBasket(final Id basket) {
    return calls.command(
        "ConfirmBasket",
        basket,
        (session, correlationId) -> session.confirmBasket(correlationId, basket.hi(), basket.lo()));
  }

  CompletableFuture<Verdict> release(final Id reservation) {
    return calls.command(
        "Release",
        reservation,
        (session, correlationId) ->
            session.release(correlationId, reservation.hi(), reservation.lo()));
  }

  CompletableFuture<Verdict> releaseBasket(final Id basket) {
    return calls.command(
        "ReleaseBasket",
        basket,
        (session, correlationId) -> session.releaseBasket(correlationId, basket.hi(), basket.lo()));
  }

  CompletableFuture<Verdict> cancel(
      final Id cancellation, final Id reservation, final int quantityOrAll) {
    Objects.requireNonNull(reservation, "reservation");
    return calls.command(
        "Cancel",
        cancellation,
        (session, correlationId) ->
            session.cancel(
                correlationId,
                cancellation.hi(),
                cancellation.lo(),
                reservation.hi(),
                reservation.lo(),
                quantityOrAll));
  }

  CompletableFuture<Verdict> joinQueue(final long sale, final long buyer) {
    return calls.command(
        "JoinQueue " + sale + ", buyer " + buyer,
        (session, correlationId) -> session.joinQueue(correlationId, sale, buyer));
  }

  CompletableFuture<Verdict> leaveQueue(final long sale, final long buyer) {
    return calls.command(
        "LeaveQueue " + sale + ", buyer " + buyer,
        (session, correlationId) -> session.leaveQueue(correlationId, sale, buyer));
  }
}
