package io.holdfast.model;

import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.SaleState;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** All sales, in order of their creation; the one place where a sale's state changes. */
final class Sales {
  private final World world;
  private final Map<Long, Sale> sales = new LinkedHashMap<>();
  private final TreeSet<Sale> closedWithWaiters =
      new TreeSet<>(Comparator.comparingLong(Sale::order));
  private long created;
  private long linesCreated;
  private int lines;

  Sales(final World world) {
    this.world = world;
  }

  int count() {
    return sales.size();
  }

  Collection<Sale> all() {
    return sales.values();
  }

  /** Lines of all sales. */
  int lines() {
    return lines;
  }

  /** The sale of this id, null where there is none. */
  Sale find(final long id) {
    return sales.get(id);
  }

  /** The line of this item in this sale, null where there is none. */
  Line findLine(final long saleId, final long item) {
    final Sale sale = find(saleId);
    return sale == null ? null : sale.line(item);
  }

  Line createLine(final Sale sale, final long item) {
    final Line line = new Line(sale, item, linesCreated);
    linesCreated++;
    lines++;
    sale.add(line);
    return line;
  }

  Sale create(final Command.CreateSale command) {
    final Sale sale = new Sale(command, created);
    created++;
    sales.put(sale.id(), sale);
    addSchedule(sale);
    world.rooms.saleCreated(sale);
    world.recorder.saleChanged(EventKind.SALE_CREATED, sale);
    openIfDue(sale);
    return sale;
  }

  private void addSchedule(final Sale sale) {
    if (sale.state() == SaleState.SCHEDULED) {
      sale.policy()
          .opensAtMs()
          .ifPresent(dueMs -> world.agenda.addTurn(dueMs, sale, Agenda.Turn.OPENING));
    }
    sale.policy()
        .closesAtMs()
        .ifPresent(dueMs -> world.agenda.addTurn(dueMs, sale, Agenda.Turn.CLOSING));
  }

  private void dropOpening(final Sale sale) {
    sale.policy()
        .opensAtMs()
        .ifPresent(dueMs -> world.agenda.dropTurn(dueMs, sale, Agenda.Turn.OPENING));
  }

  private void dropClosing(final Sale sale) {
    sale.policy()
        .closesAtMs()
        .ifPresent(dueMs -> world.agenda.dropTurn(dueMs, sale, Agenda.Turn.CLOSING));
  }

  private void openIfDue(final Sale sale) {
    final boolean due = sale.policy().opensAtMs().orElse(Agenda.NEVER) <= world.timeMs();
    if (sale.state() == SaleState.SCHEDULED && due) {
      open(sale);
    }
  }

  /** SCHEDULED or PAUSED -> OPEN. */
  void open(final Sale sale) {
    dropOpening(sale);
    sale.state(SaleState.OPEN);
    world.rooms.saleOpened(sale);
    world.recorder.saleChanged(EventKind.SALE_OPENED, sale);
    world.waitlists.saleResumed(sale);
  }

  /** OPEN -> PAUSED. */
  void pause(final Sale sale) {
    world.rooms.salePauses(sale);
    sale.state(SaleState.PAUSED);
    world.waitlists.saleStopped(sale);
    world.recorder.saleChanged(EventKind.SALE_PAUSED, sale);
  }

  void close(final Sale sale) {
    dropOpening(sale);
    dropClosing(sale);
    sale.state(SaleState.CLOSED);
    sale.closedAtMs(world.timeMs());
    world.rooms.saleClosed(sale);
    world.waitlists.saleStopped(sale);
    world.recorder.saleChanged(EventKind.SALE_CLOSED, sale);
    if (!sale.linesWithWaiters().isEmpty()) {
      closedWithWaiters.add(sale);
    }
    forgetLater(sale);
  }

  /** A reservation of this sale is no longer live. */
  void liveEnded(final Sale sale) {
    if (sale.linesWithWaiters().isEmpty()) {
      closedWithWaiters.remove(sale);
    }
    forgetLater(sale);
  }

  private void forgetLater(final Sale sale) {
    if (sale.isClosed() && sale.liveReservations() == 0) {
      final long dueMs = sale.closedAtMs() + sale.policy().retentionMs();
      world.agenda.addTurn(dueMs, sale, Agenda.Turn.FORGETTING);
    }
  }

  /** The first closed sale in which entries wait, null where there is none. */
  Sale firstClosedWithWaiters() {
    return closedWithWaiters.isEmpty() ? null : closedWithWaiters.first();
  }

  void forget(final Sale sale) {
    world.agenda.dropTurn(
        sale.closedAtMs() + sale.policy().retentionMs(), sale, Agenda.Turn.FORGETTING);
    sales.remove(sale.id());
    lines -= sale.lines().size();
    world.rooms.saleForgotten(sale);
    world.memory.forgetSale(sale);
    world.recorder.saleForgotten(sale);
  }

  /** The policy is another one; it acts on what comes later. */
  void update(final Sale sale, final Command.Policy policy, final long graceUntilMs) {
    dropOpening(sale);
    dropClosing(sale);
    if (sale.room() != null && sale.isOpen()) {
      sale.room().accrueTokens(world.timeMs());
    }
    sale.policy(policy);
    if (sale.room() != null) {
      sale.room().cutTokens();
    }
    addSchedule(sale);
    world.recorder.saleUpdated(sale);
    grace(sale, graceUntilMs);
    openIfDue(sale);
  }

  /** Nothing of the sale lapses before; 0 takes it back. Gives whether that is a change. */
  boolean grace(final Sale sale, final long untilMs) {
    if (sale.graceUntilMs() == untilMs) {
      return false;
    }
    sale.graceUntilMs(untilMs);
    world.agenda.graceChanged(sale);
    world.recorder.graceGiven(sale);
    return true;
  }
}
