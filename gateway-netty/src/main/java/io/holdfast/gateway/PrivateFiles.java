package io.holdfast.gateway;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files that hold secrets. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Refuses a file that is not there, or that everybody on the machine may read or change. Where
   * the file system knows no POSIX permissions nothing can be told, and nothing is refused.
   *
   * @throws GatewayException naming the file and what to do
   */
  public static void requirePrivate(final Path file) {
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
        return;
      }
      final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw new GatewayException(
            file + ": everybody on this machine may read or change it; chmod o= " + file);
      }
    } catch (final IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What an I/O error on a file means, in words. */
  static GatewayException unreadable(final Path file, final IOException error) {
    final String reason;
    if (error instanceof NoSuchFileException) {
      reason = "no such file";
    } else if (error instanceof AccessDeniedException) {
      reason = "permission denied";
    } else if (error instanceof CharacterCodingException) {
      reason = "is not UTF-8 text";
    } else {
      reason = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
    return new GatewayException(file + ": " + reason, error);
  }
}
