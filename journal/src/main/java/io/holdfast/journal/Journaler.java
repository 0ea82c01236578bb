package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.pipeline.BatchJournal;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.Slot;
import io.holdfast.pipeline.TickCommand;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one excerpt per batch: every step with its outcome, and the digest after the last. For the
 * pipeline's thread.
 */
public final class Journaler implements BatchJournal {
  /**
   * Room for a full batch of baskets, and for the Ticks of the longest burst that one batch
   * settles.
   */
  private static final int CAPACITY_BYTES = 4 * 1024 * 1024;

  private static final int TICK_RECORD_BYTES =
      ExcerptWriter.RECORD_HEADER_BYTES + TickCommand.LENGTH_BYTES + ExcerptWriter.ALIGNMENT;

  private final Journal journal;
  private final long epoch;
  private final long fullTickOutcome;
  private final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
  private final TickCommand tick = new TickCommand();
  private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TickCommand.LENGTH_BYTES]);

  /**
   * @param journal to append to
   * @param epoch number of the term
   * @param engine already configured; tells how many changes a full Tick makes
   */
  public Journaler(final Journal journal, final long epoch, final Engine engine) {
    requireRoomForTicks(engine.config());
    this.journal = journal;
    this.epoch = epoch;
    this.fullTickOutcome = (long) engine.config().maxChangesPerStep() << 32;
  }

  @Override
  public void append(final CommandRing ring, final long first, final long last) {
    excerpt.begin();
    final long timeMs = ring.get(first).timeMs();
    long lastSequence = 0;
    long digest = 0;
    long position = first;
    while (position <= last) {
      final Slot slot = ring.get(position);
      addTicks(slot);
      if (slot.isCommand()) {
        excerpt.add(slot.outcome(), ring.bytes(), ring.offset(position), slot.lengthBytes());
      }
      lastSequence = slot.sequence();
      digest = slot.digest();
      position += slot.slots();
    }
    if (excerpt.count() > 0) {
      excerpt.finish(epoch, lastSequence - excerpt.count() + 1, timeMs, digest);
      journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
    }
  }

  private void addTicks(final Slot slot) {
    final int ticks = slot.ticksBefore();
    if (ticks == 0) {
      return;
    }
    tick.write(tickBuffer, 0, slot.timeMs());
    for (int i = 1; i <= ticks; i++) {
      final long outcome = i < ticks ? fullTickOutcome : (long) slot.lastTickChanges() << 32;
      excerpt.add(outcome, tickBuffer, 0, TickCommand.LENGTH_BYTES);
    }
  }

  /** A burst that one batch has to settle must fit one excerpt beside the batch itself. */
  private static void requireRoomForTicks(final EngineConfig config) {
    final long changes = (long) config.maxReservations() + 2L * config.maxSales();
    final long ticks = changes / config.maxChangesPerStep() + 1;
    if (ticks * TICK_RECORD_BYTES > CAPACITY_BYTES / 2) {
      throw new IllegalArgumentException(
          "maxChangesPerStep "
              + config.maxChangesPerStep()
              + " is too small for "
              + changes
              + " changes due at once");
    }
  }
}
