package io.holdfast.client;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Slots in flight. Only requests of more than one slot are remembered by correlation id; all others
 * count one, so that the usual command costs no look-up. Not threadsafe.
 */
final class Window {
  private static final int MAX_PRESIZED_ENTRIES = 16 * 1024;
  private static final float LOAD_FACTOR = 0.5f;

  private final int sizeSlots;
  private final Long2LongHashMap wideRequests;

  /** Requests under way that take no slot. */
  private final LongHashSet without = new LongHashSet();

  private int takenSlots;
  private boolean closed;

  Window(final int sizeSlots) {
    this.sizeSlots = sizeSlots;
    // At most every second slot begins a request of two; presized so that no command meets a
    // rehash.
    final int entries = Math.max(8, Math.min(sizeSlots, MAX_PRESIZED_ENTRIES));
    this.wideRequests = new Long2LongHashMap(entries, LOAD_FACTOR, 0);
  }

  int freeSlots() {
    return closed ? 0 : sizeSlots - takenSlots;
  }

  int takenSlots() {
    return takenSlots;
  }

  /** Takes the slots or, if there are too few, nothing. */
  boolean take(final long correlationId, final int slots) {
    if (slots > freeSlots()) {
      return false;
    }
    if (slots > 1) {
      wideRequests.put(correlationId, slots);
    }
    takenSlots += slots;
    return true;
  }

  /** A request goes out that takes no slot, but is answered. */
  void takeNone(final long correlationId) {
    without.add(correlationId);
  }

  /** Gives back what the request took; false if nothing can be in flight under this id. */
  boolean giveBack(final long correlationId) {
    if (!without.isEmpty() && without.remove(correlationId)) {
      return true;
    }
    int slots = 1;
    if (!wideRequests.isEmpty()) {
      slots = Math.max(1, (int) wideRequests.remove(correlationId));
    }
    if (slots > takenSlots) {
      return false;
    }
    takenSlots -= slots;
    return true;
  }

  boolean isClosed() {
    return closed;
  }

  /** From here on nothing is free. */
  void close() {
    closed = true;
  }
}
