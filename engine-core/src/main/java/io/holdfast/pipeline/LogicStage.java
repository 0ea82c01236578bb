package io.holdfast.pipeline;

import io.holdfast.engine.Engine;
import io.holdfast.engine.Verdict;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The business-logic processor: stamps, numbers and executes. It owns the engine's state;
 * everything it decides depends on the order of the slots and on one clock read per batch, and both
 * are journaled.
 */
final class LogicStage {
  private final CommandRing ring;
  private final Engine engine;
  private final EngineClock clock;
  private final QueryStage queries;
  private final EventBatch events;
  private final TickCommand tick = new TickCommand();
  private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TickCommand.LENGTH_BYTES]);
  private final Verdict tickVerdict = new Verdict();
  private final AtomicLong lastTimeMs;
  private long sequence;

  /**
   * @param events that the engine tells; null: none
   * @param watches that the engine tells; null: none, and who subscribes is answered once
   */
  LogicStage(
      final CommandRing ring,
      final Engine engine,
      final EngineClock clock,
      final EventBatch events,
      final Watches watches) {
    this.events = events;
    this.ring = ring;
    this.engine = engine;
    this.clock = clock;
    this.queries = new QueryStage(ring, engine, watches);
    this.sequence = engine.sequence();
    this.lastTimeMs = new AtomicLong(clock.nowMs());
  }

  /**
   * Executes the slots from first to last, all of them at one engine time; fewer if they change so
   * much that the rest had better come in another batch.
   *
   * @return the last slot executed, which ends a request
   */
  long onBatch(final long first, final long last) {
    final long timeMs = nowMs();
    long position = first;
    long announcedUpTo = first;
    Slot slot = ring.get(first);
    tickIfDue(slot, timeMs);
    while (true) {
      if (position >= announcedUpTo) {
        announcedUpTo = readAhead(position, last);
      }
      execute(slot, position, timeMs);
      slot.sequence = sequence;
      slot.timeMs = timeMs;
      slot.digest = engine.digest();
      position += slot.slots;
      if (position > last || (events != null && events.isFull())) {
        return position - 1;
      }
      slot = ring.get(position);
      slot.tickBefore = false;
    }
  }

  /** Whether something happens by itself now. */
  boolean isDue() {
    return engine.nextDueMs() <= nowMs();
  }

  /** Engine time as of the last batch, or of the last look at what is due. Any thread. */
  long lastTimeMs() {
    return lastTimeMs.get();
  }

  private long nowMs() {
    final long now = clock.nowMs();
    lastTimeMs.lazySet(now);
    return now;
  }

  /**
   * Lets the engine read for the next commands together, if it is so large that this pays.
   *
   * @return the slot before which to do it again
   */
  private long readAhead(final long from, final long last) {
    if (!engine.readsAhead()) {
      return last + 1;
    }
    long position = from;
    for (int i = 0; i < Engine.MAX_ANNOUNCED && position <= last; i++) {
      final Slot slot = ring.get(position);
      if (slot.kind == Slot.Kind.COMMAND) {
        engine.announce(ring.bytes(), ring.offset(position));
      }
      position += slot.slots;
    }
    engine.readAhead();
    return position;
  }

  private void execute(final Slot slot, final long position, final long timeMs) {
    switch (slot.kind) {
      case COMMAND ->
          engine.execute(ring.bytes(), ring.offset(position), ++sequence, timeMs, slot.verdict);
      case QUERY -> queries.answer(slot, position);
      case WAKE -> slot.replyLengthBytes = 0;
    }
  }

  /**
   * One Tick a batch: a slice of what is due, so that a burst delays nobody by more than a slice.
   * What a command depends on it settles itself.
   */
  private void tickIfDue(final Slot slot, final long timeMs) {
    slot.tickBefore = engine.nextDueMs() <= timeMs;
    if (slot.tickBefore) {
      tick.write(tickBuffer, 0, timeMs);
      engine.execute(tickBuffer, 0, ++sequence, timeMs, tickVerdict);
      slot.tickChanges = tickVerdict.granted();
    }
  }
}
