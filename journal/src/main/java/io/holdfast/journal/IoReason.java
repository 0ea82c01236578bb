package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** What an I/O error means, for an operator. */
public final class IoReason {
  private IoReason() {}

  /** In words that follow the name of the file. */
  public static String of(final Throwable error) {
    if (error instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    if (error instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    final String text = String.valueOf(error.getMessage());
    final String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left")) {
      return "no space left on the disk";
    }
    if (lower.contains("read-only file system")) {
      return "the file system is read-only";
    }
    return error instanceof IOException ? text : error.getClass().getSimpleName() + " " + text;
  }
}
