package io.holdfast.tools.cli;

import io.holdfast.client.HoldfastException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into what an operator reads, and into the exit code. */
public final class ErrorReport {
  private ErrorReport() {}

  /** A wrong or missing option or parameter. */
  public static int onParameters(final ParameterException mistake, final String[] args) {
    final CommandLine line = mistake.getCommandLine();
    final String verb = line.getCommandSpec().qualifiedName();
    final PrintWriter err = line.getErr();
    err.println(verb + ": " + oneLine(mistake.getMessage()));
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println("See '" + verb + " --help'.");
    err.flush();
    return ExitCode.MISTAKE;
  }

  /** Anything a verb threw. */
  public static int onExecution(final Throwable error, final PrintWriter err, final boolean debug) {
    final int code;
    final Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof OperatorMistake || cause instanceof HoldfastException) {
      // Of the client's exceptions, too, the message is all an operator needs: no node, no answer.
      err.println(cause.getMessage());
      code = ExitCode.MISTAKE;
    } else {
      err.println("internal error: " + summary(error) + (debug ? "" : traceNote(error)));
      code = ExitCode.INTERNAL_ERROR;
    }
    if (debug) {
      error.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private static String summary(final Throwable error) {
    final String name = error.getClass().getSimpleName();
    return error.getMessage() == null ? name : name + ": " + oneLine(error.getMessage());
  }

  private static String oneLine(final String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  private static String traceNote(final Throwable error) {
    try {
      final Path log = Files.createTempFile("holdfast-error-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        error.printStackTrace(writer);
      }
      return " (details in " + log + ")";
    } catch (final IOException unwritable) {
      return " (details with --debug)";
    }
  }
}
