package io.holdfast.pipeline;

/**
 * The journal as the pipeline sees it. Called by one thread. When {@code append} returns, the batch
 * has reached the node's durability class. Any exception stops the process: a journal that failed
 * once is not trusted again.
 */
public interface BatchJournal {
  /**
   * Appends every step of the slots from first to last, in one excerpt; nothing if there was none.
   *
   * @param ring whose slots were executed
   */
  void append(CommandRing ring, long first, long last);

  /** Keeps nothing: durability class MEMORY. */
  BatchJournal NONE = (ring, first, last) -> {};
}
