package io.holdfast.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a gateway counts. Any thread. */
public final class GatewayCounts {
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder notTaken = new LongAdder();
  private final LongAdder slowReaders = new LongAdder();
  private final LongAdder updates = new LongAdder();

  GatewayCounts() {}

  void onOpened() {
    connections.incrementAndGet();
  }

  void onClosed() {
    connections.decrementAndGet();
  }

  void onRefused() {
    notTaken.increment();
  }

  void onSlowReader() {
    slowReaders.increment();
  }

  /** Connections cut off because they did not take their answers, since the start. */
  public long slowReaders() {
    return slowReaders.sum();
  }

  void onUpdate() {
    updates.increment();
  }

  /** Updates of subscriptions sent since the start, snapshots of reservations and tickets apart. */
  public long updates() {
    return updates.sum();
  }

  /** Connections that are welcomed and not gone. */
  public int connections() {
    return connections.get();
  }

  /** Requests refused before they got a sequence, since the start. */
  public long notTaken() {
    return notTaken.sum();
  }
}
