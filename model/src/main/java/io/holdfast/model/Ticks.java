package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;

/** Tick: does what is due, one change after the other. */
final class Ticks {
  private final World world;

  Ticks(final World world) {
    this.world = world;
  }

  PlainVerdict tick() {
    int changes = 0;
    while (changes < world.ceilings().maxChangesPerStep()
        && world.agenda.nextDueMs() <= world.timeMs()) {
      if (world.agenda.saleTurnIsNext()) {
        turn(world.agenda.firstSaleTurn());
      } else {
        world.holds.end(world.agenda.firstHold(), ReservationState.EXPIRED, world.timeMs());
      }
      changes++;
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(changes);
  }

  private void turn(final Agenda.SaleTurn due) {
    switch (due.turn()) {
      case OPENING -> world.sales.open(due.sale());
      case CLOSING -> world.sales.close(due.sale());
    }
  }
}
