package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.model.LineView;
import io.holdfast.model.RoomView;
import io.holdfast.model.SaleView;
import io.holdfast.protocol.codec.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Why something was not done. */
final class Refusals {
  private static final int NAMED = 3;

  private final Scene scene;

  Refusals(final Scene scene) {
    this.scene = scene;
  }

  /** What was asked of one line. */
  record Asked(long sale, long item, long buyer, long group, long units) {}

  /** Why a Reserve, or the line of a basket that was at fault, was refused. */
  String why(final Code code, final Asked asked) {
    return switch (code) {
      case SOLD_OUT -> soldOut(asked);
      case LIMIT_BUYER, LIMIT_BUYER_LINE, LIMIT_GROUP, LIMIT_GROUP_LINE -> limit(code, asked);
      case NOT_ADMITTED -> notAdmitted(asked);
      default -> why(code, asked.sale());
    };
  }

  /** Why anything else was refused. */
  String why(final Code code, final long sale) {
    return switch (code) {
      case SALE_PAUSED, SALE_CLOSED -> byTurn(code, sale);
      case NOT_OPEN_YET ->
          "The sale was not open yet"
              + scene
                  .sale(sale)
                  .map(SaleView::opensAtMs)
                  .flatMap(Refusals::boxed)
                  .map(opens -> "; it was to open at " + Words.time(opens))
                  .orElse("")
              + ".";
      default -> meaning(code);
    };
  }

  private static Optional<Long> boxed(final OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  String meaning(final Code code) {
    return scene.codes().of(code) + ".";
  }

  private String byTurn(final Code code, final long sale) {
    final Floor.Turn turn = scene.floor().lastTurn(sale);
    if (turn == null) {
      return meaning(code);
    }
    final String what = code == Code.SALE_PAUSED ? "paused" : "closed";
    return turn.command().name().equals("Tick")
        ? "The sale had " + what + " at " + Words.time(turn.timeMs()) + ", as scheduled."
        : Words.author(turn.command())
            + " had "
            + what
            + " the sale at "
            + Words.time(turn.timeMs())
            + ".";
  }

  private String soldOut(final Asked asked) {
    final LineView line = scene.line(asked.sale(), asked.item()).orElseThrow();
    final StringBuilder text = new StringBuilder();
    text.append("Of ")
        .append(Words.units(line.received()))
        .append(", ")
        .append(Words.was(line.available()))
        .append(" available, ")
        .append(line.held())
        .append(" held and ")
        .append(line.sold())
        .append(" sold.");
    if (line.waiting() > 0) {
      text.append(" What comes free goes first to those who wait: ")
          .append(line.waiting())
          .append(line.waiting() == 1 ? " entry" : " entries")
          .append(" for ")
          .append(Words.units(line.waitingUnits()))
          .append('.');
    }
    return text + lastTaken(asked, line);
  }

  /** Who took the last units, as far as it takes to make the buyer's units. */
  String lastTaken(final Asked asked, final LineView line) {
    final List<Holding> last =
        scene
            .floor()
            .holdings(holding -> holding.sale() == asked.sale() && holding.item() == asked.item());
    final List<String> named = new ArrayList<>();
    long units = line.available();
    for (final Holding holding : last) {
      if (named.size() == NAMED || units >= asked.units()) {
        break;
      }
      named.add(holding.text());
      units += holding.units();
    }
    return named.isEmpty() ? "" : " The last units went to " + Words.list(named) + ".";
  }

  private String limit(final Code code, final Asked asked) {
    final SaleView sale = scene.sale(asked.sale()).orElseThrow();
    final boolean ofGroup = code == Code.LIMIT_GROUP || code == Code.LIMIT_GROUP_LINE;
    final boolean ofLine = code == Code.LIMIT_BUYER_LINE || code == Code.LIMIT_GROUP_LINE;
    final long limit =
        switch (code) {
          case LIMIT_BUYER -> sale.buyerLimit();
          case LIMIT_BUYER_LINE -> sale.buyerLineLimit();
          case LIMIT_GROUP -> sale.groupLimit();
          default -> sale.groupLineLimit();
        };
    final List<Holding> counted =
        scene
            .floor()
            .holdings(
                holding ->
                    holding.sale() == asked.sale()
                        && (!ofLine || holding.item() == asked.item())
                        && (ofGroup
                            ? holding.group() == asked.group()
                            : holding.buyer() == asked.buyer()));
    return limit(limit, ofGroup ? "group" : "buyer", ofLine, counted);
  }

  private static String limit(
      final long limit, final String who, final boolean ofLine, final List<Holding> counted) {
    final long units = counted.stream().mapToLong(Holding::units).sum();
    final List<String> own = counted.stream().map(Holding::ownText).toList();
    return "A "
        + who
        + " may have "
        + Words.units(limit)
        + (ofLine ? " of the item" : " of the sale")
        + "; this "
        + who
        + " had "
        + (own.isEmpty() ? "none" : Words.units(units) + ": " + Words.list(own))
        + ". That left room for "
        + Words.units(Math.max(0, limit - units))
        + ".";
  }

  private String notAdmitted(final Asked asked) {
    final RoomView room = scene.engine().room(asked.sale()).orElseThrow();
    return "The sale has a waiting room, and the buyer was not admitted at that time; places before "
        + room.admittedUpTo()
        + " had had their turn, "
        + room.waiting()
        + " waited and "
        + room.active()
        + " were inside.";
  }

  /** The buyer's own reservation that the answer named, if it did. */
  static String ownReservation(final Optional<Id> own) {
    return own.map(id -> " The answer named the buyer's own live reservation " + id + ".")
        .orElse("");
  }
}
