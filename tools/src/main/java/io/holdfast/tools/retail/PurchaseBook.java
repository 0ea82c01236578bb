package io.holdfast.tools.retail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each buyer has bought and not yet cancelled. The input's cancels do not say which purchase
 * they take back; the newest of the same buyer and stock code is taken first.
 */
final class PurchaseBook {
  /** Units of one reservation that a cancel takes back. */
  record Part(String reservation, int units) {}

  private record Key(String buyer, String stockCode) {}

  private final Map<Key, Deque<Part>> newestFirst = new HashMap<>();

  void buy(final RetailRow row, final String reservation) {
    newestFirst
        .computeIfAbsent(new Key(row.buyer(), row.stockCode()), key -> new ArrayDeque<>())
        .push(new Part(reservation, row.units()));
  }

  /**
   * Takes back at most these units and says of which reservations; fewer than asked if fewer were
   * bought.
   */
  List<Part> cancel(final RetailRow row, final int units) {
    final Deque<Part> bought =
        newestFirst.getOrDefault(new Key(row.buyer(), row.stockCode()), new ArrayDeque<>());
    final List<Part> cancelled = new ArrayList<>();
    int open = units;
    while (open > 0 && !bought.isEmpty()) {
      final Part newest = bought.pop();
      final int taken = Math.min(open, newest.units());
      cancelled.add(new Part(newest.reservation(), taken));
      if (taken < newest.units()) {
        bought.push(new Part(newest.reservation(), newest.units() - taken));
      }
      open -= taken;
    }
    return cancelled;
  }
}
