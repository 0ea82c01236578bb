package io.holdfast.model;

import io.holdfast.protocol.codec.SaleState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sale and its lines, in order of their creation. Its state is changed by {@link Sales} only. */
final class Sale {
  private final Command.CreateSale creation;
  private final int order;
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private SaleState state = SaleState.SCHEDULED;

  Sale(final Command.CreateSale creation, final int order) {
    this.creation = creation;
    this.order = order;
  }

  long id() {
    return creation.sale();
  }

  /** How many sales were created before it. */
  int order() {
    return order;
  }

  Command.Policy policy() {
    return creation.policy();
  }

  SaleState state() {
    return state;
  }

  void state(final SaleState next) {
    state = next;
  }

  /** The line of an item, null where the sale does not have it. */
  Line line(final long item) {
    return lines.get(item);
  }

  void add(final Line line) {
    lines.put(line.item(), line);
  }

  Collection<Line> lines() {
    return lines.values();
  }

  SaleView view() {
    return new SaleView(
        id(),
        policy().name().toString(),
        state,
        policy().opensAtMs(),
        policy().closesAtMs(),
        policy().holdMs());
  }
}
