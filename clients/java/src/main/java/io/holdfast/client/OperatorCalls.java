package io.holdfast.client;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An operator's commands as calls; {@link HoldfastClient} says what they do. */
final class OperatorCalls {
  private final Calls calls;

  OperatorCalls(final Calls calls) {
    this.calls = calls;
  }

  CompletableFuture<Verdict> createSale(final CreateSaleRequest request) {
    return calls.command(
        "CreateSale",
        request.command(),
        (session, correlationId) -> session.createSale(correlationId, request));
  }

  CompletableFuture<Verdict> updateSale(final UpdateSaleRequest request) {
    return calls.command(
        "UpdateSale",
        request.command(),
        (session, correlationId) -> session.updateSale(correlationId, request));
  }

  CompletableFuture<Verdict> openSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    checkTexts(operatorName, reason);
    return calls.command(
        "OpenSale",
        command,
        (session, correlationId) ->
            session.openSale(
                correlationId, command.hi(), command.lo(), sale, operatorName, reason));
  }

  CompletableFuture<Verdict> pauseSale(
      final Id command,
      final long sale,
      final OptionalLong graceUntilMs,
      final String operatorName,
      final String reason) {
    Optionals.check("graceUntilMs", graceUntilMs);
    checkTexts(operatorName, reason);
    return calls.command(
        "PauseSale",
        command,
        (session, correlationId) ->
            session.pauseSale(
                correlationId,
                command.hi(),
                command.lo(),
                sale,
                graceUntilMs,
                operatorName,
                reason));
  }

  CompletableFuture<Verdict> closeSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    checkTexts(operatorName, reason);
    return calls.command(
        "CloseSale",
        command,
        (session, correlationId) ->
            session.closeSale(
                correlationId, command.hi(), command.lo(), sale, operatorName, reason));
  }

  CompletableFuture<Verdict> adjustStock(final AdjustStockRequest request) {
    return calls.command(
        "AdjustStock",
        request.command(),
        (session, correlationId) -> session.adjustStock(correlationId, request));
  }

  CompletableFuture<Verdict> release(
      final Id command, final Id reservation, final String operatorName, final String reason) {
    Objects.requireNonNull(reservation, "reservation");
    checkTexts(operatorName, reason);
    return calls.command(
        "OperatorRelease",
        command,
        (session, correlationId) ->
            session.operatorRelease(
                correlationId,
                command.hi(),
                command.lo(),
                reservation.hi(),
                reservation.lo(),
                operatorName,
                reason));
  }

  CompletableFuture<Verdict> cancel(
      final Id command,
      final Id reservation,
      final int quantityOrAll,
      final String operatorName,
      final String reason) {
    Objects.requireNonNull(reservation, "reservation");
    checkTexts(operatorName, reason);
    return calls.command(
        "OperatorCancel",
        command,
        (session, correlationId) ->
            session.operatorCancel(
                correlationId,
                command.hi(),
                command.lo(),
                reservation.hi(),
                reservation.lo(),
                quantityOrAll,
                operatorName,
                reason));
  }

  private static void checkTexts(final String operatorName, final String reason) {
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
  }
}
