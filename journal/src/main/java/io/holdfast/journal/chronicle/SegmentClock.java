package io.holdfast.journal.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The time that Chronicle Queue believes in: the number of the current segment. Chronicle rolls by
 * its clock; this clock moves on when a segment is full, so segments end by size and no wall clock
 * can send the appender back into an older file.
 */
final class SegmentClock implements TimeProvider {
  private final long segmentLengthMs;
  private volatile int segment;

  SegmentClock(final long segmentLengthMs) {
    this.segmentLengthMs = segmentLengthMs;
  }

  void segment(final int number) {
    segment = number;
  }

  int segment() {
    return segment;
  }

  @Override
  public long currentTimeMillis() {
    return segment * segmentLengthMs;
  }
}
