package io.holdfast.pipeline;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineEvent;
import io.holdfast.engine.EngineUpdates;
import io.holdfast.engine.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All subscriptions to reservations and tickets. The engine is made with it and tells it every
 * change; while nobody watches it does not listen, which costs a branch per change. A change marks
 * the watches it is about; once the acknowledge gate has passed the batch each marked one gets the
 * state as it is at the end of that batch. For the pipeline's thread, but for {@link #end}.
 */
public final class Watches implements EventSink {
  private static final int SMALLEST_TABLE = 64;

  private final EventBatch events;
  private final UnsafeBuffer buffer = LatestUpdate.newBuffer();
  private final List<Watch> changed = new ArrayList<>();
  private final AtomicReference<Watch> ended = new AtomicReference<>();
  private Watch[] table = new Watch[SMALLEST_TABLE];
  private int count;

  /**
   * @param events to be told of all changes too; null: none
   */
  public Watches(final EventBatch events) {
    this.events = events;
  }

  /** The events that are told beside; null: none. */
  EventBatch events() {
    return events;
  }

  @Override
  public boolean isListening() {
    return count > 0 || events != null;
  }

  @Override
  public void onEvent(final EngineEvent event) {
    if (events != null) {
      events.onEvent(event);
    }
    if (count == 0) {
      return;
    }
    switch (event.kind()) {
      case JOINED, ADMITTED, DONE, SESSION_EXPIRED, LEFT -> mark(true, event.sale(), event.buyer());
      case SALE_OPENED, SALE_CLOSED, SALE_FORGOTTEN, GRACE_GIVEN -> markSale(event.sale());
      case STOCK_ADJUSTED, SALE_CREATED, SALE_PAUSED, SALE_UPDATED -> {
        // Changes no reservation and no ticket.
      }
      default -> mark(false, event.reservationHi(), event.reservationLo());
    }
  }

  @Override
  public void onForgotten(final long reservationHi, final long reservationLo) {
    if (count > 0) {
      mark(false, reservationHi, reservationLo);
    }
  }

  /**
   * Begins a watch, unless the gateway has ended it by now.
   *
   * @param isTicket whether it is about a ticket
   * @param first upper half of the reservation's id, or the ticket's sale
   * @param second lower half of the reservation's id, or the ticket's buyer
   * @param sale that the subject belongs to
   * @param lengthBytes of its updates
   * @param sequence of the step after which it was answered
   */
  void add(
      final Watch watch,
      final boolean isTicket,
      final long first,
      final long second,
      final long sale,
      final int lengthBytes,
      final long sequence) {
    watch.begin(new LatestUpdate(lengthBytes), sequence);
    watch.isTicket = isTicket;
    watch.first = first;
    watch.second = second;
    watch.sale = sale;
    if (watch.isEnded()) {
      return;
    }
    if (count == table.length) {
      grow();
    }
    put(watch);
    watch.isListed = true;
    count++;
  }

  /** Watches that are told of changes. */
  int count() {
    return count;
  }

  /** The gateway wants no more of this one. Once for each; any thread. */
  public void end(final Watch watch) {
    watch.markEnded();
    while (true) {
      final Watch head = ended.get();
      watch.nextEnded = head;
      if (ended.compareAndSet(head, watch)) {
        return;
      }
    }
  }

  /**
   * Gives every marked watch the state as it is. To be called when the gate has passed a batch and
   * its answers were handed out: so nobody hears of a change before the answer to the subscribing.
   */
  void publish(final Engine engine) {
    if (ended.get() != null) {
      removeEnded();
    }
    if (changed.isEmpty()) {
      return;
    }
    for (int i = 0; i < changed.size(); i++) {
      publish(engine, changed.get(i));
    }
    changed.clear();
  }

  private void publish(final Engine engine, final Watch watch) {
    watch.isChanged = false;
    if (watch.isEnded()) {
      return;
    }
    final EngineUpdates updates = engine.updates();
    if (watch.isTicket) {
      updates.ticket(0, watch.first, watch.second, engine.sequence(), buffer, 0);
    } else {
      updates.reservation(0, watch.first, watch.second, engine.sequence(), buffer, 0);
    }
    watch.update().publish(buffer);
    if (EngineUpdates.isLast(buffer, 0)) {
      remove(watch);
    }
    watch.onChange();
  }

  private void mark(final boolean isTicket, final long first, final long second) {
    for (Watch watch = table[index(isTicket, first, second)];
        watch != null;
        watch = watch.nextInBucket) {
      if (watch.first == first && watch.second == second && watch.isTicket == isTicket) {
        mark(watch);
      }
    }
  }

  /** Looks at all: a sale opens, closes or is forgotten once. */
  private void markSale(final long sale) {
    for (final Watch head : table) {
      for (Watch watch = head; watch != null; watch = watch.nextInBucket) {
        if (watch.sale == sale) {
          mark(watch);
        }
      }
    }
  }

  private void mark(final Watch watch) {
    if (!watch.isChanged) {
      watch.isChanged = true;
      changed.add(watch);
    }
  }

  private void removeEnded() {
    Watch watch = ended.getAndSet(null);
    while (watch != null) {
      final Watch next = watch.nextEnded;
      watch.nextEnded = null;
      remove(watch);
      watch = next;
    }
  }

  private void remove(final Watch watch) {
    if (!watch.isListed) {
      return;
    }
    watch.isListed = false;
    count--;
    final int index = index(watch.isTicket, watch.first, watch.second);
    if (table[index] == watch) {
      table[index] = watch.nextInBucket;
    } else {
      Watch before = table[index];
      while (before.nextInBucket != watch) {
        before = before.nextInBucket;
      }
      before.nextInBucket = watch.nextInBucket;
    }
    watch.nextInBucket = null;
  }

  private void grow() {
    final Watch[] old = table;
    table = new Watch[2 * old.length];
    for (final Watch head : old) {
      Watch watch = head;
      while (watch != null) {
        final Watch next = watch.nextInBucket;
        put(watch);
        watch = next;
      }
    }
  }

  private void put(final Watch watch) {
    final int index = index(watch.isTicket, watch.first, watch.second);
    watch.nextInBucket = table[index];
    table[index] = watch;
  }

  private int index(final boolean isTicket, final long first, final long second) {
    long hash = (first * 31 + second) * 2 + (isTicket ? 1 : 0);
    hash = (hash ^ (hash >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> 33) & (table.length - 1);
  }
}
