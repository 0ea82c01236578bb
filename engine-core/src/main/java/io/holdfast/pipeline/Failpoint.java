package io.holdfast.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where a test can end the process as {@code kill -9} would, between the arrival of a
 * command and its acknowledgement, and around everything that changes files. Off unless the system
 * property {@value #PROPERTY} names one: {@code after-append} ends the process when it gets there,
 * {@code after-append:20} at the 20th time. Off, a place costs nothing: the condition is a
 * constant.
 *
 * <p>Chronicle's append has no place of its own within: the bytes are written and committed inside
 * the library. What a process that dies there leaves, a document whose header is not committed, is
 * what a random kill under load finds.
 */
public enum Failpoint {
  /** Slots of the ring are claimed, nothing is in them. On an event loop. */
  AFTER_CLAIM,
  /** Requests are in the ring. On an event loop. */
  AFTER_PUBLISH,
  /** A batch begins. */
  BEFORE_LOGIC,
  /** The batch is executed, nothing of it is journaled. */
  AFTER_LOGIC,
  /** The excerpt is complete in memory, the journal does not have it. */
  BEFORE_APPEND,
  /** The journal has the excerpt, nobody was told. */
  AFTER_APPEND,
  /** Every excerpt that shares the sync is on the disk, nobody was told. Class SYNCED only. */
  AFTER_BARRIER,
  /** The first answer of those that go out together is handed over, the others are not. */
  WITHIN_REPLIES,
  /** All of them are handed over; the event loops may or may not have sent them. */
  AFTER_REPLIES,
  /** Answers are about to be written to a socket. On an event loop. */
  BEFORE_WRITE,
  /** Answers were written to a socket, and flushed. On an event loop. */
  AFTER_WRITE,
  /** A segment of the journal is full, the next one is not begun. */
  SEGMENT_FULL,
  /** A segment has its first excerpt. The first one of each start counts, too. */
  SEGMENT_BEGUN,
  /** A new epoch has its first record, but is not in its place. */
  BEFORE_EPOCH_RENAME,
  /** A new epoch is in its place, and synced there. */
  AFTER_EPOCH_RENAME,
  /** What the node says of itself is written, but is not in its place. At start and at stop. */
  BEFORE_STATE_RENAME,
  /** What the node says of itself is in its place. At start and at stop. */
  AFTER_STATE_RENAME,
  /** An excerpt of the journal was executed again. */
  WITHIN_RECOVERY,
  /** A snapshot lacks nothing but its footer. */
  BEFORE_SNAPSHOT_FOOTER,
  /** A snapshot is whole and synced, but not in its place. */
  BEFORE_SNAPSHOT_RENAME,
  /** A snapshot is in its place; its directory is not synced. */
  AFTER_SNAPSHOT_RENAME;

  /** Name of the system property. */
  public static final String PROPERTY = "holdfast.failpoint";

  private static final String ASKED = System.getProperty(PROPERTY);

  /** The one that was asked for; null: none, and then every place is dead code to the compiler. */
  private static final Failpoint CHOSEN = chosen();

  /** As the shell shows a process that SIGKILL ended. */
  private static final int EXIT_CODE = 137;

  /** Times that the place may still be passed, and once more to the end. */
  private static final AtomicInteger LEFT = new AtomicInteger(countOf(ASKED));

  /** Its name in the property. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it is: ends the process if this place was asked for and its time has come. */
  public void reached() {
    if (CHOSEN == this && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /**
   * Says so if the property asks for what there is not.
   *
   * @throws IllegalArgumentException then
   */
  public static void requireKnown() {
    if (ASKED != null && CHOSEN == null) {
      throw new IllegalArgumentException(
          PROPERTY
              + "="
              + ASKED
              + ": there is no such failpoint; there are "
              + String.join(", ", Arrays.stream(values()).map(Failpoint::key).toList()));
    }
    if (ASKED != null && LEFT.get() < 1) {
      throw new IllegalArgumentException(
          PROPERTY + "=" + ASKED + ": the count is a number from 1 on");
    }
  }

  private static Failpoint chosen() {
    final String name = ASKED == null ? "" : ASKED.split(":", 2)[0];
    return Arrays.stream(values())
        .filter(point -> point.key().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** 0 for what is no count: {@link #requireKnown} says so. */
  private static int countOf(final String text) {
    if (text == null || text.indexOf(':') < 0) {
      return 1;
    }
    final String count = text.substring(text.indexOf(':') + 1);
    return count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
  }
}
