package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;
import java.util.OptionalInt;

/** The first field in which a command differs from the one that its id is known from. */
final class Differences {
  private Differences() {}

  /** The code that names the difference; empty when the commands are equal. */
  static Optional<Code> between(final Object known, final Command.WithId again) {
    if (known.getClass() != again.getClass()) {
      return Optional.of(Code.ID_DIFFERS_COMMAND);
    }
    if (again instanceof Command.Reserve reserve) {
      return reserve((Command.Reserve) known, reserve);
    }
    if (again instanceof Command.ReserveBasket basket) {
      return reserveBasket((Command.ReserveBasket) known, basket);
    }
    if (again instanceof Command.Cancel cancel) {
      return cancel((Command.Cancel) known, cancel);
    }
    return ofOperator(known, again);
  }

  private static Optional<Code> ofOperator(final Object known, final Command.WithId again) {
    if (again instanceof Command.CreateSale create) {
      final Command.CreateSale first = (Command.CreateSale) known;
      return sale(first.sale(), create.sale())
          .or(() -> policy(first.policy(), create.policy()))
          .or(() -> text(first.author(), create.author()));
    }
    if (again instanceof Command.OpenSale open) {
      final Command.OpenSale first = (Command.OpenSale) known;
      return sale(first.sale(), open.sale()).or(() -> text(first.author(), open.author()));
    }
    if (again instanceof Command.PauseSale pause) {
      final Command.PauseSale first = (Command.PauseSale) known;
      return sale(first.sale(), pause.sale())
          .or(() -> policy(first.graceUntilMs(), pause.graceUntilMs()))
          .or(() -> text(first.author(), pause.author()));
    }
    if (again instanceof Command.CloseSale close) {
      final Command.CloseSale first = (Command.CloseSale) known;
      return sale(first.sale(), close.sale()).or(() -> text(first.author(), close.author()));
    }
    if (again instanceof Command.UpdateSale update) {
      final Command.UpdateSale first = (Command.UpdateSale) known;
      return sale(first.sale(), update.sale())
          .or(() -> policy(first.change(), update.change()))
          .or(() -> text(first.author(), update.author()));
    }
    if (again instanceof Command.OperatorRelease release) {
      final Command.OperatorRelease first = (Command.OperatorRelease) known;
      return reservation(first.reservation(), release.reservation())
          .or(() -> text(first.author(), release.author()));
    }
    if (again instanceof Command.OperatorCancel cancel) {
      final Command.OperatorCancel first = (Command.OperatorCancel) known;
      return reservation(first.reservation(), cancel.reservation())
          .or(() -> quantity(first.quantity(), cancel.quantity()))
          .or(() -> text(first.author(), cancel.author()));
    }
    return adjustStock((Command.AdjustStock) known, (Command.AdjustStock) again);
  }

  private static Optional<Code> reserve(final Command.Reserve known, final Command.Reserve again) {
    if (known.sale() != again.sale()) {
      return Optional.of(Code.ID_DIFFERS_SALE);
    }
    if (known.item() != again.item()) {
      return Optional.of(Code.ID_DIFFERS_ITEM);
    }
    if (known.buyer() != again.buyer()) {
      return Optional.of(Code.ID_DIFFERS_BUYER);
    }
    if (known.group() != again.group()) {
      return Optional.of(Code.ID_DIFFERS_GROUP);
    }
    if (known.quantity() != again.quantity()) {
      return Optional.of(Code.ID_DIFFERS_QUANTITY);
    }
    if (known.tier() != again.tier()) {
      return Optional.of(Code.ID_DIFFERS_TIER);
    }
    return known.flags() != again.flags() ? Optional.of(Code.ID_DIFFERS_FLAGS) : Optional.empty();
  }

  private static Optional<Code> reserveBasket(
      final Command.ReserveBasket known, final Command.ReserveBasket again) {
    if (known.sale() != again.sale()) {
      return Optional.of(Code.ID_DIFFERS_SALE);
    }
    if (known.buyer() != again.buyer()) {
      return Optional.of(Code.ID_DIFFERS_BUYER);
    }
    if (known.group() != again.group()) {
      return Optional.of(Code.ID_DIFFERS_GROUP);
    }
    if (known.tier() != again.tier()) {
      return Optional.of(Code.ID_DIFFERS_TIER);
    }
    return known.lines().equals(again.lines())
        ? Optional.empty()
        : Optional.of(Code.ID_DIFFERS_LINES);
  }

  private static Optional<Code> cancel(final Command.Cancel known, final Command.Cancel again) {
    return reservation(known.reservation(), again.reservation())
        .or(() -> quantity(known.quantity(), again.quantity()));
  }

  private static Optional<Code> sale(final long known, final long again) {
    return known == again ? Optional.empty() : Optional.of(Code.ID_DIFFERS_SALE);
  }

  private static Optional<Code> reservation(final Id known, final Id again) {
    return known.equals(again) ? Optional.empty() : Optional.of(Code.ID_DIFFERS_RESERVATION);
  }

  private static Optional<Code> quantity(final OptionalInt known, final OptionalInt again) {
    return known.equals(again) ? Optional.empty() : Optional.of(Code.ID_DIFFERS_QUANTITY);
  }

  private static Optional<Code> policy(final Object known, final Object again) {
    return known.equals(again) ? Optional.empty() : Optional.of(Code.ID_DIFFERS_POLICY);
  }

  private static Optional<Code> adjustStock(
      final Command.AdjustStock known, final Command.AdjustStock again) {
    if (known.sale() != again.sale()) {
      return Optional.of(Code.ID_DIFFERS_SALE);
    }
    if (known.item() != again.item()) {
      return Optional.of(Code.ID_DIFFERS_ITEM);
    }
    if (known.delta() != again.delta()) {
      return Optional.of(Code.ID_DIFFERS_QUANTITY);
    }
    if (!known.expectedAvailable().equals(again.expectedAvailable())) {
      return Optional.of(Code.ID_DIFFERS_EXPECTED);
    }
    if (known.flags() != again.flags()) {
      return Optional.of(Code.ID_DIFFERS_FLAGS);
    }
    return text(known.author(), again.author());
  }

  private static Optional<Code> text(final Command.Author known, final Command.Author again) {
    return known.equals(again) ? Optional.empty() : Optional.of(Code.ID_DIFFERS_TEXT);
  }
}
