package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;

/** Units held and sold of one sale, as its limits count them. */
final class Books {
  private record OfLine(long party, long item) {}

  private final Map<Long, Long> byBuyer = new HashMap<>();
  private final Map<OfLine, Long> byBuyerAndLine = new HashMap<>();
  private final Map<Long, Long> byGroup = new HashMap<>();
  private final Map<OfLine, Long> byGroupAndLine = new HashMap<>();

  /** Units come to a reservation, or go (negative). */
  void count(final Reservation reservation, final long units) {
    final long item = reservation.line().item();
    add(byBuyer, reservation.buyer(), units);
    add(byBuyerAndLine, new OfLine(reservation.buyer(), item), units);
    if (reservation.group() != 0) {
      add(byGroup, reservation.group(), units);
      add(byGroupAndLine, new OfLine(reservation.group(), item), units);
    }
  }

  private static <K> void add(final Map<K, Long> sums, final K key, final long units) {
    final long sum = sums.getOrDefault(key, 0L) + units;
    if (sum == 0) {
      sums.remove(key);
    } else {
      sums.put(key, sum);
    }
  }

  /** Whether these are the sums of others, too. */
  boolean sameAs(final Books other) {
    return byBuyer.equals(other.byBuyer)
        && byBuyerAndLine.equals(other.byBuyerAndLine)
        && byGroup.equals(other.byGroup)
        && byGroupAndLine.equals(other.byGroupAndLine);
  }

  long ofBuyer(final long buyer) {
    return byBuyer.getOrDefault(buyer, 0L);
  }

  long ofBuyer(final long buyer, final long item) {
    return byBuyerAndLine.getOrDefault(new OfLine(buyer, item), 0L);
  }

  long ofGroup(final long group) {
    return byGroup.getOrDefault(group, 0L);
  }

  long ofGroup(final long group, final long item) {
    return byGroupAndLine.getOrDefault(new OfLine(group, item), 0L);
  }
}
