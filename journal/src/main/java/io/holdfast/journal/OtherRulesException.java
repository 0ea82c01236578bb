package io.holdfast.journal;

/**
 * An epoch was decided by other rules than those of this program, and history is never decided
 * again.
 */
public final class OtherRulesException extends JournalException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where the epoch begins
   * @param recorded version of the rules it was decided by
   * @param afterSequence the last one before it
   * @param own version of the rules of this program
   */
  public OtherRulesException(
      final String where, final int recorded, final long afterSequence, final int own) {
    super(
        where
            + ": the journal was written under rules version "
            + recorded
            + " from sequence "
            + (afterSequence + 1)
            + " on, this program decides by version "
            + own
            + "; go on with the program that wrote it, or with a snapshot that it took at the last"
            + " sequence of its journal");
  }
}
