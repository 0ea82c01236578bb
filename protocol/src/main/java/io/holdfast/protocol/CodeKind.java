package io.holdfast.protocol;

/** What a code means for its caller, told by the range its number is in. Any thread. */
public enum CodeKind {
  /** Done. */
  ACCEPTED(0, 0),
  /** Refused before it got a sequence: not in the journal, binds no id; send it again as it is. */
  NOT_TAKEN(1_000, 1_999),
  /** In the journal, binds no id: judged anew when sent again. */
  NOT_NOW(2_000, 2_999),
  /** In the journal, binds the id: the same command gets the same verdict again. */
  FINAL(3_000, 3_999);

  private final int firstNumber;
  private final int lastNumber;

  CodeKind(final int firstNumber, final int lastNumber) {
    this.firstNumber = firstNumber;
    this.lastNumber = lastNumber;
  }

  /** Lowest number of the range. */
  public int firstNumber() {
    return firstNumber;
  }

  /** Highest number of the range. */
  public int lastNumber() {
    return lastNumber;
  }

  /**
   * The kind of the code with this number.
   *
   * @throws IllegalArgumentException if the number is in no range
   */
  public static CodeKind of(final int number) {
    if (number == 0) {
      return ACCEPTED;
    }
    if (number >= FINAL.firstNumber && number <= FINAL.lastNumber) {
      return FINAL;
    }
    if (number >= NOT_NOW.firstNumber && number <= NOT_NOW.lastNumber) {
      return NOT_NOW;
    }
    if (number >= NOT_TAKEN.firstNumber && number <= NOT_TAKEN.lastNumber) {
      return NOT_TAKEN;
    }
    throw new IllegalArgumentException("no code has the number " + number);
  }
}
