package io.holdfast.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Spins a little, then yields, then parks until a publisher wakes it or the time is up. Under load
 * it never parks, so no publisher pays for waking it; idle, it leaves the core alone. For one
 * waiting thread.
 */
final class YieldThenParkWaitStrategy implements WaitStrategy {
  private static final int SPINS = 100;
  private static final int YIELDS = 200;

  private final long maxParkNs;
  private volatile Thread parked;

  /**
   * @param maxParkNs how long a wait may park before it gives up
   */
  YieldThenParkWaitStrategy(final long maxParkNs) {
    this.maxParkNs = maxParkNs;
  }

  @Override
  @SuppressWarnings(
      "ThreadPriorityCheck") // Only a hint: parking follows, so progress never depends on the
  // scheduler.
  public long waitFor(
      final long sequence,
      final Sequence cursor,
      final Sequence dependentSequence,
      final SequenceBarrier barrier)
      throws AlertException, InterruptedException, TimeoutException {
    for (int tries = 0; tries < SPINS + YIELDS; tries++) {
      final long available = dependentSequence.get();
      if (available >= sequence) {
        return available;
      }
      barrier.checkAlert();
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return park(sequence, dependentSequence, barrier);
  }

  private long park(
      final long sequence, final Sequence dependentSequence, final SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    parked = Thread.currentThread();
    try {
      // Looked at again after the flag is set: a publisher either sees the flag or was seen here.
      final long available = dependentSequence.get();
      if (available >= sequence) {
        return available;
      }
      barrier.checkAlert();
      LockSupport.parkNanos(this, maxParkNs);
    } finally {
      parked = null;
    }
    barrier.checkAlert();
    final long available = dependentSequence.get();
    if (available >= sequence) {
      return available;
    }
    throw TimeoutException.INSTANCE;
  }

  @Override
  public void signalAllWhenBlocking() {
    final Thread thread = parked;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
