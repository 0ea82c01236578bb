package io.holdfast.model;

/** How many changes the step under way may make beside its own, and how many it made. */
final class Budget {
  /** Left to a command's own changes. */
  private static final int RESERVE = 512;

  private int limit;
  private int used;

  /** A Tick may make all the changes of a step. */
  void ofTick(final int maxChangesPerStep) {
    limit = maxChangesPerStep;
    used = 0;
  }

  void ofCommand(final int maxChangesPerStep) {
    limit = Math.max(1, maxChangesPerStep - RESERVE);
    used = 0;
  }

  boolean isLeft() {
    return used < limit;
  }

  /** One more; what is never put off may go beyond the limit. */
  void spend() {
    used++;
  }

  int used() {
    return used;
  }
}
