package io.holdfast.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/** Calls that were sent and have no answer, by correlation id. Loop thread only. */
final class InFlight {
  private final Long2ObjectHashMap<Call<?>> calls = new Long2ObjectHashMap<>();

  void put(final long correlationId, final Call<?> call) {
    calls.put(correlationId, call);
  }

  /** Whether a call waits under this correlation id. */
  boolean contains(final long correlationId) {
    return calls.containsKey(correlationId);
  }

  /** Takes a call out; null if it has been given up meanwhile. */
  Call<?> remove(final long correlationId) {
    return calls.remove(correlationId);
  }

  /** Takes out what is due by then, in the order of sending. */
  List<Call<?>> takeDue(final long deadlineNs) {
    final LongArrayList due = new LongArrayList();
    calls.forEachLong(
        (correlationId, call) -> {
          if (call.deadlineNs() <= deadlineNs) {
            due.addLong(correlationId);
          }
        });
    final long[] inOrder = due.toLongArray();
    Arrays.sort(inOrder);
    final List<Call<?>> taken = new ArrayList<>(inOrder.length);
    for (final long correlationId : inOrder) {
      taken.add(calls.remove(correlationId));
    }
    return taken;
  }

  /** The next deadline. */
  long earliestNs() {
    long earliestNs = Long.MAX_VALUE;
    for (final Call<?> call : calls.values()) {
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    return earliestNs;
  }
}
