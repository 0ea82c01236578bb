package io.holdfast.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Commands and queries to a node, or to the one of a pair that is the primary. Any thread may call
 * any method; answers come as futures.
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
 *   <li>{@link OutcomeUnknownException} if the call was sent and no answer came before its
 *       deadline: {@link #askAgain}, or the same command with the same id, finds out;
 *   <li>{@link NotSentException} if the call never left: nothing has happened;
 *   <li>{@link QueryFailedException} if a query found nothing, or was not taken.
 * </ul>
 *
 * <p>A connection that is lost is made again, at the addresses in turn, and every call that has no
 * answer is sent again under its id, in the order in which the calls were made, until its deadline
 * has passed. All commands are safe to send again; a verdict may therefore be marked {@link
 * Verdict#repeated} although the call was made once. {@link RetryPolicy} says how, and {@link
 * ConnectionListener} hears of it.
 *
 * <p>One verdict is not handed over at once: SETTLING says that more holds have lapsed than one
 * step of the node settles, that the command changed nothing, and that asking again helps. The
 * client sends the command again by itself, behind whatever is in flight by then, up to {@link
 * #MAX_SETTLING_RESENDS} times and within the call's deadline; only then SETTLING is the answer.
 *
 * <p>Calls of all threads travel in the order of submission, as many at once as there are, within
 * the window the node granted; what does not fit waits. Futures complete on the client's own
 * thread: what is chained to them there must not block it. Use the {@code ...Async} forms, or
 * {@link #with} an executor, for what does.
 */
public final class HoldfastClient implements AutoCloseable {
  /** How often a command is sent again by itself when the node answers SETTLING. */
  public static final int MAX_SETTLING_RESENDS = 100;

  private final ClientLoop loop;
  private final CallPump pump;
  private final Connector connector;
  private final CallOptions options;
  private final Calls calls;
  private final StorefrontCalls storefront;
  private final OperatorCalls operator;
  private final QueryCalls queries;
  private final WatchCalls watches;

  private HoldfastClient(
      final ClientLoop loop,
      final CallPump pump,
      final Connector connector,
      final CallOptions options) {
    this.loop = loop;
    this.pump = pump;
    this.connector = connector;
    this.options = options;
    this.calls = new Calls(pump, options);
    this.storefront = new StorefrontCalls(calls);
    this.operator = new OperatorCalls(calls);
    this.queries = new QueryCalls(calls);
    this.watches = new WatchCalls(pump.feeds(), options.timeoutMs());
  }

  /**
   * Connects and shakes hands with the first node that will; each address is tried once.
   *
   * @throws ConnectFailedException naming host, port and cause of every attempt
   * @throws IllegalStateException naming a JVM option that is missing
   */
  public static HoldfastClient connect(final ClientConfig config) {
    final ClientLoop loop = ClientLoop.start("holdfast-client");
    final CallPump pump = new CallPump(loop, config.maxCalls(), config.retry());
    final Connector connector = new Connector(loop, config, pump);
    connector.start();
    try {
      connector.ready().get();
    } catch (final ExecutionException e) {
      loop.close();
      throw (ConnectFailedException) e.getCause();
    } catch (final InterruptedException e) {
      loop.close();
      Thread.currentThread().interrupt();
      throw connector.interrupted();
    }
    return new HoldfastClient(loop, pump, connector, CallOptions.within(config.callTimeoutMs()));
  }

  /**
   * The same client with other options for the calls made through what is returned; closing either
   * closes both. It costs next to nothing, so it may be done for a single call.
   */
  public HoldfastClient with(final CallOptions newOptions) {
    return new HoldfastClient(loop, pump, connector, newOptions);
  }

  /** The same client with another deadline, as {@link #with}. */
  public HoldfastClient withCallTimeoutMs(final int newCallTimeoutMs) {
    return with(options.withTimeoutMs(newCallTimeoutMs));
  }

  /** How the calls made through this are made. */
  public CallOptions options() {
    return options;
  }

  /** What the node that was connected last granted: window, epoch, durability class. */
  public SessionLimits limits() {
    return connector.limits();
  }

  /**
   * Sends the command again whose outcome nobody knows, under the same id, and so finds out. The
   * verdict is the first one, marked {@link Verdict#repeated}, if the command had been carried out;
   * if it had not, it is now. Use it until it answers: a code of the kind NOT_TAKEN says nothing
   * about the first time, so it comes as another OutcomeUnknownException.
   *
   * <p>Needs the exception itself. A process that was started anew has only the id, which is kept
   * with the order: it makes the same call once more instead, or looks with {@link #outcomeOf}.
   *
   * @throws IllegalArgumentException unless {@link OutcomeUnknownException#canBeAskedAgain}
   */
  public CompletableFuture<Verdict> askAgain(final OutcomeUnknownException unknown) {
    if (!unknown.canBeAskedAgain()) {
      throw new IllegalArgumentException("no command to send again: " + unknown.getMessage());
    }
    return calls.again(unknown);
  }

  /**
   * Looks what became of a Reserve of which only the id is known, and changes nothing. Empty: the
   * node knows no such reservation. Either its Reserve was not accepted so far, or it ended so long
   * ago that it is forgotten.
   */
  public CompletableFuture<Optional<ReservationInfo>> outcomeOf(final Id reservation) {
    return queries.outcomeOf(reservation);
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
   * have changed, at the node's pace. Also for observers. After a lost connection it is asked for
   * again and begins anew, with the numbers as they are then.
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

  /**
   * Ends the client for good. Calls that may have been carried out fail with
   * OutcomeUnknownException, those that never left with NotSentException, and so do calls made
   * afterwards. To lose nothing, wait for the futures first.
   */
  @Override
  public void close() {
    try {
      loop.execute(connector::close);
    } catch (final RejectedExecutionException e) {
      // It was closed before, by this or another thread.
      return;
    }
    loop.close();
  }
}
