package io.holdfast.journal;

import io.holdfast.pipeline.BatchJournal;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.pipeline.Slot;
import io.holdfast.pipeline.TickCommand;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one excerpt per batch: every step with its outcome, the digest after the last, and up to
 * where the journal is known to be on the disk. For the pipeline's thread.
 */
public final class Journaler implements BatchJournal {
  /** Three times a full batch of baskets with its record headers. */
  private static final int CAPACITY_BYTES = 1024 * 1024;

  private final Journal journal;
  private final long epoch;
  private final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
  private final TickCommand tick = new TickCommand();
  private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TickCommand.LENGTH_BYTES]);
  private long appendedUpTo = ExcerptWriter.NOT_SYNCED;
  private long syncedUpTo;

  /**
   * @param journal to append to
   * @param epoch number of the term
   */
  public Journaler(final Journal journal, final long epoch) {
    this(journal, epoch, ExcerptWriter.NOT_SYNCED);
  }

  /**
   * @param journal to append to
   * @param epoch number of the term
   * @param syncedUpTo highest sequence known to be on the disk already, or {@link
   *     ExcerptWriter#NOT_SYNCED}
   */
  public Journaler(final Journal journal, final long epoch, final long syncedUpTo) {
    this.journal = journal;
    this.epoch = epoch;
    this.syncedUpTo = syncedUpTo;
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
      syncedUpTo = Math.max(syncedUpTo, journal.syncedMark());
      excerpt.finish(epoch, lastSequence - excerpt.count() + 1, timeMs, syncedUpTo, digest);
      Failpoint.BEFORE_APPEND.reached();
      journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
      journal.mark(lastSequence);
      appendedUpTo = lastSequence;
    }
  }

  @Override
  public void barrier() {
    journal.barrier();
    syncedUpTo = Math.max(syncedUpTo, appendedUpTo);
  }

  private void addTick(final Slot slot) {
    if (slot.hasTickBefore()) {
      tick.write(tickBuffer, 0, slot.timeMs());
      final long outcome = (long) slot.tickChanges() << 32;
      excerpt.add(outcome, tickBuffer, 0, TickCommand.LENGTH_BYTES);
    }
  }
}
