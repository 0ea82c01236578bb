package io.holdfast.client;

import io.holdfast.protocol.codec.ConfirmEncoder;
import java.net.InetSocketAddress;

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

  /** Marks the heartbeats that the session sends by itself. */
  public static final long RESERVED_CORRELATION_ID = Long.MIN_VALUE;

  private final ClientLoop loop;
  private final InetSocketAddress address;
  private final SessionConfig config;
  private final Connection connection;

  // Set once, before onReady.
  private SessionLimits limits;
  private Window window = new Window(0);
  private StorefrontMessages storefront;
  private OperatorMessages operator;
  private QueryMessages queries;
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
  }

  void ready(final SessionLimits granted, final OutBuffer outgoing) {
    limits = granted;
    storefront = new StorefrontMessages(outgoing);
    operator = new OperatorMessages(outgoing);
    queries = new QueryMessages(outgoing);
    window = new Window(granted.windowSlots());
  }

  Connection connection() {
    return connection;
  }

  Window window() {
    return window;
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
    return limits;
  }

  /** Whether the node has welcomed this session, also if it has ended since. */
  public boolean wasReady() {
    return limits != null;
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
    return window.freeSlots();
  }

  /** Slots of requests that wait for their answer. */
  public int slotsInFlight() {
    return window.takenSlots();
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
   * @param flags bits of the schema's ReserveFlags
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
    StorefrontMessages.checkTier(tier);
    if (!take(correlationId, StorefrontMessages.RESERVE_BYTES)) {
      return false;
    }
    storefront.reserve(correlationId, idHi, idLo, sale, item, buyer, group, quantity, tier, flags);
    return true;
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
    StorefrontMessages.checkTier(tier);
    if (!take(correlationId, StorefrontMessages.reserveBasketBytes(lines.size()))) {
      return false;
    }
    storefront.reserveBasket(correlationId, idHi, idLo, sale, buyer, group, tier, lines);
    return true;
  }

  /**
   * Turns a hold into a purchase.
   *
   * @param quantityOrAll units, fewer than held free the rest; or {@link #ALL_UNITS}
   */
  public boolean confirm(
      final long correlationId, final long idHi, final long idLo, final int quantityOrAll) {
    if (!take(correlationId, StorefrontMessages.CONFIRM_BYTES)) {
      return false;
    }
    storefront.confirm(correlationId, idHi, idLo, quantityOrAll);
    return true;
  }

  /** Confirms every line of a basket, all or none. */
  public boolean confirmBasket(final long correlationId, final long idHi, final long idLo) {
    if (!take(correlationId, StorefrontMessages.CONFIRM_BASKET_BYTES)) {
      return false;
    }
    storefront.confirmBasket(correlationId, idHi, idLo);
    return true;
  }

  /** Gives a hold back. */
  public boolean release(final long correlationId, final long idHi, final long idLo) {
    if (!take(correlationId, StorefrontMessages.RELEASE_BYTES)) {
      return false;
    }
    storefront.release(correlationId, idHi, idLo);
    return true;
  }

  /** Gives every line of a basket back, all or none. */
  public boolean releaseBasket(final long correlationId, final long idHi, final long idLo) {
    if (!take(correlationId, StorefrontMessages.RELEASE_BASKET_BYTES)) {
      return false;
    }
    storefront.releaseBasket(correlationId, idHi, idLo);
    return true;
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
    if (!take(correlationId, StorefrontMessages.CANCEL_BYTES)) {
      return false;
    }
    storefront.cancel(correlationId, cancellationHi, cancellationLo, idHi, idLo, quantityOrAll);
    return true;
  }

  /** Creates a sale, SCHEDULED. */
  public boolean createSale(final long correlationId, final CreateSaleRequest request) {
    if (!take(correlationId, OperatorMessages.createSaleBytes(request))) {
      return false;
    }
    operator.createSale(correlationId, request);
    return true;
  }

  /** Opens a scheduled sale now. The texts have at most 256 bytes of UTF-8 each. */
  public boolean openSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
    if (!take(correlationId, OperatorMessages.openSaleBytes(operatorName, reason))) {
      return false;
    }
    operator.openSale(correlationId, commandHi, commandLo, sale, operatorName, reason);
    return true;
  }

  /** Closes a sale now, for good. The texts have at most 256 bytes of UTF-8 each. */
  public boolean closeSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
    if (!take(correlationId, OperatorMessages.closeSaleBytes(operatorName, reason))) {
      return false;
    }
    operator.closeSale(correlationId, commandHi, commandLo, sale, operatorName, reason);
    return true;
  }

  /** Puts units into a line or takes units out. */
  public boolean adjustStock(final long correlationId, final AdjustStockRequest request) {
    if (!take(correlationId, OperatorMessages.adjustStockBytes(request))) {
      return false;
    }
    operator.adjustStock(correlationId, request);
    return true;
  }

  /** Asks for one reservation; answered by a ReservationView or a verdict. */
  public boolean queryReservation(final long correlationId, final long idHi, final long idLo) {
    if (!take(correlationId, QueryMessages.RESERVATION_BYTES)) {
      return false;
    }
    queries.reservation(correlationId, idHi, idLo);
    return true;
  }

  /** Asks for one sale; answered by a SalePage of one row or a verdict. */
  public boolean querySale(final long correlationId, final long sale) {
    if (!takeForList(correlationId)) {
      return false;
    }
    queries.sale(correlationId, sale);
    return true;
  }

  /** Asks for one line; answered by a LinePage of one row or a verdict. */
  public boolean queryLine(final long correlationId, final long sale, final long item) {
    if (!take(correlationId, QueryMessages.LINE_BYTES)) {
      return false;
    }
    queries.line(correlationId, sale, item);
    return true;
  }

  /**
   * Asks for a page of all sales; answered by a SalePage.
   *
   * @param from index of the first row: 0, then {@code next} of the page before
   */
  public boolean listSales(final long correlationId, final int from) {
    if (!takeForList(correlationId)) {
      return false;
    }
    queries.listSales(correlationId, from);
    return true;
  }

  /**
   * Asks for a page of a sale's lines; answered by a LinePage or a verdict.
   *
   * @param from index of the first row: 0, then {@code next} of the page before
   */
  public boolean listLines(final long correlationId, final long sale, final int from) {
    if (!takeForList(correlationId)) {
      return false;
    }
    queries.listLines(correlationId, sale, from);
    return true;
  }

  /**
   * Asks for a sign of life, answered by {@link SessionListener#onHeartbeat}. An idle session sends
   * its own.
   */
  public boolean heartbeat(final long correlationId) {
    if (!take(correlationId, QueryMessages.HEARTBEAT_BYTES)) {
      return false;
    }
    queries.heartbeat(correlationId);
    return true;
  }

  /** Outside the window: a node that owes us answers must still hear that we are here. */
  void ownHeartbeat() {
    queries.heartbeat(RESERVED_CORRELATION_ID);
    flush();
  }

  private boolean take(final long correlationId, final int messageBytes) {
    assert loop.isLoopThread() : "a session is for its loop's thread only";
    final SessionLimits granted = limits;
    if (granted == null) {
      return false;
    }
    final int slots = granted.slots(messageBytes);
    if (messageBytes > granted.maxFrameBytes() || slots > granted.windowSlots()) {
      throw neverSendable(messageBytes, slots);
    }
    return window.take(correlationId, slots);
  }

  private boolean takeForList(final long correlationId) {
    assert loop.isLoopThread() : "a session is for its loop's thread only";
    final SessionLimits granted = limits;
    if (granted == null) {
      return false;
    }
    if (granted.listSlots() > granted.windowSlots()) {
      throw neverSendable(QueryMessages.LIST_LINES_BYTES, granted.listSlots());
    }
    return window.take(correlationId, granted.listSlots());
  }

  private IllegalArgumentException neverSendable(final int messageBytes, final int slots) {
    return new IllegalArgumentException(
        "a request of %d bytes and %d slots: this session may send %d bytes and has %d slots"
            .formatted(messageBytes, slots, limits.maxFrameBytes(), limits.windowSlots()));
  }

  /** Where to, and what has become of it. */
  @Override
  public String toString() {
    return "Session[" + Addresses.text(address) + ", " + connection.state() + "]";
  }
}
