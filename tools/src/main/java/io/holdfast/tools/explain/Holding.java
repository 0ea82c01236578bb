package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import java.util.OptionalLong;

/**
 * Units that somebody has: held, or bought.
 *
 * @param group 0: none
 * @param sinceMs when they were taken
 * @param deadlineMs of a hold
 */
record Holding(
    Id reservation,
    long buyer,
    long group,
    long sale,
    long item,
    long units,
    long sinceMs,
    OptionalLong deadlineMs,
    boolean sold) {

  Holding withDeadline(final OptionalLong next) {
    return new Holding(reservation, buyer, group, sale, item, units, sinceMs, next, sold);
  }

  Holding withUnits(final long next) {
    return new Holding(reservation, buyer, group, sale, item, next, sinceMs, deadlineMs, sold);
  }

  /** Of somebody else, for a support person. */
  String text() {
    return "buyer " + buyer + " (" + Words.units(units) + ", " + fate() + ")";
  }

  /** Of the buyer in question, with the reservation's id. */
  String ownText() {
    return "reservation " + reservation + " (" + Words.units(units) + ", " + fate() + ")";
  }

  private String fate() {
    return sold
        ? "bought"
        : "held since "
            + Words.time(sinceMs)
            + deadlineMs.stream()
                .mapToObj(deadline -> " until " + Words.time(deadline))
                .findFirst()
                .orElse("");
  }
}
