package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainEvent;
import io.holdfast.model.ReservationView;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.tools.history.RecordedCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who has what and who waits in some sales, kept up by the engine's changes: what the engine's
 * books say, with the names that a support person asks for.
 */
final class Floor {
  /** A waiting entry. */
  record Waiting(ReservationView entry, long sinceMs) {}

  /**
   * How a sale came to where it is.
   *
   * @param before what had happened to it before, or null
   */
  record Turn(EventKind kind, RecordedCommand command, long timeMs, EventKind before) {
    boolean isResumption() {
      return kind == EventKind.SALE_OPENED && before == EventKind.SALE_PAUSED;
    }
  }

  private record SaleItem(long sale, long item) {}

  private final Set<Long> sales;
  private final Map<Id, Holding> holdings = new LinkedHashMap<>();
  private final Map<Id, Waiting> waiting = new LinkedHashMap<>();
  private final Map<SaleItem, Freed> freed = new HashMap<>();
  private final Map<Long, Turn> turns = new HashMap<>();

  /** Keeps up with these sales only. */
  Floor(final Set<Long> sales) {
    this.sales = sales;
  }

  void apply(final PlainEvent event, final RecordedCommand command, final PlainEngine engine) {
    if (!sales.contains(event.sale())) {
      return;
    }
    event.reservation().ifPresent(id -> reservation(event, id, command, engine));
    switch (event.kind()) {
      case STOCK_ADJUSTED -> freed(event, command, event.units());
      case SALE_PAUSED, SALE_CLOSED, SALE_OPENED -> turn(event, command);
      case SALE_FORGOTTEN -> forget(event.sale());
      default -> {}
    }
  }

  private void turn(final PlainEvent event, final RecordedCommand command) {
    final Turn before = turns.get(event.sale());
    turns.put(
        event.sale(),
        new Turn(event.kind(), command, event.timeMs(), before == null ? null : before.kind()));
  }

  private void reservation(
      final PlainEvent event,
      final Id id,
      final RecordedCommand command,
      final PlainEngine engine) {
    switch (event.kind()) {
      case WAITLISTED ->
          engine
              .reservation(id)
              .ifPresent(entry -> waiting.put(id, new Waiting(entry, event.timeMs())));
      case HELD -> held(event, id, engine);
      case PAYING, EXTENDED ->
          holdings.computeIfPresent(id, (key, hold) -> hold.withDeadline(event.deadlineMs()));
      case CONFIRMED -> confirmed(event, id, command, engine);
      case EXPIRED, RELEASED -> {
        holdings.remove(id);
        waiting.remove(id);
        freed(event, command, event.units());
      }
      case CANCELLED -> {
        holdings.computeIfPresent(
            id,
            (key, purchase) ->
                purchase.units() == event.units()
                    ? null
                    : purchase.withUnits(purchase.units() - event.units()));
        freed(event, command, event.units());
      }
      default -> {}
    }
  }

  private void held(final PlainEvent event, final Id id, final PlainEngine engine) {
    waiting.remove(id);
    holdings.put(id, holding(event, group(engine, id), event.timeMs(), false));
  }

  private static long group(final PlainEngine engine, final Id id) {
    return engine.reservation(id).map(ReservationView::group).orElse(0L);
  }

  private static Holding holding(
      final PlainEvent event, final long group, final long sinceMs, final boolean sold) {
    return new Holding(
        event.reservation().orElseThrow(),
        event.buyer(),
        group,
        event.sale(),
        event.item(),
        event.units(),
        sinceMs,
        event.deadlineMs(),
        sold);
  }

  private void confirmed(
      final PlainEvent event,
      final Id id,
      final RecordedCommand command,
      final PlainEngine engine) {
    final Holding before = holdings.get(id);
    final long sinceMs = before == null ? event.timeMs() : before.sinceMs();
    holdings.put(id, holding(event, group(engine, id), sinceMs, true));
    if (before != null && before.units() > event.units()) {
      freed(event, command, before.units() - event.units());
    }
  }

  private void freed(final PlainEvent event, final RecordedCommand command, final long units) {
    if (units > 0) {
      freed.put(new SaleItem(event.sale(), event.item()), new Freed(event, command, units));
    }
  }

  private void forget(final long sale) {
    holdings.values().removeIf(holding -> holding.sale() == sale);
    waiting.values().removeIf(entry -> entry.entry().sale() == sale);
    freed.keySet().removeIf(line -> line.sale() == sale);
    turns.remove(sale);
  }

  /** Those that are so, the last taken first. */
  List<Holding> holdings(final Predicate<Holding> which) {
    final List<Holding> found = new ArrayList<>();
    for (final Holding holding : holdings.values()) {
      if (which.test(holding)) {
        found.add(0, holding);
      }
    }
    found.sort(Comparator.comparingLong(Holding::sinceMs).reversed());
    return found;
  }

  /** Who waits for a line, first served first. */
  List<Waiting> waiting(final long sale, final long item) {
    return waiting.values().stream()
        .filter(entry -> entry.entry().sale() == sale && entry.entry().item() == item)
        .sorted(
            Comparator.comparingInt((Waiting entry) -> entry.entry().tier())
                .thenComparingLong(entry -> entry.entry().sequence()))
        .toList();
  }

  /** What made units of a line available last, or null. */
  Freed lastFreed(final long sale, final long item) {
    return freed.get(new SaleItem(sale, item));
  }

  /** What brought a sale into its state, or null. */
  Turn lastTurn(final long sale) {
    return turns.get(sale);
  }

  /** Whether a change is about a sale as a whole. */
  static boolean isOfSale(final EventKind kind) {
    return switch (kind) {
      case SALE_OPENED, SALE_PAUSED, SALE_CLOSED, GRACE_GIVEN -> true;
      default -> false;
    };
  }
}
