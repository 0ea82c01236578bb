package io.holdfast.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One waiting room as its sale's events tell of it. */
final class WatchedRoom {
  private static final long MOST_UNITS = 1_000_000_000_000L;
  private static final long SECOND_MS = 1_000;
  private static final long TOKEN = 1_000;

  /** What is available and held of one line. */
  private record Stock(long available, long held) {
    private static final Stock NONE = new Stock(0, 0);
  }

  private final Sale sale;
  private final Map<Long, Stock> lines = new HashMap<>();
  private long available;
  private long held;
  private final Map<Long, Integer> holdsOfBuyer = new HashMap<>();

  /** Buyers by the number of the ticket. */
  private final List<Long> buyers = new ArrayList<>();

  private final Map<Long, Long> numberOfBuyer = new HashMap<>();
  private final Set<Long> waiting = new HashSet<>();
  private final Set<Long> admitted = new HashSet<>();
  private final Set<Long> idle = new HashSet<>();

  /** Numbers by place, of those who were shuffled; null before the opening. */
  private long[] numberAtPlace;

  private long turnsHad;
  private boolean accrues;
  private long rate;
  private long credit;
  private long creditAtMs;

  /** As it is created, in the step that creates it. */
  WatchedRoom(final Sale sale) {
    this.sale = sale;
    this.rate = policy().admissionPerSecond();
  }

  private Command.WaitingRoom policy() {
    return sale.policy().waitingRoom();
  }

  Optional<String> check(final PlainEvent event) {
    event.available().ifPresent(units -> follow(event, units));
    switch (event.kind()) {
      case SALE_OPENED -> opened(event);
      case SALE_PAUSED, SALE_CLOSED -> stopped(event);
      case SALE_UPDATED -> updated(event);
      case HELD -> hold(event, 1);
      case EXPIRED -> hold(event, -1);
      case RELEASED -> hold(event, event.units() == 0 ? 0 : -1);
      case CONFIRMED -> hold(event, event.late() ? 0 : -1);
      case JOINED -> joined(event);
      case LEFT, SESSION_EXPIRED, DONE -> ended(event.buyer());
      case ADMITTED -> {
        return admitted(event);
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void follow(final PlainEvent event, final long availableUnits) {
    final Stock now = new Stock(availableUnits, event.held().orElseThrow());
    final Stock before = Optional.ofNullable(lines.put(event.item(), now)).orElse(Stock.NONE);
    available += now.available() - before.available();
    held += now.held() - before.held();
  }

  private void opened(final PlainEvent event) {
    if (numberAtPlace == null) {
      numberAtPlace = new long[buyers.size()];
      final Shuffle shuffle = new Shuffle(policy().seed().toArray(), buyers.size());
      for (int number = 0; number < buyers.size(); number++) {
        numberAtPlace[Math.toIntExact(shuffle.place(number))] = number;
      }
    }
    accrues = true;
    creditAtMs = event.timeMs();
  }

  private void stopped(final PlainEvent event) {
    accrue(event.timeMs());
    accrues = false;
  }

  private void updated(final PlainEvent event) {
    accrue(event.timeMs());
    rate = policy().admissionPerSecond();
    credit = Math.min(credit, SECOND_MS * rate);
  }

  private void accrue(final long nowMs) {
    if (accrues) {
      final long elapsedMs = Math.min(nowMs - creditAtMs, SECOND_MS);
      credit = Math.min(SECOND_MS * rate, credit + elapsedMs * rate);
      creditAtMs = nowMs;
    }
  }

  private void hold(final PlainEvent event, final int more) {
    if (holdsOfBuyer.merge(event.buyer(), more, Integer::sum) == 0) {
      holdsOfBuyer.remove(event.buyer());
    }
    countIdle(event.buyer());
  }

  private void countIdle(final long buyer) {
    if (admitted.contains(buyer) && !holdsOfBuyer.containsKey(buyer)) {
      idle.add(buyer);
    } else {
      idle.remove(buyer);
    }
  }

  private void joined(final PlainEvent event) {
    numberOfBuyer.put(event.buyer(), (long) buyers.size());
    waiting.add((long) buyers.size());
    buyers.add(event.buyer());
  }

  private void ended(final long buyer) {
    waiting.remove(numberOfBuyer.get(buyer));
    admitted.remove(buyer);
    idle.remove(buyer);
  }

  private long numberAt(final long place) {
    return place < numberAtPlace.length ? numberAtPlace[Math.toIntExact(place)] : place;
  }

  private Optional<String> admitted(final PlainEvent event) {
    accrue(event.timeMs());
    final Optional<String> broken = outOfOrder(event).or(() -> tooMany(event));
    turnsHad = event.units() + 1;
    credit -= TOKEN;
    waiting.remove(numberOfBuyer.get(event.buyer()));
    admitted.add(event.buyer());
    countIdle(event.buyer());
    return broken;
  }

  private Optional<String> outOfOrder(final PlainEvent event) {
    final long place = event.units();
    if (numberAtPlace == null || place < turnsHad || place >= buyers.size()) {
      return broken(event, "its turn was over, or not yet to come");
    }
    for (long before = turnsHad; before < place; before++) {
      if (waiting.contains(numberAt(before))) {
        return broken(event, "place " + before + " waited and had no turn");
      }
    }
    final Long number = numberOfBuyer.get(event.buyer());
    if (number == null || number != numberAt(place) || !waiting.contains(number)) {
      return broken(event, "the place belongs to number " + numberAt(place));
    }
    return Optional.empty();
  }

  private Optional<String> tooMany(final PlainEvent event) {
    if (credit < TOKEN) {
      return broken(event, "faster than " + rate + " per second");
    }
    if (admitted.size() >= policy().maxActive()) {
      return broken(event, admitted.size() + " were active already");
    }
    final long units =
        Math.min(available, MOST_UNITS)
            + Math.min(held, MOST_UNITS) * policy().returnPermille() / 1_000;
    final long wanted = units * policy().admitPermille() / 1_000 / policy().unitsPerBuyer();
    return idle.size() >= wanted
        ? broken(event, idle.size() + " without a hold were there for " + units + " units")
        : Optional.empty();
  }

  private Optional<String> broken(final PlainEvent event, final String why) {
    return Optional.of(
        "buyer "
            + event.buyer()
            + " was admitted to sale "
            + sale.id()
            + " at place "
            + event.units()
            + ": "
            + why);
  }
}
