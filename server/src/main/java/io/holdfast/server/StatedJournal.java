package io.holdfast.server;

import io.holdfast.journal.Journal;
import io.holdfast.protocol.codec.ExcerptHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * A journal that knows how far it is, and whether it failed: what node.state says at the end. For
 * the appending thread, and after its end for any.
 */
final class StatedJournal implements Journal {
  private final Journal journal;
  private final ExcerptHeaderDecoder header = new ExcerptHeaderDecoder();
  private long lastSequence;
  private boolean failed;

  StatedJournal(final Journal journal, final long lastSequence) {
    this.journal = journal;
    this.lastSequence = lastSequence;
  }

  @Override
  public void append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    failed = true;
    journal.append(buffer, offset, lengthBytes);
    failed = false;
    header.wrap(
        buffer, offset, ExcerptHeaderDecoder.BLOCK_LENGTH, ExcerptHeaderDecoder.SCHEMA_VERSION);
    lastSequence = header.firstSequence() + header.count() - 1;
  }

  @Override
  public void barrier() {
    failed = true;
    journal.barrier();
    failed = false;
  }

  @Override
  public void mark(final long mark) {
    journal.mark(mark);
  }

  @Override
  public long syncedMark() {
    return journal.syncedMark();
  }

  @Override
  public Cursor read() {
    return journal.read();
  }

  /** The last sequence appended. */
  long lastSequence() {
    return lastSequence;
  }

  /** Whether the last thing that was asked of it went wrong. */
  boolean hasFailed() {
    return failed;
  }

  @Override
  public void close() {
    journal.close();
  }
}
