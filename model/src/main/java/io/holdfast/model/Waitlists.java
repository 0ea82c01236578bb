package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Serves those who wait, at once or, where a step has no budget left, from the backlog. */
final class Waitlists {
  private final World world;
  private final LinkedHashSet<Line> backlog = new LinkedHashSet<>();

  Waitlists(final World world) {
    this.world = world;
  }

  private static boolean canBeServed(final Line line) {
    return line.sale().isOpen() && line.available() > 0 && !line.waitlist().isEmpty();
  }

  /** Units of the line have become available. */
  void serve(final Line line) {
    while (canBeServed(line) && world.budget.isLeft()) {
      visitHead(line);
    }
    if (canBeServed(line)) {
      backlog.add(line);
    }
    leaveIfServed(line);
  }

  private void visitHead(final Line line) {
    world.budget.spend();
    final Reservation head = line.waitlist().first();
    final Optional<Code> noRoom = LimitRules.lacking(line, head.buyer(), head.group(), 1);
    if (noRoom.isPresent()) {
      world.holds.releaseWaiting(head, noRoom.get());
    } else {
      final long room = LimitRules.leastRoom(line, head.buyer(), head.group());
      world.holds.grant(head, (int) Math.min(head.asked(), Math.min(room, line.available())));
    }
  }

  boolean hasBacklog() {
    return !backlog.isEmpty();
  }

  boolean isInBacklog(final Line line) {
    return backlog.contains(line);
  }

  void visitFirstOfBacklog() {
    final Line line = backlog.iterator().next();
    visitHead(line);
    leaveIfServed(line);
  }

  /** To be called after every change of a line. */
  void leaveIfServed(final Line line) {
    if (!canBeServed(line)) {
      backlog.remove(line);
    }
  }

  /** The sale is OPEN again. */
  void saleResumed(final Sale sale) {
    for (final Line line : sale.linesWithWaiters()) {
      if (canBeServed(line)) {
        backlog.add(line);
      }
    }
  }

  /** The sale is no longer OPEN. */
  void saleStopped(final Sale sale) {
    backlog.removeIf(line -> line.sale() == sale);
  }
}
