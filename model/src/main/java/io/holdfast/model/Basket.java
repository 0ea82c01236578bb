package io.holdfast.model;

import io.holdfast.protocol.codec.ReservationState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An accepted basket. It is known as long as one of its lines is. */
final class Basket implements Known {
  private final Command.ReserveBasket made;
  private final List<Reservation> lines = new ArrayList<>();

  Basket(final Command.ReserveBasket made) {
    this.made = made;
  }

  @Override
  public Id id() {
    return made.id();
  }

  @Override
  public Command.ReserveBasket made() {
    return made;
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
  ReservationState state() {
    final Reservation first = lines.get(0);
    return first.forgotten() ? ReservationState.NONE : first.state();
  }

  int granted() {
    return Math.toIntExact(lines.stream().mapToLong(Reservation::granted).sum());
  }

  long deadlineMs() {
    return lines.get(0).deadlineMs();
  }
}
