package io.holdfast.server;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** What the disk guard asks. For one thread. */
interface DiskSpace {
  /**
   * Space that is left to write to.
   *
   * @throws IOException if the disk cannot be asked
   */
  long freeBytes() throws IOException;

  /** Whether the journal wanted to reserve space ahead and could not. */
  boolean reservationFailed();

  /**
   * The disk that a directory is on.
   *
   * @param reservationFailed as the journal says
   * @throws IOException if there is no such directory
   */
  static DiskSpace of(final Path directory, final BooleanSupplier reservationFailed)
      throws IOException {
    final FileStore store = Files.getFileStore(directory);
    return new DiskSpace() {
      @Override
      public long freeBytes() throws IOException {
        return store.getUsableSpace();
      }

      @Override
      public boolean reservationFailed() {
        return reservationFailed.getAsBoolean();
      }
    };
  }
}
