package io.holdfast.server;

import io.holdfast.protocol.codec.JournalSpace;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Watches the space left for the journal. A store to a mapped page that the disk has no room for
 * kills the process, so demand is refused while there is still space, then every command; they are
 * taken again once there is clearly more. {@link #look} is for one thread, the rest for any.
 */
final class DiskGuard {
  private static final int MIB_SHIFT = 20;

  private final DiskSpace disk;
  private final SpaceLevel levels;
  private final Intake intake;
  private final Consumer<String> log;
  private volatile JournalSpace level = JournalSpace.ENOUGH;
  private volatile long freeBytes = -1;

  /** What is taken from clients. */
  interface Intake {
    /** From now on, the level decides. */
    void onLevel(JournalSpace level);
  }

  DiskGuard(
      final DiskSpace disk,
      final SpaceLevel levels,
      final Intake intake,
      final Consumer<String> log) {
    this.disk = disk;
    this.levels = levels;
    this.intake = intake;
    this.log = log;
  }

  /** Space left when it looked last. */
  long freeBytes() {
    return freeBytes;
  }

  JournalSpace level() {
    return level;
  }

  /** Looks, and acts if the level is another one. */
  void look() {
    final boolean failed = disk.reservationFailed();
    final long free = ask();
    freeBytes = free;
    final JournalSpace next = levels.next(level, free, failed);
    if (next != level) {
      level = next;
      intake.onLevel(next);
      log.accept(text(next, free, failed));
    }
  }

  /** A disk that cannot even be asked is treated as full. */
  private long ask() {
    try {
      return disk.freeBytes();
    } catch (final IOException e) {
      return 0;
    }
  }

  private String text(final JournalSpace next, final long free, final boolean failed) {
    return switch (next) {
      case FULL ->
          "journal disk full: "
              + mib(free)
              + " left"
              + (failed ? ", and no space could be reserved ahead" : "")
              + "; every command is refused with JOURNAL_FULL, queries are answered."
              + " Free some space: commands are taken again by themselves";
      case LOW ->
          "journal disk nearly full: "
              + mib(free)
              + " left, "
              + mib(levels.firstBytes())
              + " are kept; Reserve, ReserveBasket and JoinQueue are refused with JOURNAL_FULL until"
              + " there is space, everything else is taken";
      default -> "journal disk has space again: " + mib(free) + "; everything is taken";
    };
  }

  private static String mib(final long bytes) {
    return (bytes >> MIB_SHIFT) + " MiB";
  }
}
