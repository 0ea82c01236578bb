package io.holdfast.tools.whatif;

import com.google.gson.JsonObject;
import io.holdfast.model.Id;
import io.holdfast.model.LineView;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainEvent;
import io.holdfast.model.PlainVerdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What came of the sales of one history, counted while it is executed. */
final class Tally {
  private record SaleItem(long sale, long item) {}

  private final Long sale;
  private final Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
  private final Map<Code, Long> rejected = new TreeMap<>();
  private final Set<Id> waiting = new HashSet<>();
  private final Map<Id, Long> held = new HashMap<>();
  private final Map<SaleItem, Long> toBeHad = new HashMap<>();
  private long unitsToBeHad;
  private long expiredUnits;
  private long paidLate;
  private long matched;
  private OptionalLong soldOutMs = OptionalLong.empty();
  private Stock stock = new Stock(0, 0, 0, 0);

  /** Units of all lines together. */
  record Stock(long received, long available, long held, long sold) {
    double sellThrough() {
      return received == 0 ? 0 : (double) sold / received;
    }
  }

  /** Counts one sale, or all of them (null). */
  Tally(final Long sale) {
    this.sale = sale;
  }

  private boolean concerns(final long otherSale) {
    return sale == null || sale == otherSale;
  }

  void event(final PlainEvent event) {
    if (!concerns(event.sale())) {
      return;
    }
    events.merge(event.kind(), 1L, Long::sum);
    switch (event.kind()) {
      case WAITLISTED -> waiting.add(event.reservation().orElseThrow());
      case HELD -> held(event);
      case RELEASED -> waiting.remove(event.reservation().orElseThrow());
      case EXPIRED -> expiredUnits += event.units();
      case CONFIRMED -> paidLate += event.late() ? 1 : 0;
      default -> {}
    }
    event.available().ifPresent(available -> line(event, available));
  }

  private void held(final PlainEvent event) {
    final Id id = event.reservation().orElseThrow();
    matched += waiting.remove(id) ? 1 : 0;
    held.put(id, event.units());
  }

  /** Sold out is when nothing is available and nothing held that could come back. */
  private void line(final PlainEvent event, final long available) {
    final long now = available + event.held().orElse(0);
    final Long before = toBeHad.put(new SaleItem(event.sale(), event.item()), now);
    unitsToBeHad += now - (before == null ? 0 : before);
    if (unitsToBeHad == 0 && soldOutMs.isEmpty()) {
      soldOutMs = OptionalLong.of(event.timeMs());
    }
  }

  /** A command about this sale was answered. */
  void verdict(final PlainVerdict verdict) {
    if (verdict.code() != Code.ACCEPTED && !verdict.repeated()) {
      rejected.merge(verdict.code(), 1L, Long::sum);
    }
  }

  /** Counts the stock as it stands. */
  void end(final PlainEngine engine) {
    long received = 0;
    long available = 0;
    long units = 0;
    long sold = 0;
    for (final LineView line : sale == null ? engine.lines() : engine.lines(sale)) {
      received += line.received();
      available += line.available();
      units += line.held();
      sold += line.sold();
    }
    stock = new Stock(received, available, units, sold);
  }

  Stock stock() {
    return stock;
  }

  /** Reservations that held units at some time, with how many. */
  Map<Id, Long> held() {
    return held;
  }

  long count(final EventKind kind) {
    return events.getOrDefault(kind, 0L);
  }

  long expiredUnits() {
    return expiredUnits;
  }

  long paidLate() {
    return paidLate;
  }

  long matched() {
    return matched;
  }

  OptionalLong soldOutMs() {
    return soldOutMs;
  }

  Map<Code, Long> rejected() {
    return rejected;
  }

  JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("received", stock.received());
    json.addProperty("available", stock.available());
    json.addProperty("held", stock.held());
    json.addProperty("sold", stock.sold());
    json.addProperty("sellThrough", Math.round(stock.sellThrough() * 10_000) / 10_000.0);
    json.addProperty("reservationsHeld", count(EventKind.HELD));
    json.addProperty("confirmed", count(EventKind.CONFIRMED));
    json.addProperty("expired", count(EventKind.EXPIRED));
    json.addProperty("expiredUnits", expiredUnits);
    json.addProperty("paidLate", paidLate);
    json.addProperty("refundDue", count(EventKind.REFUND_DUE));
    json.addProperty("waitlisted", count(EventKind.WAITLISTED));
    json.addProperty("waitlistMatched", matched);
    json.addProperty("admitted", count(EventKind.ADMITTED));
    json.addProperty("soldOutMs", soldOutMs.isPresent() ? soldOutMs.getAsLong() : null);
    final JsonObject codes = new JsonObject();
    rejected.forEach((code, count) -> codes.addProperty(code.name(), count));
    json.add("rejected", codes);
    return json;
  }
}
