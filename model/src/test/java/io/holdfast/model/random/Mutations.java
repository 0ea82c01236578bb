package io.holdfast.model.random;

import io.holdfast.model.Commands;
import io.holdfast.model.Commands.BasketLine;
import io.holdfast.model.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The same command with one field changed. */
final class Mutations {
  private final Pool pool;

  Mutations(final Pool pool) {
    this.pool = pool;
  }

  Commands.Spec<?> mutate(final Commands.Spec<?> command) {
    if (command instanceof Commands.Reserve reserve) {
      return reserve(reserve);
    }
    if (command instanceof Commands.ReserveBasket basket) {
      return reserveBasket(basket);
    }
    if (command instanceof Commands.Confirm confirm) {
      return confirm.with(c -> c.quantity = pool.optionalQuantity());
    }
    if (command instanceof Commands.Cancel cancel) {
      return pool.oneIn(2)
          ? cancel.with(c -> c.quantity = pool.optionalQuantity())
          : cancel.with(c -> c.reservation = pool.reservation());
    }
    if (command instanceof Commands.CreateSale create) {
      return createSale(create);
    }
    if (command instanceof Commands.Extend extend) {
      return extend.with(c -> c.deadlineMs += pool.oneOf(-1L, 1L, 10L));
    }
    return mutateOperators(command);
  }

  private Commands.Spec<?> mutateOperators(final Commands.Spec<?> command) {
    if (command instanceof Commands.OpenSale open) {
      return anyOf(
          open, c -> c.sale++, c -> c.operatorName = pool.text(), c -> c.reason = pool.text());
    }
    if (command instanceof Commands.PauseSale pause) {
      return anyOf(pause, c -> c.sale++, c -> c.graceUntilMs++, c -> c.operatorName = pool.text());
    }
    if (command instanceof Commands.CloseSale close) {
      return anyOf(
          close, c -> c.sale++, c -> c.operatorName = pool.text(), c -> c.reason = pool.text());
    }
    if (command instanceof Commands.UpdateSale update) {
      return updateSale(update);
    }
    if (command instanceof Commands.OperatorRelease release) {
      return anyOf(
          release, c -> c.reservation = pool.reservation(), c -> c.operatorName = pool.text());
    }
    if (command instanceof Commands.OperatorCancel cancel) {
      return anyOf(
          cancel,
          c -> c.reservation = pool.reservation(),
          c -> c.quantity = pool.optionalQuantity(),
          c -> c.reason = pool.text());
    }
    if (command instanceof Commands.AdjustStock adjust) {
      return adjustStock(adjust);
    }
    return command;
  }

  @SafeVarargs
  private <T extends Commands.Spec<T>> T anyOf(final T command, final Consumer<T>... changes) {
    return command.with(changes[pool.upTo(changes.length)]);
  }

  private Commands.Reserve reserve(final Commands.Reserve reserve) {
    return anyOf(
        reserve,
        c -> c.sale = pool.sale(),
        c -> c.item = pool.item(),
        c -> c.buyer++,
        c -> c.group++,
        c -> c.quantity = pool.quantity(),
        c -> c.tier = pool.tier(),
        c -> c.flags ^= 1 << pool.upTo(8));
  }

  private Commands.ReserveBasket reserveBasket(final Commands.ReserveBasket basket) {
    return anyOf(
        basket,
        c -> c.sale = pool.sale(),
        c -> c.buyer++,
        c -> c.group++,
        c -> c.tier = pool.tier(),
        c -> c.lines = lines(c.lines));
  }

  private List<BasketLine> lines(final List<BasketLine> lines) {
    final List<BasketLine> changed = new ArrayList<>(lines);
    if (changed.isEmpty()) {
      changed.add(new BasketLine(pool.newReservation(), pool.item(), pool.quantity()));
      return changed;
    }
    final int index = pool.upTo(changed.size());
    final BasketLine line = changed.get(index);
    switch (pool.upTo(6)) {
      case 0 -> changed.remove(index);
      case 1 -> Collections.rotate(changed, 1);
      case 2 -> changed.add(line);
      case 3 -> changed.set(index, new BasketLine(line.id(), line.item() + 1, line.quantity()));
      case 4 -> changed.set(index, new BasketLine(line.id(), line.item(), line.quantity() + 1));
      default ->
          changed.set(
              index,
              new BasketLine(
                  new Id(line.id().hi(), line.id().lo() + 1), line.item(), line.quantity()));
    }
    return changed;
  }

  private Commands.CreateSale createSale(final Commands.CreateSale create) {
    return anyOf(
        create,
        c -> c.sale++,
        c -> c.opensAtMs++,
        c -> c.closesAtMs++,
        c -> c.graceUntilMs = 1,
        c -> c.holdMs++,
        c -> c.paymentMs++,
        c -> c.maxHoldMs++,
        c -> c.retentionMs++,
        c -> c.buyerLimit++,
        c -> c.buyerLineLimit++,
        c -> c.groupLimit++,
        c -> c.groupLineLimit++,
        c -> c.admissionPerSecond++,
        c -> c.maxActive++,
        c -> c.finishMs++,
        c -> c.admitPermille++,
        c -> c.returnPermille++,
        c -> c.unitsPerBuyer++,
        c -> c.gated ^= 1,
        c -> c.seed ^= 1,
        c -> c.name = pool.text(),
        c -> c.operatorName = pool.text(),
        c -> c.reason = pool.text());
  }

  private Commands.UpdateSale updateSale(final Commands.UpdateSale update) {
    return anyOf(
        update,
        c -> c.sale++,
        c -> c.opensAtMs++,
        c -> c.closesAtMs++,
        c -> c.graceUntilMs++,
        c -> c.holdMs = 1,
        c -> c.paymentMs = 1,
        c -> c.maxHoldMs = 1,
        c -> c.retentionMs = 1,
        c -> c.buyerLimit = 1,
        c -> c.buyerLineLimit = 1,
        c -> c.groupLimit = 1,
        c -> c.groupLineLimit = 1,
        c -> c.admissionPerSecond = 1,
        c -> c.maxActive = 1,
        c -> c.finishMs = 1,
        c -> c.admitPermille = 1,
        c -> c.returnPermille = 1,
        c -> c.unitsPerBuyer = 1,
        c -> c.operatorName = pool.text(),
        c -> c.reason = pool.text());
  }

  private Commands.AdjustStock adjustStock(final Commands.AdjustStock adjust) {
    return anyOf(
        adjust,
        c -> c.sale = pool.sale(),
        c -> c.item = pool.item(),
        c -> c.delta++,
        c -> c.expectedAvailable = pool.between(0, 5),
        c -> c.flags ^= 1 << pool.upTo(8),
        c -> c.operatorName = pool.text(),
        c -> c.reason = pool.text());
  }
}
