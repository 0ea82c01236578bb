package io.holdfast.gateway;

import java.util.concurrent.CountDownLatch;

/** A point at which another thread can be held up. Open until {@link #close}. */
final class HoldUp {
  private volatile CountDownLatch entered = new CountDownLatch(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Where the other thread comes by. */
  void pass() {
    entered.countDown();
    Await.open("the held-up thread may go on", gate);
  }

  void close() {
    entered = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  void awaitSomebody() {
    Await.open("somebody is held up", entered);
  }

  void open() {
    gate.countDown();
  }
}
