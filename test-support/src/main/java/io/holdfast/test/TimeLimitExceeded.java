package io.holdfast.test;

/** A test ran into its time limit; the message holds the stacks of all threads at that moment. */
public final class TimeLimitExceeded extends AssertionError {
  private static final long serialVersionUID = 1L;

  TimeLimitExceeded(final String what, final long limitSeconds, final String threadDump) {
    super(
        what
            + " did not end within its time limit of "
            + limitSeconds
            + " s and was interrupted. Threads at that moment:\n"
            + threadDump);
  }
}
