package io.holdfast.client;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;
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
 * <p>One verdict is not handed over at once: SETTLING says that more holds have lapsed than one
 * step of the node settles, that the command changed nothing, and that asking again helps. The
 * client sends the command again by itself, behind whatever is in flight by then, up to {@link
 * #MAX_SETTLING_RESENDS} times and within the call's deadline; only then SETTLING is the answer.
 *
 * <p>Calls of all threads travel in the order of submission, as many at once as there are, within
 * the window the node granted; what does not fit waits. Futures complete on the client's own
 * thread: what is chained to them there must not block it (or use the {@code ...Async} forms). Once
 * the connection is lost, every call fails; make a new client.
 */
public final class HoldfastClient implements AutoCloseable {
  /** How often a command is sent again by itself when the node answers SETTLING. */
  public static final int MAX_SETTLING_RESENDS = 100;

  private final ClientLoop loop;
  private final CallPump pump;
  private final SessionLimits limits;
  private final StorefrontCalls storefront;
  private final OperatorCalls operator;
  private final QueryCalls queries;
  private final WatchCalls watches;

  private HoldfastClient(
      final ClientLoop loop,
      final CallPump pump,
      final SessionLimits limits,
      final int callTimeoutMs) {
    this.loop = loop;
    this.pump = pump;
    this.limits = limits;
    final Calls calls = new Calls(pump, callTimeoutMs);
    this.storefront = new StorefrontCalls(calls);
    this.operator = new OperatorCalls(calls);
    this.queries = new QueryCalls(calls);
    this.watches = new WatchCalls(pump.feeds(), callTimeoutMs);
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

  /**
   * Holds units of one item for one buyer. With {@link ReserveRequest#withWaitlist} it may answer
   * WAITLISTED: the entry is served by itself when units come free, and {@link #reservation} tells.
   */
  public CompletableFuture<Verdict> reserve(final ReserveRequest request) {
    return storefront.reserve(request);
  }

  /** Holds several lines for one buyer, all or none. */
  public CompletableFuture<Verdict> reserveBasket(final BasketRequest request) {
    return storefront.reserveBasket(request);
  }

  /** The buyer pays: the hold gets the payment's time. */
  public CompletableFuture<Verdict> beginPayment(final Id reservation) {
    return storefront.beginPayment(reservation);
  }

  /** The buyer pays for every line of a basket, all or none. */
  public CompletableFuture<Verdict> beginPaymentBasket(final Id basket) {
    return storefront.beginPaymentBasket(basket);
  }

  /**
   * Gives a hold a later deadline, up to the longest the sale allows.
   *
   * @param deadlineMs engine time, ms since 1970; absolute, so that sending it twice extends once
   */
  public CompletableFuture<Verdict> extend(final Id reservation, final long deadlineMs) {
    return storefront.extend(reservation, deadlineMs);
  }

  /** Turns a hold into a purchase of all its units. */
  public CompletableFuture<Verdict> confirm(final Id reservation) {
    return storefront.confirm(reservation, Session.ALL_UNITS);
  }

  /** Turns a hold into a purchase of so many units; fewer than held free the rest. */
  public CompletableFuture<Verdict> confirm(final Id reservation, final int quantity) {
    return storefront.confirm(reservation, Calls.checkQuantity(quantity));
  }

  /** Confirms every line of a basket, all or none. */
  public CompletableFuture<Verdict> confirmBasket(final Id basket) {
    return storefront.confirmBasket(basket);
  }

  /** Gives a hold or a waiting entry back. */
  public CompletableFuture<Verdict> release(final Id reservation) {
    return storefront.release(reservation);
  }

  /** Gives every line of a basket back, all or none. */
  public CompletableFuture<Verdict> releaseBasket(final Id basket) {
    return storefront.releaseBasket(basket);
  }

  /** Takes back all units that are left of a purchase, under an id of its own. */
  public CompletableFuture<Verdict> cancel(final Id cancellation, final Id reservation) {
    return storefront.cancel(cancellation, reservation, Session.ALL_UNITS);
  }

  /** Takes back so many units of a purchase, under an id of its own. */
  public CompletableFuture<Verdict> cancel(
      final Id cancellation, final Id reservation, final int quantity) {
    return storefront.cancel(cancellation, reservation, Calls.checkQuantity(quantity));
  }

  /**
   * Takes a ticket for a sale's waiting room, or finds the one the buyer has: {@link
   * Verdict#ticket}, {@link Verdict#place} and {@link Verdict#position} tell where it stands.
   */
  public CompletableFuture<Verdict> joinQueue(final long sale, final long buyer) {
    return storefront.joinQueue(sale, buyer);
  }

  /** Gives the buyer's ticket back; live holds live on. */
  public CompletableFuture<Verdict> leaveQueue(final long sale, final long buyer) {
    return storefront.leaveQueue(sale, buyer);
  }

  /** Creates a sale, SCHEDULED. Needs the operator's role, as does all down to cancelAsOperator. */
  public CompletableFuture<Verdict> createSale(final CreateSaleRequest request) {
    return operator.createSale(request);
  }

  /** Changes what the request names of a sale's policy, for later holds and checks. */
  public CompletableFuture<Verdict> updateSale(final UpdateSaleRequest request) {
    return operator.updateSale(request);
  }

  /** Opens a scheduled sale now; the texts say who and why. */
  public CompletableFuture<Verdict> openSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    return operator.openSale(command, sale, operatorName, reason);
  }

  /**
   * Pauses a sale: no Reserve, Extend, admission or matching until it is resumed; the texts say who
   * and why.
   *
   * @param graceUntilMs nothing lapses before this engine time, ms since 1970; empty leaves the
   *     grace as it is, 0 takes it back
   */
  public CompletableFuture<Verdict> pauseSale(
      final Id command,
      final long sale,
      final OptionalLong graceUntilMs,
      final String operatorName,
      final String reason) {
    return operator.pauseSale(command, sale, graceUntilMs, operatorName, reason);
  }

  /** Resumes a paused sale, which is the same command as opening it; the texts say who and why. */
  public CompletableFuture<Verdict> resumeSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    return openSale(command, sale, operatorName, reason);
  }

  /** Closes a sale now, for good; the texts say who and why. */
  public CompletableFuture<Verdict> closeSale(
      final Id command, final long sale, final String operatorName, final String reason) {
    return operator.closeSale(command, sale, operatorName, reason);
  }

  /** Puts units into a line or takes units out. */
  public CompletableFuture<Verdict> adjustStock(final AdjustStockRequest request) {
    return operator.adjustStock(request);
  }

  /** Gives a buyer's hold or waiting entry back; the texts say who and why. */
  public CompletableFuture<Verdict> releaseAsOperator(
      final Id command, final Id reservation, final String operatorName, final String reason) {
    return operator.release(command, reservation, operatorName, reason);
  }

  /** Takes back all units that are left of a buyer's purchase; the texts say who and why. */
  public CompletableFuture<Verdict> cancelAsOperator(
      final Id command, final Id reservation, final String operatorName, final String reason) {
    return operator.cancel(command, reservation, Session.ALL_UNITS, operatorName, reason);
  }

  /** Takes back so many units of a buyer's purchase; the texts say who and why. */
  public CompletableFuture<Verdict> cancelAsOperator(
      final Id command,
      final Id reservation,
      final int quantity,
      final String operatorName,
      final String reason) {
    return operator.cancel(
        command, reservation, Calls.checkQuantity(quantity), operatorName, reason);
  }

  /** What the node knows of a reservation. */
  public CompletableFuture<ReservationInfo> reservation(final Id id) {
    return queries.reservation(id);
  }

  /** What the node knows of a sale. */
  public CompletableFuture<SaleInfo> sale(final long sale) {
    return queries.sale(sale);
  }

  /** The stock of one item in one sale. */
  public CompletableFuture<LineInfo> line(final long sale, final long item) {
    return queries.line(sale, item);
  }

  /** All sales in order of creation. Pages are of different moments if commands run in between. */
  public CompletableFuture<List<SaleInfo>> listSales() {
    return queries.listSales();
  }

  /**
   * All lines of a sale in order of creation. Pages are of different moments if commands run in
   * between.
   */
  public CompletableFuture<List<LineInfo>> listLines(final long sale) {
    return queries.listLines(sale);
  }

  /** A buyer's ticket for a sale's waiting room. */
  public CompletableFuture<TicketInfo> ticket(final long sale, final long buyer) {
    return queries.ticket(sale, buyer);
  }

  /** A sale's waiting room. */
  public CompletableFuture<RoomInfo> room(final long sale) {
    return queries.room(sale);
  }

  /**
   * What a buyer holds and waits for in a sale, newest first. Pages are of different moments if
   * commands run in between, so that a reservation may then be missing or there twice.
   */
  public CompletableFuture<BuyerInfo> buyer(final long sale, final long buyer) {
    return queries.buyer(sale, buyer);
  }

  /**
   * How the node is. It answers past its ring, also while commands wait or are refused; but calls
   * before this one that wait for room in the window hold it up, so watch a node through a client
   * of its own.
   */
  public CompletableFuture<NodeStatus> status() {
    return queries.status();
  }

  /**
   * Subscribes to the numbers of a sale: the listener hears them as they are, then whenever they
   * have changed, at the node's pace. Also for observers.
   *
   * <p>The future completes after the first update, and fails with {@link QueryFailedException} if
   * the node would not, or {@link SubscriptionFailedException} if it did not answer.
   */
  public CompletableFuture<Subscription> watchSale(
      final long sale, final UpdateListener<SaleUpdate> listener) {
    return watches.sale(sale, listener);
  }

  /** Subscribes to a reservation and its changes; otherwise as {@link #watchSale}. */
  public CompletableFuture<Subscription> watchReservation(
      final Id reservation, final UpdateListener<ReservationUpdate> listener) {
    return watches.reservation(reservation, listener);
  }

  /** Subscribes to a buyer's ticket and its changes; otherwise as {@link #watchSale}. */
  public CompletableFuture<Subscription> watchTicket(
      final long sale, final long buyer, final UpdateListener<TicketUpdate> listener) {
    return watches.ticket(sale, buyer, listener);
  }

  /** Ends the connection. Calls that wait or are in flight fail as if it had been lost. */
  @Override
  public void close() {
    loop.close();
  }
}
