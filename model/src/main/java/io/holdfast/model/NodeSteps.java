package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** Tick and Outage: the node's own steps. */
final class NodeSteps {
  private final World world;

  NodeSteps(final World world) {
    this.world = world;
  }

  PlainVerdict tick() {
    while (world.agenda.turnIsDue(world.timeMs())) {
      world.budget.spend();
      turn(world.agenda.firstTurn());
    }
    boolean more = true;
    while (more && world.budget.isLeft()) {
      more = changeNext();
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(world.budget.used());
  }

  private void turn(final Agenda.SaleTurn due) {
    switch (due.turn()) {
      case OPENING -> world.sales.open(due.sale());
      case CLOSING -> world.sales.close(due.sale());
      case FORGETTING -> world.sales.forget(due.sale());
    }
  }

  /** Makes the first change that there is to make; gives whether there was one. */
  private boolean changeNext() {
    if (world.waitlists.hasBacklog()) {
      world.waitlists.visitFirstOfBacklog();
      return true;
    }
    final Sale closed = world.sales.firstClosedWithWaiters();
    if (closed != null) {
      world.settling.saleIsClosed(closed.linesWithWaiters().first().waitlist().first());
      return true;
    }
    if (world.agenda.anyHoldHasLapsed(world.timeMs())) {
      world.settling.firstDueHold();
      return true;
    }
    return changeRooms();
  }

  private boolean changeRooms() {
    final Sale ending = world.rooms.firstWithDueSession();
    if (ending != null) {
      world.budget.spend();
      world.rooms.expire(ending, ending.room().firstSession());
      return true;
    }
    final Sale admitting = world.rooms.firstThatAdmits();
    if (admitting != null) {
      world.budget.spend();
      world.rooms.visit(admitting);
      return true;
    }
    return false;
  }

  PlainVerdict outage(final Command.Outage command) {
    final long untilMs = world.timeMs() + command.graceMs();
    int changed = 0;
    for (final Sale sale : world.sales.all()) {
      final long nextMs = Math.max(sale.graceUntilMs(), untilMs);
      changed += world.sales.grace(sale, nextMs) ? 1 : 0;
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(changed);
  }
}
