package io.holdfast.client;

import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A connection to a node. Any thread may call any method; answers come as futures.
 *
 * <pre>{@code
 * try (HoldfastClient client =
 *     HoldfastClient.connect(ClientConfig.of("localhost:7010", "checkout", Role.STOREFRONT))) {
 *   final Id order = Ids.next(); // kept with the order: sending it twice is safe
 *   final Verdict held = client.reserve(ReserveRequest.of(order, 1, 42, 1001, 2)).join();
 *   if (held.isAccepted()) {
 *     client.confirm(order).join();
 *   }
 * }
 * }</pre>
 *
 * <p>Whatever the node decides is a {@link Verdict}, never an exception. A future fails with
 *
 * <ul>
 *   <li>{@link OutcomeUnknownException} if the call was sent and no answer came before its deadline
 *       or before the connection was lost: the same command with the same id is safe to send again;
 *   <li>{@link NotSentException} if the call never left: nothing has happened;
 *   <li>{@link QueryFailedException} if a query found nothing, or was not taken.
 * </ul>
 *
 * <p>Calls of all threads travel in the order of submission, as many at once as there are, within
 * the window the node granted; what does not fit waits. Futures complete on the client's own
 * thread: what is chained to them there must not block it (or use the {@code ...Async} forms). Once
 * the connection is lost, every call fails; make a new client.
 */
public final class HoldfastClient implements AutoCloseable {
  private final ClientLoop loop;
  private final CallPump pump;
  private final SessionLimits limits;
  private final int callTimeoutMs;

  private HoldfastClient(
      final ClientLoop loop,
      final CallPump pump,
      final SessionLimits limits,
      final int callTimeoutMs) {
    this.loop = loop;
    this.pump = pump;
    this.limits = limits;
    this.callTimeoutMs = callTimeoutMs;
  }

  /**
   * Connects to the node and shakes hands.
   *
   * @throws ConnectFailedException naming host, port and cause
   */
  public static HoldfastClient connect(final ClientConfig config) {
    final ClientLoop loop = ClientLoop.start("holdfast-client");
    final CallPump pump = new CallPump(loop, config.maxCalls());
    try {
      loop.connect(
          InetSocketAddress.createUnresolved(config.host(), config.port()), config.session(), pump);
      return new HoldfastClient(loop, pump, pump.ready().get(), config.callTimeoutMs());
    } catch (final ExecutionException e) {
      throw failed(loop, config, e.getCause().getMessage());
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(loop, config, "interrupted while connecting");
    }
  }

  private static ConnectFailedException failed(
      final ClientLoop loop, final ClientConfig config, final String reason) {
    loop.close();
    return new ConnectFailedException(config.host(), config.port(), reason);
  }

  /**
   * The same connection with another deadline for the calls made through it; closing either closes
   * both.
   */
  public HoldfastClient withCallTimeoutMs(final int newCallTimeoutMs) {
    if (newCallTimeoutMs < 1) {
      throw new IllegalArgumentException("call timeout: at least 1 ms, not " + newCallTimeoutMs);
    }
    return new HoldfastClient(loop, pump, limits, newCallTimeoutMs);
  }

  /** What the node granted: window, epoch, durability class. */
  public SessionLimits limits() {
    return limits;
  }

