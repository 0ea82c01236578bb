package io.holdfast.journal.segment;

import org.agrona.concurrent.UnsafeBuffer;

/** The bytes of one segment, to be read, wherever they are. For one thread. */
public interface SegmentBytes extends AutoCloseable {
  /** What people call it: a path below the journal, or a number. */
  String name();

  /** How long it is at present; it may grow. */
  long sizeBytes();

  /**
   * Makes bytes readable: afterwards {@link #buffer} holds them at {@link #offset}. What was
   * readable before may be gone then.
   *
   * @return false if the segment is not that long
   * @throws io.holdfast.journal.JournalException if it cannot be read
   */
  boolean access(long position, int lengthBytes);

  /** Holds what was made readable. */
  UnsafeBuffer buffer();

  /** Where in {@link #buffer} a readable position is. */
  int offset(long position);

  @Override
  void close();
}
