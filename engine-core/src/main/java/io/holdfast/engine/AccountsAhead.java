package io.holdfast.engine;

/**
 * {@link ReadAhead} for accounts. Each is a chain in a hash table: its head, the account, and now
 * and then another one before it, each a cache miss that waits for the last; those of several
 * commands are read side by side.
 */
final class AccountsAhead {
  /** Accounts that count what one command changes, at most. */
  private static final int PER_COMMAND = 4;

  private static final int MOST = PER_COMMAND * ReadAhead.MAX_COMMANDS;

  private final Accounts accounts;
  private final Limits limits;
  private final long[] hashes = new long[MOST];
  private final int[] found = new int[MOST];
  private int count;

  /** As {@link ReadAhead}'s. */
  private long sum;

  AccountsAhead(final Accounts accounts, final Limits limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  /** Units of the line will be counted for these two. */
  void note(final Line line, final long buyer, final long group) {
    if (!line.sale.counted.areNone() && count <= MOST - PER_COMMAND) {
      count = limits.hashes(line, buyer, group, hashes, count);
    }
  }

  /** An account that will go. */
  void note(final int account) {
    if (count < MOST) {
      hashes[count++] = accounts.hashOf(account);
    }
  }

  /** Reads all that were noted. */
  long read() {
    for (int i = 0; i < count; i++) {
      found[i] = accounts.head(hashes[i]);
    }
    for (int i = 0; i < count; i++) {
      found[i] = accounts.next(found[i]);
    }
    for (int i = 0; i < count; i++) {
      sum += accounts.next(found[i]);
    }
    count = 0;
    return sum;
  }
}
