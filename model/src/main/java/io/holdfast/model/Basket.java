package io.holdfast.model;

import io.holdfast.protocol.codec.ReservationState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** An accepted basket. It is known as long as one of its lines is. */
final class Basket implements Known {
  private final Command.ReserveBasket made;
  private final Sale sale;
  private final List<Reservation> lines = new ArrayList<>();

  Basket(final Command.ReserveBasket made, final Sale sale) {
    this.made = made;
    this.sale = sale;
  }

  @Override
  public Id id() {
    return made.id();
  }

  @Override
  public Command.ReserveBasket made() {
    return made;
  }

  @Override
  public Sale sale() {
    return sale;
  }

  /** Its reservations in the order of the command, forgotten ones too. */
  List<Reservation> lines() {
    return Collections.unmodifiableList(lines);
  }

  void add(final Reservation line) {
    lines.add(line);
  }

  boolean lacksALine() {
    return lines.stream().anyMatch(Reservation::forgotten);
  }

  boolean isForgotten() {
    return lines.stream().allMatch(Reservation::forgotten);
  }

  /** The state that verdicts on this basket give: that of the first line. */
  ReservationState stateAt(final long nowMs) {
    final Reservation first = lines.get(0);
    return first.forgotten() ? ReservationState.NONE : first.stateAt(nowMs);
  }

  int granted() {
    return sum(lines.stream().mapToLong(Reservation::granted).sum());
  }

  /** Of the first line; empty where that is no hold any more, or forgotten. */
  OptionalLong deadlineAt(final long nowMs) {
    return lines.get(0).deadlineAt(nowMs);
  }

  /** Units of several lines fit an int: 256 lines of units that do. */
  static int sum(final long units) {
    return Math.toIntExact(units);
  }
}
