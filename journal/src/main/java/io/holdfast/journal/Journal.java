package io.holdfast.journal;

import org.agrona.DirectBuffer;

/**
 * Where excerpts are kept: append, read, barrier. It knows nothing of what is in them. One thread
 * appends; readers have a cursor each and may be other threads.
 */
public interface Journal extends AutoCloseable {
  /**
   * Appends an excerpt. When this returns it survives the end of the process, whole.
   *
   * @param buffer of direct memory
   * @throws JournalException if it could not be appended; the journal must not be used any further
   */
  void append(DirectBuffer buffer, int offset, int lengthBytes);

  /**
   * Gives everything appended so far a number, which {@link #syncedMark} tells once it is on the
   * disk. For the appending thread.
   *
   * @param mark larger than all before
   */
  default void mark(final long mark) {}

  /**
   * Highest mark of which everything is known to be on the disk, whether by a {@link #barrier} or
   * because the journal brought it there by itself; -1: none. Any thread.
   */
  default long syncedMark() {
    return -1;
  }

  /**
   * Brings everything appended so far to the disk.
   *
   * @throws JournalException if that failed; the journal must not be used any further, for the
   *     kernel may have dropped the pages it could not write
   */
  void barrier();

  /** A cursor before the first excerpt. */
  Cursor read();

  /**
   * A cursor whose first excerpt is the one with this sequence, or an earlier one. Where the
   * journal begins later it is the first there is.
   */
  default Cursor readFrom(final long sequence) {
    return read();
  }

  @Override
  void close();

  /** Reads excerpts in order. For one thread. */
  interface Cursor extends AutoCloseable {
    /** Moves to the next excerpt; false if there is none yet. */
    boolean next();

    /**
     * Looks behind the present end, after {@link #next} was false: bytes that were lost may look
     * like the end.
     *
     * @throws DamagedJournalException if there is something whole behind it
     */
    default void checkEnd() {}

    /** Holds the excerpt moved to, until the next move. */
    DirectBuffer buffer();

    /** Where the excerpt begins in {@link #buffer}. */
    int offset();

    /** Its length in bytes as the storage knows it. */
    int lengthBytes();

    /** Where the excerpt is, for messages to people: file and index. */
    String where();

    @Override
    void close();
  }
}
