package io.holdfast.model;

import io.holdfast.protocol.codec.SaleState;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A sale: its policy, its lines in order of their creation, its buyers, and all that is forgotten
 * with it. Its state is changed by {@link Sales} only.
 */
final class Sale {
  private final long id;
  private final long order;
  private final Command.Limits countedLimits;
  private Command.Policy policy;
  private SaleState state = SaleState.SCHEDULED;
  private long graceUntilMs;
  private long closedAtMs;
  private long available;
  private long held;
  private int liveReservations;
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private final TreeSet<Line> linesWithWaiters =
      new TreeSet<>(Comparator.comparingLong(Line::order));
  private final Map<Long, Buyer> buyers = new HashMap<>();
  private final Books books = new Books();
  private final Room room;
  private final Set<Known> known = Collections.newSetFromMap(new IdentityHashMap<>());

  /** {@code order} is how many sales were created before it. */
  Sale(final Command.CreateSale creation, final long order) {
    this.id = creation.sale();
    this.order = order;
    this.policy = creation.policy();
    this.countedLimits = policy.limits();
    this.graceUntilMs = policy.graceUntilMs().orElse(0);
    this.room = policy.waitingRoom().gated() == 1 ? new Room(this) : null;
  }

  long id() {
    return id;
  }

  long order() {
    return order;
  }

  /** As it is now; the grace is told by {@link #graceUntilMs()}. */
  Command.Policy policy() {
    return policy;
  }

  void policy(final Command.Policy next) {
    policy = next;
  }

  /** Those of the creation: what was 0 then was never counted. */
  Command.Limits countedLimits() {
    return countedLimits;
  }

  SaleState state() {
    return state;
  }

  void state(final SaleState next) {
    state = next;
  }

  boolean isOpen() {
    return state == SaleState.OPEN;
  }

  boolean isClosed() {
    return state == SaleState.CLOSED;
  }

  /** Nothing of the sale lapses before; 0: no grace. */
  long graceUntilMs() {
    return graceUntilMs;
  }

  void graceUntilMs(final long next) {
    graceUntilMs = next;
  }

  long closedAtMs() {
    return closedAtMs;
  }

  void closedAtMs(final long nowMs) {
    closedAtMs = nowMs;
  }

  /** Units available of all lines together. */
  long available() {
    return available;
  }

  /** Units held of all lines together. */
  long held() {
    return held;
  }

  void moved(final long toAvailable, final long toHeld) {
    available += toAvailable;
    held += toHeld;
  }

  /** The line of an item, null where the sale does not have it. */
  Line line(final long item) {
    return lines.get(item);
  }

  void add(final Line line) {
    lines.put(line.item(), line);
  }

  Collection<Line> lines() {
    return lines.values();
  }

  /** In order of creation. */
  SortedSet<Line> linesWithWaiters() {
    return linesWithWaiters;
  }

  /** What the buyer has live in this sale; nothing where the buyer never came. */
  Buyer buyer(final long buyer) {
    return buyers.getOrDefault(buyer, new Buyer());
  }

  int liveReservations() {
    return liveReservations;
  }

  void liveBegins(final Reservation reservation) {
    liveReservations++;
    buyers.computeIfAbsent(reservation.buyer(), key -> new Buyer()).add(reservation);
  }

  void liveEnds(final Reservation reservation) {
    liveReservations--;
    final Buyer buyer = buyers.get(reservation.buyer());
    buyer.remove(reservation);
    if (buyer.liveReservations() == 0) {
      buyers.remove(reservation.buyer());
    }
  }

  Books books() {
    return books;
  }

  /** The waiting room, null where there is none. */
  Room room() {
    return room;
  }

  /** All that is remembered and will be unknown once the sale is forgotten. */
  Set<Known> known() {
    return known;
  }

  SaleView view() {
    final Command.Limits limits = policy.limits();
    return new SaleView(
        id,
        policy.name().toString(),
        state,
        policy.opensAtMs(),
        policy.closesAtMs(),
        graceUntilMs == 0 ? OptionalLong.empty() : OptionalLong.of(graceUntilMs),
        policy.holdMs(),
        policy.paymentMs(),
        policy.maxHoldMs(),
        policy.retentionMs(),
        limits.buyer(),
        limits.buyerLine(),
        limits.group(),
        limits.groupLine(),
        room != null);
  }
}
