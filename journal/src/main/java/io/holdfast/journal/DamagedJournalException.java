package io.holdfast.journal;

/** Bytes of the journal are not what was written, or are not there. */
public final class DamagedJournalException extends JournalException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where file and byte
   * @param what is wrong there
   */
  public DamagedJournalException(final String where, final String what) {
    super(where + ": the journal is damaged: " + what);
  }
}
