package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Which run of the operating system this is. While it is the same one, what a process wrote to a
 * file is in the file, whether the process lives or not; after another boot only what had reached
 * the disk is.
 */
public final class BootId {
  /** System property that says otherwise, for trials of power cuts on a machine that stays up. */
  public static final String PROPERTY = "holdfast.bootId";

  private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

  private BootId() {}

  /**
   * The id of this run. Where the operating system tells none, every call gives another one: then
   * each end without a word counts as a crash of the machine, which is always safe.
   */
  public static String current() {
    final String given = System.getProperty(PROPERTY);
    if (given != null) {
      return given;
    }
    try {
      return Files.readString(KERNEL).strip();
    } catch (final IOException none) {
      return "unknown-" + UUID.randomUUID();
    }
  }
}
