package io.holdfast.journal.segment;

import io.holdfast.journal.Journal;

/** A cursor that can go on behind damage: to tell what is there, never to believe it. */
public interface SearchableCursor extends Journal.Cursor {
  /** Whether it stands on an excerpt whose checksum is right. */
  boolean isOnWhole();

  /** Moves to the next whole excerpt behind, whatever lies between; false if there is none. */
  boolean searchOn();
}
