package io.holdfast.engine.rules;

import io.holdfast.engine.TestCommands;

/** A Reserve; what a test does not say is as in {@link Commands#reserve}. */
record Reserve(
    long id, long sale, long item, long buyer, long group, int quantity, int tier, int flags)
    implements Command {
  static final int PARTIAL = 1;
  static final int WAITLIST = 2;

  @Override
  public TestCommands write(final TestCommands to) {
    return to.reserve(id, sale, item, quantity, buyer, group, tier, flags);
  }

  Reserve id(final long other) {
    return new Reserve(other, sale, item, buyer, group, quantity, tier, flags);
  }

  Reserve sale(final long other) {
    return new Reserve(id, other, item, buyer, group, quantity, tier, flags);
  }

  Reserve item(final long other) {
    return new Reserve(id, sale, other, buyer, group, quantity, tier, flags);
  }

  Reserve buyer(final long other) {
    return new Reserve(id, sale, item, other, group, quantity, tier, flags);
  }

  Reserve group(final long other) {
    return new Reserve(id, sale, item, buyer, other, quantity, tier, flags);
  }

  Reserve units(final int other) {
    return new Reserve(id, sale, item, buyer, group, other, tier, flags);
  }

  Reserve tier(final int other) {
    return new Reserve(id, sale, item, buyer, group, quantity, other, flags);
  }

  Reserve flags(final int other) {
    return new Reserve(id, sale, item, buyer, group, quantity, tier, other);
  }

  Reserve partial() {
    return flags(PARTIAL);
  }

  Reserve orWait() {
    return flags(WAITLIST);
  }
}
