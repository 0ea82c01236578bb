package io.holdfast.test;

import java.util.regex.Pattern;

/**
 * Logged errors that a test provokes on purpose; every other logged error fails it. May be called
 * from any thread.
 */
public final class ExpectedErrors {
  private final LoggedErrors.Announcement announcement;

  private ExpectedErrors(final LoggedErrors.Announcement announcement) {
    this.announcement = announcement;
  }

  /**
   * Announces errors until the end of the test, or of the class if called before all its tests.
   *
   * @param regex found anywhere in "[thread] logger: message" and the stack trace that follows
   */
  public static ExpectedErrors matching(final String regex) {
    return new ExpectedErrors(LoggedErrors.instance().announce(Pattern.compile(regex)));
  }

  /** How many such errors were logged so far. */
  public int count() {
    return LoggedErrors.instance().count(announcement);
  }
}
