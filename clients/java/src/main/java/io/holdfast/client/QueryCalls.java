package io.holdfast.client;

import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Queries as calls; {@link HoldfastClient} says what they ask for. */
final class QueryCalls {
  private final Calls calls;

  QueryCalls(final Calls calls) {
    this.calls = calls;
  }

  CompletableFuture<ReservationInfo> reservation(final Id id) {
    Objects.requireNonNull(id, "id");
    return calls.query(
        "QueryReservation " + id,
        (session, correlationId) -> session.queryReservation(correlationId, id.hi(), id.lo()),
        ReservationViewDecoder.TEMPLATE_ID,
        Pages::reservation);
  }

  CompletableFuture<Optional<ReservationInfo>> outcomeOf(final Id id) {
    return reservation(id)
        .handle(
            (view, problem) -> {
              if (problem == null) {
                return Optional.of(view);
              }
              if (problem instanceof QueryFailedException failed
                  && failed.verdict().code() == Code.UNKNOWN_RESERVATION) {
                return Optional.empty();
              }
              throw new CompletionException(problem);
            });
  }

  CompletableFuture<SaleInfo> sale(final long sale) {
    return calls.query(
        "QuerySale " + sale,
        (session, correlationId) -> session.querySale(correlationId, sale),
        SalePageDecoder.TEMPLATE_ID,
        (buffer, offset) -> Pages.single(Pages.sales(buffer, offset)));
  }

  CompletableFuture<LineInfo> line(final long sale, final long item) {
    return calls.query(
        "QueryLine " + sale + ", " + item,
        (session, correlationId) -> session.queryLine(correlationId, sale, item),
        LinePageDecoder.TEMPLATE_ID,
        (buffer, offset) -> Pages.single(Pages.lines(buffer, offset)));
  }

  CompletableFuture<List<SaleInfo>> listSales() {
    return calls.list("ListSales", Session::listSales, SalePageDecoder.TEMPLATE_ID, Pages::sales);
  }

  CompletableFuture<List<LineInfo>> listLines(final long sale) {
    return calls.list(
        "ListLines " + sale,
        (session, correlationId, from) -> session.listLines(correlationId, sale, from),
        LinePageDecoder.TEMPLATE_ID,
        Pages::lines);
  }

  CompletableFuture<TicketInfo> ticket(final long sale, final long buyer) {
    return calls.query(
        "QueryTicket " + sale + ", buyer " + buyer,
        (session, correlationId) -> session.queryTicket(correlationId, sale, buyer),
        TicketViewDecoder.TEMPLATE_ID,
        RoomPages::ticket);
  }

  CompletableFuture<RoomInfo> room(final long sale) {
    return calls.query(
        "QueryRoom " + sale,
        (session, correlationId) -> session.queryRoom(correlationId, sale),
        RoomViewDecoder.TEMPLATE_ID,
        RoomPages::room);
  }

  CompletableFuture<NodeStatus> status() {
    return calls.query(
        "QueryStatus", Session::queryStatus, NodeStatusDecoder.TEMPLATE_ID, StatusPages::status);
  }

  CompletableFuture<BuyerInfo> buyer(final long sale, final long buyer) {
    return calls.pages(
        "QueryBuyer " + sale + ", buyer " + buyer,
        (session, correlationId, from) -> session.queryBuyer(correlationId, sale, buyer, from),
        BuyerPageDecoder.TEMPLATE_ID,
        BuyerPages::new);
  }
}
