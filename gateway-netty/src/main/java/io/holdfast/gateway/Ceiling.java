package io.holdfast.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** So many of something at a time. Any thread. */
final class Ceiling {
  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  Ceiling(final int most) {
    this.most = most;
  }

  /** Takes one, or false if all are taken. */
  boolean take() {
    while (true) {
      final int now = taken.get();
      if (now >= most) {
        return false;
      }
      if (taken.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  void giveBack() {
    taken.decrementAndGet();
  }

  int taken() {
    return taken.get();
  }
}
