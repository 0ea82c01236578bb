package io.holdfast.engine.rules;

import io.holdfast.engine.TestCommands;
import io.holdfast.engine.TestCommands.BasketLine;
import java.util.ArrayList;
import java.util.List;

/** A ReserveBasket; what a test does not say is as in {@link Commands#basket}. */
record Basket(long id, long sale, long buyer, long group, int tier, List<BasketLine> lines)
    implements Command {
  @Override
  public TestCommands write(final TestCommands to) {
    return to.basket(id, sale, buyer, group, tier, lines);
  }

  /** The same with one more line. */
  Basket line(final long reservation, final long item, final int quantity) {
    final List<BasketLine> more = new ArrayList<>(lines);
    more.add(new BasketLine(reservation, item, quantity));
    return lines(List.copyOf(more));
  }

  Basket lines(final List<BasketLine> other) {
    return new Basket(id, sale, buyer, group, tier, other);
  }

  Basket id(final long other) {
    return new Basket(other, sale, buyer, group, tier, lines);
  }

  Basket sale(final long other) {
    return new Basket(id, other, buyer, group, tier, lines);
  }

  Basket buyer(final long other) {
    return new Basket(id, sale, other, group, tier, lines);
  }

  Basket group(final long other) {
    return new Basket(id, sale, buyer, other, tier, lines);
  }

  Basket tier(final int other) {
    return new Basket(id, sale, buyer, group, other, lines);
  }
}
