package io.holdfast.journal;

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
  /** Three times a full batch of baskets with its record headers. */
  private static final int CAPACITY_BYTES = 1024 * 1024;

  private final Journal journal;
  private final long epoch;
  private final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
  private final TickCommand tick = new TickCommand();
  private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TickCommand.LENGTH_BYTES]);

  /**
   * @param journal to append to
   * @param epoch number of the term
   */
  public Journaler(final Journal journal, final long epoch) {
    this.journal = journal;
    this.epoch = epoch;
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
      addTick(slot);
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

  private void addTick(final Slot slot) {
    if (slot.hasTickBefore()) {
      tick.write(tickBuffer, 0, slot.timeMs());
      final long outcome = (long) slot.tickChanges() << 32;
      excerpt.add(outcome, tickBuffer, 0, TickCommand.LENGTH_BYTES);
    }
  }
}
