package io.holdfast.pipeline;

/**
 * The journal as the pipeline sees it. Called by one thread. When {@code append} returns, the batch
 * survives the end of the process; when {@code barrier} returns, a power cut too. Any exception
 * stops the process: a journal that failed once is not trusted again.
 */
public interface BatchJournal {
  /**
   * Appends every step of the slots from first to last, in one excerpt; nothing if there was none.
   *
   * @param ring whose slots were executed
   */
  void append(CommandRing ring, long first, long last);

  /**
   * Brings everything appended so far to the disk. Called in class SYNCED only, after one append
   * that brought steps or several, and before any of them is answered.
   */
  default void barrier() {
    throw new UnsupportedOperationException("this journal has no barrier, so it cannot be synced");
  }

  /** Keeps nothing: durability class MEMORY. */
  BatchJournal NONE = (ring, first, last) -> {};
}
