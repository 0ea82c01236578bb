package io.holdfast.tools.cli;

/** Exit codes of every verb. */
public final class ExitCode {
  /** What was asked for was done, and what was asked about is true. */
  public static final int OK = 0;

  /** The answer is no: something was checked and found false. */
  public static final int NO = 1;

  /** The operator can put it right: a wrong option, file or state. */
  public static final int MISTAKE = 2;

  /** A fault of the program. */
  public static final int INTERNAL_ERROR = 70;

  private ExitCode() {}
}
