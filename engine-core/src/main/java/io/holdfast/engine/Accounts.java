package io.holdfast.engine;

/**
 * Units held and sold, counted per buyer or group and per sale or line. An account exists while it
 * has units, and only in sales that were created with the limit it is for.
 */
final class Accounts {
  static final int BUYER_SALE = 1;
  static final int BUYER_LINE = 2;
  static final int GROUP_SALE = 3;
  static final int GROUP_LINE = 4;

  private static final int OWNER = 0;
  private static final int CHAIN_AND_PLACE = 1;
  private static final int UNITS_AND_KIND = 2;
  private static final int WORDS = 3;
  private static final int KIND_BITS = 3;
  private static final int KIND_MASK = 7;

  private final int expected;

  /** Null until a sale has a limit. */
  private Pool pool;

  /** What was searched last, and the account or NULL: a command asks for it up to three times. */
  private int lastKind;

  private long lastOwner;
  private int lastPlace;
  private int last;

  Accounts(final int expected) {
    this.expected = expected;
  }

  /** To be called before a sale with limits is created; here the table is made. */
  void prepare() {
    if (pool == null) {
      pool = new Pool(WORDS, CHAIN_AND_PLACE, expected);
    }
  }

  /**
   * Units counted.
   *
   * @param place ordinal of the sale or of the line
   */
  long units(final int kind, final long owner, final int place) {
    final int account = find(kind, owner, place);
    return account == Pool.NULL ? 0 : pool.word(account, UNITS_AND_KIND) >> KIND_BITS;
  }

  void add(final int kind, final long owner, final int place, final long units) {
    int account = find(kind, owner, place);
    if (account == Pool.NULL) {
      account = pool.add(hash(kind, owner, place));
      last = account;
      pool.word(account, OWNER, owner);
      pool.high(account, CHAIN_AND_PLACE, place);
      pool.word(account, UNITS_AND_KIND, kind);
    }
    final long total = (pool.word(account, UNITS_AND_KIND) >> KIND_BITS) + units;
    assert total >= 0 : kind + " account of " + owner + " at " + place + ": " + total;
    if (total == 0) {
      pool.remove(account, hash(kind, owner, place));
      last = Pool.NULL;
    } else {
      pool.word(account, UNITS_AND_KIND, total << KIND_BITS | kind);
    }
  }

  /** One more than the highest index of an account. */
  int limit() {
    return pool == null ? 0 : pool.limit();
  }

  /** Kind of the account at this index, 0 where there is none. */
  int kindAt(final int account) {
    return (int) pool.word(account, UNITS_AND_KIND) & KIND_MASK;
  }

  int placeAt(final int account) {
    return pool.high(account, CHAIN_AND_PLACE);
  }

  /** Removes the account at this index, whatever it counts: its sale is forgotten. */
  void forget(final int account) {
    pool.remove(account, hashOf(account));
    lastKind = 0;
  }

  private int find(final int kind, final long owner, final int place) {
    if (lastKind != kind || lastOwner != owner || lastPlace != place) {
      last = search(kind, owner, place);
      lastKind = kind;
      lastOwner = owner;
      lastPlace = place;
    }
    return last;
  }

  private int search(final int kind, final long owner, final int place) {
    int account = pool.head(hash(kind, owner, place));
    while (account != Pool.NULL
        && (pool.word(account, OWNER) != owner
            || placeAt(account) != place
            || kindAt(account) != kind)) {
      account = pool.next(account);
    }
    return account;
  }

  /** For {@link AccountsAhead}: the first account in the chain of this hash, or NULL. */
  int head(final long hash) {
    return pool.head(hash);
  }

  /** For {@link AccountsAhead}: the account behind this one in its chain, NULL behind NULL. */
  int next(final int account) {
    return account == Pool.NULL ? Pool.NULL : pool.next(account);
  }

  /** For {@link AccountsAhead}: hash of the account at this index. */
  long hashOf(final int account) {
    return hash(kindAt(account), pool.word(account, OWNER), placeAt(account));
  }

  static long hash(final int kind, final long owner, final int place) {
    return Hashes.mix(owner * 31 + ((long) place << KIND_BITS | kind));
  }
}
