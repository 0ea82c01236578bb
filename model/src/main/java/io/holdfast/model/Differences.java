package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;

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
    if (again instanceof Command.CreateSale create) {
      return createSale((Command.CreateSale) known, create);
    }
    if (again instanceof Command.OpenSale open) {
      final Command.OpenSale first = (Command.OpenSale) known;
      return saleAndText(first.sale(), open.sale(), first.author(), open.author());
    }
    if (again instanceof Command.CloseSale close) {
      final Command.CloseSale first = (Command.CloseSale) known;
      return saleAndText(first.sale(), close.sale(), first.author(), close.author());
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
    if (!known.reservation().equals(again.reservation())) {
      return Optional.of(Code.ID_DIFFERS_RESERVATION);
    }
    return known.quantity().equals(again.quantity())
        ? Optional.empty()
        : Optional.of(Code.ID_DIFFERS_QUANTITY);
  }

  private static Optional<Code> createSale(
      final Command.CreateSale known, final Command.CreateSale again) {
    if (known.sale() != again.sale()) {
      return Optional.of(Code.ID_DIFFERS_SALE);
    }
    if (!known.policy().equals(again.policy())) {
      return Optional.of(Code.ID_DIFFERS_POLICY);
    }
    return text(known.author(), again.author());
  }

  private static Optional<Code> saleAndText(
      final long knownSale,
      final long sale,
      final Command.Author knownAuthor,
      final Command.Author author) {
    return knownSale != sale ? Optional.of(Code.ID_DIFFERS_SALE) : text(knownAuthor, author);
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
