package io.holdfast.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/**
 * Asks the disk for room in a file before anything is stored there through a mapping: a store to a
 * mapped page that the disk has no room for kills the process.
 */
final class DiskRoom {
  private static final int ALLOCATE = 0;

  /** Frees the blocks and keeps the size: FALLOC_FL_PUNCH_HOLE and FALLOC_FL_KEEP_SIZE. */
  private static final int FREE = 3;

  private static final int ZEROS_BYTES = 1 << 20;

  private DiskRoom() {}

  /**
   * Makes sure that a part of a file has blocks on the disk; where nothing was it reads as zeros.
   * Nobody may be writing there.
   *
   * @throws IOException if the disk has no room
   */
  static void reserve(final Path file, final long offset, final long lengthBytes)
      throws IOException {
    if (call(file, ALLOCATE, offset, lengthBytes)) {
      return;
    }
    if (Files.getFileStore(file).getUsableSpace() < lengthBytes) {
      throw new IOException("no space left");
    }
    // A file system that cannot promise room gets zeros to keep.
    writeZeros(file, offset, lengthBytes);
  }

  private static void writeZeros(final Path file, final long offset, final long lengthBytes)
      throws IOException {
    final ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long done = 0; done < lengthBytes; done += zeros.limit()) {
        zeros.clear().limit((int) Math.min(ZEROS_BYTES, lengthBytes - done));
        while (zeros.hasRemaining()) {
          channel.write(zeros, offset + done + zeros.position());
        }
      }
    }
  }

  /**
   * Has the system find memory for a part of a file, by reading it. It stays clean: a sync has no
   * more to write than without.
   *
   * @param read where what is read goes, for nobody
   * @throws IOException if it cannot be read
   */
  static void bringIn(
      final Path file, final long offset, final long lengthBytes, final ByteBuffer read)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long done = 0;
      int count = 0;
      while (count >= 0 && done < lengthBytes) {
        read.clear().limit((int) Math.min(read.capacity(), lengthBytes - done));
        count = channel.read(read, offset + done);
        done += count;
      }
    }
  }

  /**
   * Gives back what was reserved and not used. A file system that cannot keeps it: that costs room
   * and nothing else.
   *
   * @return whether it was given back
   */
  static boolean giveBack(final Path file, final long offset, final long lengthBytes) {
    return call(file, FREE, offset, lengthBytes);
  }

  private static boolean call(
      final Path file, final int mode, final long offset, final long lengthBytes) {
    final PosixAPI posix = PosixAPI.posix();
    final int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR, 0);
    if (descriptor < 0) {
      return false;
    }
    try {
      return posix.fallocate(descriptor, mode, offset, lengthBytes) == 0;
    } finally {
      posix.close(descriptor);
    }
  }
}
