package io.holdfast.journal;

/** How a journal is off for space on its disk. Any thread. */
public interface SpaceWatch {
  /** Bytes that can be appended without asking the disk for more. */
  long reservedAheadBytes();

  /** Whether the disk had no room when more was asked for last; it is asked again and again. */
  boolean reservationFailed();
}
