package io.holdfast.server;

import io.holdfast.protocol.codec.JournalSpace;

/**
 * The two watermarks on the space that is left for the journal, without the disk: what level
 * follows which. A level that was entered is left only when there is half as much again as its
 * watermark, so that a disk at the mark does not make the node change its mind twice a second.
 */
final class SpaceLevel {
  /** The second watermark is this part of the first. */
  static final int SECOND_PART = 4;

  private final long firstBytes;

  /**
   * @param minFreeBytes first watermark; 0: only a failed reservation counts
   */
  SpaceLevel(final long minFreeBytes) {
    this.firstBytes = minFreeBytes;
  }

  long firstBytes() {
    return firstBytes;
  }

  long secondBytes() {
    return firstBytes / SECOND_PART;
  }

  /**
   * Where it stands now.
   *
   * @param before where it stood
   * @param freeBytes left on the disk
   * @param reservationFailed whether the journal could not reserve space ahead
   */
  JournalSpace next(
      final JournalSpace before, final long freeBytes, final boolean reservationFailed) {
    if (reservationFailed || isBelow(freeBytes, secondBytes(), before == JournalSpace.FULL)) {
      return JournalSpace.FULL;
    }
    return isBelow(freeBytes, firstBytes, before != JournalSpace.ENOUGH)
        ? JournalSpace.LOW
        : JournalSpace.ENOUGH;
  }

  private static boolean isBelow(
      final long freeBytes, final long watermark, final boolean wasBelow) {
    return freeBytes < watermark || (wasBelow && freeBytes <= watermark + watermark / 2);
  }
}
