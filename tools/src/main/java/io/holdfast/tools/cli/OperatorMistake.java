package io.holdfast.tools.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Something the operator can put right: a wrong file, option or state of the node. Its message is
 * all the operator sees, so it says what is wrong and where; the exit code is {@link
 * ExitCode#MISTAKE}.
 */
public final class OperatorMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OperatorMistake(final String message) {
    super(message);
  }

  public OperatorMistake(final String message, final Throwable cause) {
    super(message, cause);
  }

  /** What an I/O error on a file the operator named means, in words. */
  public static OperatorMistake onFile(final Path file, final IOException error) {
    return new OperatorMistake(file + ": " + reason(error), error);
  }

  private static String reason(final IOException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    if (error instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}