  /** Holds units of one item for one buyer. */
  public CompletableFuture<Verdict> reserve(final ReserveRequest request) {
    final Id id = request.reservation();
    return command(
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
                0));
  }

  /** Holds several lines for one buyer, all or none. */
  public CompletableFuture<Verdict> reserveBasket(final BasketRequest request) {
    final Id id = request.basket();
    final BasketLines lines = BasketLines.of(request.lines());
    return command(
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

  /** Turns a hold into a purchase of all its units. */
  public CompletableFuture<Verdict> confirm(final Id reservation) {
    return confirmUnits(reservation, Session.ALL_UNITS);
  }

  /** Turns a hold into a purchase of so many units; fewer than held free the rest. */
  public CompletableFuture<Verdict> confirm(final Id reservation, final int quantity) {
    return confirmUnits(reservation, checkQuantity(quantity));
  }

  private CompletableFuture<Verdict> confirmUnits(final Id id, final int quantityOrAll) {
    return command(
        "Confirm",
        id,
        (session, correlationId) ->
            session.confirm(correlationId, id.hi(), id.lo(), quantityOrAll));
  }

  /** Confirms every line of a basket, all or none. */
  public CompletableFuture<Verdict> confirmBasket(final Id basket) {
    return command(
        "ConfirmBasket",
        basket,
        (session, correlationId) -> session.confirmBasket(correlationId, basket.hi(), basket.lo()));
  }

  /** Gives a hold back. */
  public CompletableFuture<Verdict> release(final Id reservation) {
    return command(
        "Release",
        reservation,
        (session, correlationId) ->
            session.release(correlationId, reservation.hi(), reservation.lo()));
  }

  /** Gives every line of a basket back, all or none. */
  public CompletableFuture<Verdict> releaseBasket(final Id basket) {
    return command(
        "ReleaseBasket",
        basket,
        (session, correlationId) -> session.releaseBasket(correlationId, basket.hi(), basket.lo()));
  }

  /** Takes back all units that are left of a purchase, under an id of its own. */
  public CompletableFuture<Verdict> cancel(final Id cancellation, final Id reservation) {
    return cancelUnits(cancellation, reservation, Session.ALL_UNITS);
  }

  /** Takes back so many units of a purchase, under an id of its own. */
  public CompletableFuture<Verdict> cancel(
      final Id cancellation, final Id reservation, final int quantity) {
    return cancelUnits(cancellation, reservation, checkQuantity(quantity));
  }

  private CompletableFuture<Verdict> cancelUnits(
      final Id cancellation, final Id reservation, final int quantityOrAll) {
    Objects.requireNonNull(reservation, "reservation");
    return command(
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

  /** Creates a sale, SCHEDULED. Needs the operator's role, as do the next three. */
  public CompletableFuture<Verdict> createSale(final CreateSaleRequest request) {
    return command(
        "CreateSale",
        request.command(),
        (session, correlationId) -> session.createSale(correlationId, request));
  }

  /** Opens a scheduled sale now; the texts say who and why. */
  public CompletableFuture<Verdict> openSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    checkTexts(operatorName, reason);
    return command(
        "OpenSale",
        command,
        (session, correlationId) ->
            session.openSale(
                correlationId, command.hi(), command.lo(), sale, operatorName, reason));
  }

  /** Closes a sale now, for good; the texts say who and why. */
  public CompletableFuture<Verdict> closeSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    checkTexts(operatorName, reason);
    return command(
        "CloseSale",
        command,
        (session, correlationId) ->
            session.closeSale(
                correlationId, command.hi(), command.lo(), sale, operatorName, reason));
  }

  /** Puts units into a line or takes units out. */
  public CompletableFuture<Verdict> adjustStock(final AdjustStockRequest request) {
    return command(
        "AdjustStock",
        request.command(),
        (session, correlationId) -> session.adjustStock(correlationId, request));
  }

  /** What the node knows of a reservation. */
  public CompletableFuture<ReservationInfo> reservation(final Id id) {
    Objects.requireNonNull(id, "id");
    return query(
        "QueryReservation " + id,
        (session, correlationId) -> session.queryReservation(correlationId, id.hi(), id.lo()),
        ReservationViewDecoder.TEMPLATE_ID,
        Pages::reservation);
  }

  /** What the node knows of a sale. */
  public CompletableFuture<SaleInfo> sale(final long sale) {
    return query(
        "QuerySale " + sale,
        (session, correlationId) -> session.querySale(correlationId, sale),
        SalePageDecoder.TEMPLATE_ID,
        (buffer, offset) -> Pages.single(Pages.sales(buffer, offset)));
  }

  /** The stock of one item in one sale. */
  public CompletableFuture<LineInfo> line(final long sale, final long item) {
    return query(
        "QueryLine " + sale + ", " + item,
        (session, correlationId) -> session.queryLine(correlationId, sale, item),
        LinePageDecoder.TEMPLATE_ID,
        (buffer, offset) -> Pages.single(Pages.lines(buffer, offset)));
  }

  /** All sales in order of creation. Pages are of different moments if commands run in between. */
  public CompletableFuture<List<SaleInfo>> listSales() {
    return list("ListSales", Session::listSales, SalePageDecoder.TEMPLATE_ID, Pages::sales);
  }

  /**
   * All lines of a sale in order of creation. Pages are of different moments if commands run in
   * between.
   */
  public CompletableFuture<List<LineInfo>> listLines(final long sale) {
    return list(
        "ListLines " + sale,
        (session, correlationId, from) -> session.listLines(correlationId, sale, from),
        LinePageDecoder.TEMPLATE_ID,
        Pages::lines);
  }

  private CompletableFuture<Verdict> command(
      final String what, final Id id, final Call.Sending sending) {
    Objects.requireNonNull(id, "id");
    return submit(
        new CommandCall(what, id, callTimeoutMs, pump.deadlineNs(callTimeoutMs), sending));
  }

  private <T> CompletableFuture<T> query(
      final String what,
      final Call.Sending sending,
      final int answerTemplateId,
      final QueryCall.Reading<T> reading) {
    return submit(
        new QueryCall<>(
            what,
            callTimeoutMs,
            pump.deadlineNs(callTimeoutMs),
            sending,
            answerTemplateId,
            reading));
  }

  private <R> CompletableFuture<List<R>> list(
      final String what,
      final ListCall.Asking asking,
      final int answerTemplateId,
      final ListCall.Reading<R> reading) {
    return submit(
        new ListCall<>(
            what,
            callTimeoutMs,
            pump.deadlineNs(callTimeoutMs),
            asking,
            answerTemplateId,
            reading));
  }

  private <T> CompletableFuture<T> submit(final Call<T> call) {
    pump.submit(call);
    return call.future();
  }

  private static int checkQuantity(final int quantity) {
    if (quantity == Session.ALL_UNITS) {
      throw new IllegalArgumentException("quantity: " + quantity + " cannot be written");
    }
    return quantity;
  }

  private static void checkTexts(final String operatorName, final String reason) {
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
  }

  /** Ends the connection. Calls that wait or are in flight fail as if it had been lost. */
  @Override
  public void close() {
    loop.close();
  }
}
