package io.holdfast.snapshotter;

import java.nio.file.Path;

/** Bytes of a snapshot are not what was written, or are not there. */
public final class DamagedSnapshotException extends SnapshotException {
  private static final long serialVersionUID = 1L;

  DamagedSnapshotException(final Path file, final String what) {
    super(file + ": the snapshot is damaged: " + what);
  }

  DamagedSnapshotException(final Path file, final String what, final Throwable cause) {
    super(file + ": the snapshot is damaged: " + what, cause);
  }
}
