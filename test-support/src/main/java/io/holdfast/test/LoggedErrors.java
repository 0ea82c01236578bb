package io.holdfast.test;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Collects what is logged as an error, in this process, on any thread. What was announced is
 * counted, all else is unexpected. Announcements are made in the innermost scope (class, nested
 * class, test) and end with it.
 */
final class LoggedErrors extends AppenderBase<ILoggingEvent> {
  private static final LoggedErrors INSTANCE = new LoggedErrors();

  private final Deque<List<Announcement>> scopes = new ArrayDeque<>();
  private final List<String> unexpected = new ArrayList<>();

  private LoggedErrors() {
    setName("holdfast-logged-errors");
    // The outermost scope: errors may be announced before any class is entered, and by main
    // methods.
    scopes.push(new ArrayList<>());
  }

  static LoggedErrors instance() {
    return INSTANCE;
  }

  /** Also after each test that resets the logging, so that it cannot switch the guard off. */
  void attach() {
    final ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "Tests need Logback to see logged errors, but SLF4J is bound to " + factory.getClass());
    }
    final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (!root.isAttached(this)) {
      setContext(context);
      start();
      root.addAppender(this);
    }
  }

  @Override
  protected void append(final ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      record(describe(event));
    }
  }

  private static String describe(final ILoggingEvent event) {
    final String line =
        "["
            + event.getThreadName()
            + "] "
            + event.getLoggerName()
            + ": "
            + event.getFormattedMessage();
    final var thrown = event.getThrowableProxy();
    return thrown == null ? line : line + "\n" + ThrowableProxyUtil.asString(thrown);
  }

  private synchronized void record(final String error) {
    for (final List<Announcement> scope : scopes) {
      for (final Announcement announcement : scope) {
        if (announcement.pattern.matcher(error).find()) {
          announcement.count++;
          return;
        }
      }
    }
    unexpected.add(error);
  }

  synchronized void enterScope() {
    scopes.push(new ArrayList<>());
  }

  /** Returns what was logged unannounced since this was last asked. */
  synchronized List<String> leaveScope() {
    scopes.pop();
    final List<String> taken = List.copyOf(unexpected);
    unexpected.clear();
    return taken;
  }

  synchronized Announcement announce(final Pattern pattern) {
    final Announcement announcement = new Announcement(pattern);
    scopes.element().add(announcement);
    return announcement;
  }

  synchronized int count(final Announcement announcement) {
    return announcement.count;
  }

  /** One announced kind of error and how often it came; guarded by the appender's monitor. */
  static final class Announcement {
    private final Pattern pattern;
    private int count;

    private Announcement(final Pattern pattern) {
      this.pattern = pattern;
    }
  }
}
