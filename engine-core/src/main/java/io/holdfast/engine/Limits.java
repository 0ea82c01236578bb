package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;

/** Units per buyer and per group: how many there are, and how much room is left. */
final class Limits {
  private final Accounts accounts;

  Limits(final Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * The first limit with too little room, or ACCEPTED.
   *
   * @param saleUnits units asked of the sale
   * @param lineUnits of these, units asked of the line
   */
  Code firstLacking(
      final Line line,
      final long buyer,
      final long group,
      final long saleUnits,
      final long lineUnits) {
    final UnitLimits limits = line.sale.policy().limits();
    final int sale = line.sale.ordinal;
    if (limits.areNone()) {
      return Code.ACCEPTED;
    }
    if (room(limits.buyer(), Accounts.BUYER_SALE, buyer, sale) < saleUnits) {
      return Code.LIMIT_BUYER;
    }
    if (room(limits.buyerLine(), Accounts.BUYER_LINE, buyer, line.ordinal) < lineUnits) {
      return Code.LIMIT_BUYER_LINE;
    }
    if (group == 0) {
      return Code.ACCEPTED;
    }
    if (room(limits.group(), Accounts.GROUP_SALE, group, sale) < saleUnits) {
      return Code.LIMIT_GROUP;
    }
    return room(limits.groupLine(), Accounts.GROUP_LINE, group, line.ordinal) < lineUnits
        ? Code.LIMIT_GROUP_LINE
        : Code.ACCEPTED;
  }

  /** The least room of all limits. */
  long leastRoom(final Line line, final long buyer, final long group) {
    final UnitLimits limits = line.sale.policy().limits();
    if (limits.areNone()) {
      return Long.MAX_VALUE;
    }
    final int sale = line.sale.ordinal;
    final long ofBuyer =
        Math.min(
            room(limits.buyer(), Accounts.BUYER_SALE, buyer, sale),
            room(limits.buyerLine(), Accounts.BUYER_LINE, buyer, line.ordinal));
    if (group == 0) {
      return ofBuyer;
    }
    final long ofGroup =
        Math.min(
            room(limits.group(), Accounts.GROUP_SALE, group, sale),
            room(limits.groupLine(), Accounts.GROUP_LINE, group, line.ordinal));
    return Math.min(ofBuyer, ofGroup);
  }

  private long room(final int limit, final int kind, final long owner, final int place) {
    return limit == 0 ? Long.MAX_VALUE : Math.max(0, limit - accounts.units(kind, owner, place));
  }

  /** Units held or sold became more, or less. */
  void count(final Line line, final long buyer, final long group, final long units) {
    final UnitLimits counted = line.sale.counted;
    if (counted.areNone() || units == 0) {
      return;
    }
    if (counted.buyer() != 0) {
      accounts.add(Accounts.BUYER_SALE, buyer, line.sale.ordinal, units);
    }
    if (counted.buyerLine() != 0) {
      accounts.add(Accounts.BUYER_LINE, buyer, line.ordinal, units);
    }
    if (group != 0 && counted.group() != 0) {
      accounts.add(Accounts.GROUP_SALE, group, line.sale.ordinal, units);
    }
    if (group != 0 && counted.groupLine() != 0) {
      accounts.add(Accounts.GROUP_LINE, group, line.ordinal, units);
    }
  }

  /**
   * For {@link AccountsAhead}: adds the hashes of the accounts that {@link #count} would change to
   * {@code hashes}, which has so many already.
   *
   * @return how many it has then
   */
  int hashes(
      final Line line, final long buyer, final long group, final long[] hashes, final int before) {
    final UnitLimits counted = line.sale.counted;
    final int sale = line.sale.ordinal;
    int count = before;
    if (counted.buyer() != 0) {
      hashes[count++] = Accounts.hash(Accounts.BUYER_SALE, buyer, sale);
    }
    if (counted.buyerLine() != 0) {
      hashes[count++] = Accounts.hash(Accounts.BUYER_LINE, buyer, line.ordinal);
    }
    if (group != 0 && counted.group() != 0) {
      hashes[count++] = Accounts.hash(Accounts.GROUP_SALE, group, sale);
    }
    if (group != 0 && counted.groupLine() != 0) {
      hashes[count++] = Accounts.hash(Accounts.GROUP_LINE, group, line.ordinal);
    }
    return count;
  }

  /** Whether this code is about a limit of a group. */
  static boolean isOfGroup(final Code code) {
    return code == Code.LIMIT_GROUP || code == Code.LIMIT_GROUP_LINE;
  }

  /** Whether this code is about a limit. */
  static boolean isLimit(final Code code) {
    return code == Code.LIMIT_BUYER || code == Code.LIMIT_BUYER_LINE || isOfGroup(code);
  }
}
