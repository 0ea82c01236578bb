package io.holdfast.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** A wall clock and a monotonic clock that move when told to. Any thread. */
final class ManualTime {
  private static final long NS_PER_MS = 1_000_000;

  private final AtomicLong monotonicReads = new AtomicLong();
  private volatile long wallMs;
  private volatile long monotonicNs = 1_234_567_890L;

  ManualTime(final long wallMs) {
    this.wallMs = wallMs;
  }

  long wallMs() {
    return wallMs;
  }

  long monotonicNs() {
    monotonicReads.incrementAndGet();
    return monotonicNs;
  }

  /** How often somebody asked the monotonic clock. */
  long monotonicReads() {
    return monotonicReads.get();
  }

  /** Somebody sets the wall clock. */
  synchronized void moveWallMs(final long byMs) {
    wallMs += byMs;
  }

  synchronized void passNs(final long elapsedNs) {
    monotonicNs += elapsedNs;
  }

  /** Time passes on both clocks. */
  synchronized void passMs(final long elapsedMs) {
    // The wall first: between the two the engine is slewed by a hair, not alarmed.
    wallMs += elapsedMs;
    monotonicNs += elapsedMs * NS_PER_MS;
  }
}
