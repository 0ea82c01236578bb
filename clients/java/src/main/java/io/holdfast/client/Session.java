package io.holdfast.client;

import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.ReserveFlagsEncoder;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * One connection to a node, from Hello to its end. Its methods are for the thread of its {@link
 * ClientLoop} only, and from {@link SessionListener#onReady} on.
 *
 * <p>A send writes one request into the outgoing buffer, allocating nothing (operator commands
 * apart), and returns true; nothing is on its way before {@link #flush}. It returns false, and
 * nothing has happened, if fewer slots are free than the request takes; after the session's end
 * none is free. A request that could never be sent on this session, because it is longer than the
 * node takes or than the whole window, is an {@link IllegalArgumentException}.
 *
 * <p>The caller chooses correlation ids. They must be unique among the requests in flight, and not
 * {@link #RESERVED_CORRELATION_ID}.
 */
public final class Session {
  /** In place of a quantity: all units held, or all that are left of the purchase. */
  public static final int ALL_UNITS = ConfirmEncoder.quantityNullValue();

  /** Flag of a Reserve: grant what there is, up to the quantity asked. */
  public static final int PARTIAL = ReserveFlagsEncoder.partial((byte) 0, true);

  /** Flag of a Reserve: wait when nothing is left; implies {@link #PARTIAL}. */
  public static final int WAITLIST = ReserveFlagsEncoder.waitlist((byte) 0, true);

  /** Marks the heartbeats that the session sends by itself. */
  public static final long RESERVED_CORRELATION_ID = Long.MIN_VALUE;

  private final ClientLoop loop;
  private final InetSocketAddress address;
  private final SessionConfig config;
  private final Connection connection;

  private final Outlet outlet;
  private final StorefrontMessages storefront;
  private final SaleMessages sales;
  private final OperatorMessages operator;
  private final QueryMessages queries;
  private final SubscriptionMessages subscriptions;
  private Object attachment;

  Session(
      final ClientLoop loop,
      final InetSocketAddress address,
      final SessionConfig config,
      final SessionListener listener) {
    this.loop = loop;
    this.address = address;
    this.config = config;
    this.connection = new Connection(this, listener);
    this.outlet = new Outlet(loop);
    this.storefront = new StorefrontMessages(outlet);
    this.sales = new SaleMessages(outlet);
    this.operator = new OperatorMessages(outlet);
    this.queries = new QueryMessages(outlet);
    this.subscriptions = new SubscriptionMessages(outlet);
  }

  void ready(final SessionLimits granted, final OutBuffer outgoing) {
    outlet.open(granted, outgoing);
  }

  Connection connection() {
    return connection;
  }

  Window window() {
    return outlet.window();
  }

  /** The loop whose thread this session lives on. Any thread may ask. */
  public ClientLoop loop() {
    return loop;
  }

  /** Where the node was looked for. Any thread may ask. */
  public InetSocketAddress address() {
    return address;
  }

  /** What the session said of itself. Any thread may ask. */
  public SessionConfig config() {
    return config;
  }

  /** What the caller has tied to this session; null at first. */
  public Object attachment() {
    return attachment;
  }

  /** Ties an object of the caller's to this session, to be found again in a callback. */
  public void attach(final Object newAttachment) {
    attachment = newAttachment;
  }

  /** What the node granted; null before {@link SessionListener#onReady}. */
  public SessionLimits limits() {
    return outlet.limits();
  }

  /** Whether the node has welcomed this session, also if it has ended since. */
  public boolean wasReady() {
    return limits() != null;
  }

  /** Whether requests can be sent. */
  public boolean isOpen() {
    return connection.isOpen();
  }

  /**
   * Slots that may still be taken: the window minus what is in flight; 0 once the session has
   * ended.
   */
  public int freeSlots() {
    return window().freeSlots();
  }

  /** Slots of requests that wait for their answer. */
  public int slotsInFlight() {
    return window().takenSlots();
  }

  /** Sends everything written since the last flush, in one write if it fits one buffer. */
  public void flush() {
    if (isOpen()) {
      connection.flush();
    }
  }

  /**
   * Flushes, then ends the session; {@link SessionListener#onClosed} is called before this returns.
   */
  public void close() {
    close("closed by this client");
  }

  void close(final String reason) {
    flush();
    connection.close(reason);
  }

  /**
   * Holds units of one item for one buyer.
   *
   * @param idHi most significant half of the reservation's id
   * @param idLo least significant half
   * @param group household, card hash or the like; 0 is none
   * @param tier 0 to 7; the node judges up to 254, more cannot be written
   * @param flags 0, or {@link #PARTIAL} and {@link #WAITLIST} added up
   */
  public boolean reserve(
      final long correlationId,
      final long idHi,
      final long idLo,
      final long sale,
      final long item,
      final long buyer,
      final long group,
      final int quantity,
      final int tier,
      final int flags) {
    return storefront.reserve(
        correlationId, idHi, idLo, sale, item, buyer, group, quantity, tier, flags);
  }

  /** Holds several lines for one buyer, all or none. The lines may be changed once this returns. */
  public boolean reserveBasket(
      final long correlationId,
      final long idHi,
      final long idLo,
      final long sale,
      final long buyer,
      final long group,
      final int tier,
      final BasketLines lines) {
    return storefront.reserveBasket(correlationId, idHi, idLo, sale, buyer, group, tier, lines);
  }

  /** The buyer pays: the hold gets the payment's time. */
  public boolean beginPayment(final long correlationId, final long idHi, final long idLo) {
    return storefront.beginPayment(correlationId, idHi, idLo);
  }

  /** The buyer pays for every line of a basket, all or none. */
  public boolean beginPaymentBasket(final long correlationId, final long idHi, final long idLo) {
    return storefront.beginPaymentBasket(correlationId, idHi, idLo);
  }

  /**
   * Gives a hold a later deadline.
   *
   * @param deadlineMs engine time, ms since 1970
   */
  public boolean extend(
      final long correlationId, final long idHi, final long idLo, final long deadlineMs) {
    return storefront.extend(correlationId, idHi, idLo, deadlineMs);
  }

  /**
   * Turns a hold into a purchase.
   *
   * @param quantityOrAll units, fewer than held free the rest; or {@link #ALL_UNITS}
   */
  public boolean confirm(
      final long correlationId, final long idHi, final long idLo, final int quantityOrAll) {
    return storefront.confirm(correlationId, idHi, idLo, quantityOrAll);
  }

  /** Confirms every line of a basket, all or none. */
  public boolean confirmBasket(final long correlationId, final long idHi, final long idLo) {
    return storefront.confirmBasket(correlationId, idHi, idLo);
  }

  /** Gives a hold back. */
  public boolean release(final long correlationId, final long idHi, final long idLo) {
    return storefront.release(correlationId, idHi, idLo);
  }

  /** Gives every line of a basket back, all or none. */
  public boolean releaseBasket(final long correlationId, final long idHi, final long idLo) {
    return storefront.releaseBasket(correlationId, idHi, idLo);
  }

  /**
   * Takes back units of a purchase.
   *
   * @param cancellationHi most significant half of this cancel's own id
   * @param cancellationLo least significant half
   * @param quantityOrAll units; or {@link #ALL_UNITS} that are left of the purchase
   */
  public boolean cancel(
      final long correlationId,
      final long cancellationHi,
      final long cancellationLo,
      final long idHi,
      final long idLo,
      final int quantityOrAll) {
    return storefront.cancel(
        correlationId, cancellationHi, cancellationLo, idHi, idLo, quantityOrAll);
  }

  /** Takes a ticket for a sale's waiting room; answered by a verdict with the ticket's place. */
  public boolean joinQueue(final long correlationId, final long sale, final long buyer) {
    return storefront.joinQueue(correlationId, sale, buyer);
  }

  /** Gives a ticket back; live holds live on. */
  public boolean leaveQueue(final long correlationId, final long sale, final long buyer) {
    return storefront.leaveQueue(correlationId, sale, buyer);
  }

  /** Creates a sale, SCHEDULED. */
  public boolean createSale(final long correlationId, final CreateSaleRequest request) {
    return sales.createSale(correlationId, request);
  }

  /**
   * Opens a scheduled sale now, or resumes a paused one. The texts have at most 256 bytes of UTF-8
   * each.
   */
  public boolean openSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    return sales.openSale(correlationId, commandHi, commandLo, sale, operatorName, reason);
  }

  /**
   * No Reserve, Extend, admission or matching until the sale is opened again. The texts have at
   * most 256 bytes of UTF-8 each.
   *
   * @param graceUntilMs nothing lapses before this engine time, ms since 1970; empty leaves the
   *     grace as it is, 0 takes it back
   */
  public boolean pauseSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final OptionalLong graceUntilMs,
      final String operatorName,
      final String reason) {
    return sales.pauseSale(
        correlationId, commandHi, commandLo, sale, graceUntilMs, operatorName, reason);
  }

  /** Changes the policy of a sale for later holds and checks. */
  public boolean updateSale(final long correlationId, final UpdateSaleRequest request) {
    return sales.updateSale(correlationId, request);
  }

  /** Closes a sale now, for good. The texts have at most 256 bytes of UTF-8 each. */
  public boolean closeSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    return sales.closeSale(correlationId, commandHi, commandLo, sale, operatorName, reason);
  }

  /** Puts units into a line or takes units out. */
  public boolean adjustStock(final long correlationId, final AdjustStockRequest request) {
    return operator.adjustStock(correlationId, request);
  }

  /**
   * Gives a hold or a waiting entry back, by an operator. The texts have at most 256 bytes of UTF-8
   * each.
   */
  public boolean operatorRelease(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long idHi,
      final long idLo,
      final String operatorName,
      final String reason) {
    return operator.release(correlationId, commandHi, commandLo, idHi, idLo, operatorName, reason);
  }

  /**
   * Takes back units of a purchase, by an operator. The texts have at most 256 bytes of UTF-8 each.
   *
   * @param quantityOrAll units; or {@link #ALL_UNITS} that are left of the purchase
   */
  public boolean operatorCancel(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long idHi,
      final long idLo,
      final int quantityOrAll,
      final String operatorName,
      final String reason) {
    return operator.cancel(
        correlationId, commandHi, commandLo, idHi, idLo, quantityOrAll, operatorName, reason);
  }

  /** Asks for one reservation; answered by a ReservationView or a verdict. */
  public boolean queryReservation(final long correlationId, final long idHi, final long idLo) {
    return queries.reservation(correlationId, idHi, idLo);
  }

  /** Asks for one sale; answered by a SalePage of one row or a verdict. */
  public boolean querySale(final long correlationId, final long sale) {
    return queries.sale(correlationId, sale);
  }

  /** Asks for one line; answered by a LinePage of one row or a verdict. */
  public boolean queryLine(final long correlationId, final long sale, final long item) {
    return queries.line(correlationId, sale, item);
  }

  /**
   * Asks for a page of all sales; answered by a SalePage.
   *
   * @param from index of the first row: 0, then {@code next} of the page before
   */
  public boolean listSales(final long correlationId, final int from) {
    return queries.listSales(correlationId, from);
  }

  /**
   * Asks for a page of a sale's lines; answered by a LinePage or a verdict.
   *
   * @param from index of the first row: 0, then {@code next} of the page before
   */
  public boolean listLines(final long correlationId, final long sale, final int from) {
    return queries.listLines(correlationId, sale, from);
  }

  /** Asks for a buyer's place in a waiting room; answered by a TicketView or a verdict. */
  public boolean queryTicket(final long correlationId, final long sale, final long buyer) {
    return queries.ticket(correlationId, sale, buyer);
  }

  /** Asks for a sale's waiting room; answered by a RoomView or a verdict. */
  public boolean queryRoom(final long correlationId, final long sale) {
    return queries.room(correlationId, sale);
  }

  /**
   * Asks for a page of what a buyer holds and waits for in a sale; answered by a BuyerPage or a
   * verdict.
   *
   * @param from index of the first row: 0, then {@code next} of the page before
   */
  public boolean queryBuyer(
      final long correlationId, final long sale, final long buyer, final int from) {
    return queries.buyer(correlationId, sale, buyer, from);
  }

  /**
   * Asks how the node is; answered by a NodeStatus, past the ring: it may overtake the answers to
   * requests sent before.
   */
  public boolean queryStatus(final long correlationId) {
    return queries.status(correlationId);
  }

  /**
   * Subscribes to a sale's numbers; answered by SaleUpdates from now on, or by one verdict. Takes
   * no slot. The correlation id names the subscription and must be unique until it has ended.
   */
  public boolean subscribeSale(final long correlationId, final long sale) {
    return subscriptions.sale(correlationId, sale);
  }

  /** The same for a reservation and its changes; takes a slot until its first answer. */
  public boolean subscribeReservation(final long correlationId, final long idHi, final long idLo) {
    return subscriptions.reservation(correlationId, idHi, idLo);
  }

  /** The same for a buyer's ticket and its changes; takes a slot until its first answer. */
  public boolean subscribeTicket(final long correlationId, final long sale, final long buyer) {
    return subscriptions.ticket(correlationId, sale, buyer);
  }

  /**
   * Ends a subscription; answered by a verdict. Takes no slot.
   *
   * @param subscription correlation id with which it was asked for
   */
  public boolean unsubscribe(final long correlationId, final long subscription) {
    return subscriptions.unsubscribe(correlationId, subscription);
  }

  /**
   * Asks for a sign of life, answered by {@link SessionListener#onHeartbeat}. An idle session sends
   * its own.
   */
  public boolean heartbeat(final long correlationId) {
    return queries.heartbeat(correlationId);
  }

  void ownHeartbeat() {
    queries.ownHeartbeat(RESERVED_CORRELATION_ID);
    flush();
  }

  /** Where to, and what has become of it. */
  @Override
  public String toString() {
    return "Session[" + Addresses.text(address) + ", " + connection.state() + "]";
  }
}
