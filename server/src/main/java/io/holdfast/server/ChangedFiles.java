package io.holdfast.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whether files were written, replaced, removed or made since they were looked at last. */
final class ChangedFiles {
  private final List<Path> files;
  private List<String> seen;

  /** Looks for the first time: what is read after this and changed later is seen to change. */
  ChangedFiles(final List<Path> files) {
    this.files = files;
    this.seen = look();
  }

  /** Whether something has changed since the last look. For one thread. */
  boolean haveChanged() {
    final List<String> now = look();
    final boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }

  private List<String> look() {
    return files.stream().map(ChangedFiles::stamp).toList();
  }

  private static String stamp(final Path file) {
    try {
      final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (final IOException e) {
      return "not there: " + e.getClass().getSimpleName();
    }
  }

  /** The files, for messages. */
  @Override
  public String toString() {
    return files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
