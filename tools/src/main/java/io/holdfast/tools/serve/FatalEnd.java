package io.holdfast.tools.serve;

import io.holdfast.journal.JournalException;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The end of a node that must not go on: one line for the operator, the trace in a file, and the
 * process is gone before anything else can be answered. What was acknowledged is in the journal.
 */
final class FatalEnd implements Consumer<Throwable> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final PrintWriter err;
  private final IntConsumer halt;

  /**
   * @param directory where the trace goes; must exist
   * @param halt ends the process with a code, at once
   */
  FatalEnd(final Path directory, final PrintWriter err, final IntConsumer halt) {
    this.directory = directory;
    this.err = err;
    this.halt = halt;
  }

  @Override
  public void accept(final Throwable failure) {
    try {
      err.println("the node cannot go on and stops: " + oneLine(failure) + writeTrace(failure));
      err.flush();
    } finally {
      halt.accept(ExitCode.INTERNAL_ERROR);
    }
  }

  /** Of the journal's failures an operator needs no name of a class, but what to do. */
  private static String oneLine(final Throwable failure) {
    final String text =
        failure instanceof JournalException
            ? failure.getMessage()
                + "; what was not on record by then was not answered. Look at the disk, then start"
                + " the node again: it recovers everything that was acknowledged"
            : failure.toString();
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  /** A full disk may be the very reason; then the trace goes where the line went. */
  private String writeTrace(final Throwable failure) {
    final Path log = directory.resolve("fatal-" + STAMP.format(Instant.now()) + ".log");
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
      failure.printStackTrace(writer);
      if (!writer.checkError()) {
        return " (details in " + log + ")";
      }
    } catch (final IOException e) {
      err.println(log + ": cannot be written: " + e);
    }
    failure.printStackTrace(err);
    return "";
  }
}
