package io.holdfast.journal.segment;

import org.agrona.DirectBuffer;

/**
 * Reads the excerpts of a list of segments in order, also while they are written: at the present
 * end {@link #next} is false and may be asked again.
 *
 * <p>A segment ends where its writer ended it, or, if that was killed, where a later segment was
 * begun: nobody ever writes behind what another process wrote.
 */
public final class SegmentsCursor implements SearchableCursor {
  private final SegmentList segments;
  private Documents documents;
  private int number;

  /** Before the first excerpt. */
  public SegmentsCursor(final SegmentList segments) {
    this(segments, 0);
  }

  /** Before the first excerpt of a segment. */
  public SegmentsCursor(final SegmentList segments, final int firstSegment) {
    this.segments = segments;
    number = firstSegment;
  }

  @Override
  public boolean next() {
    if (!openFirst()) {
      return false;
    }
    while (true) {
      if (documents.next() == Documents.Found.DOCUMENT) {
        return true;
      }
      if (!isLater()) {
        return false;
      }
      // The writer may have appended after the first look and before it went on.
      if (documents.next() == Documents.Found.DOCUMENT) {
        return true;
      }
      open(number + 1);
    }
  }

  private boolean openFirst() {
    if (documents == null) {
      if (number >= segments.count() && !segments.lookForMore()) {
        return false;
      }
      open(number);
    }
    return true;
  }

  private boolean isLater() {
    return number + 1 < segments.count() || segments.lookForMore();
  }

  private void open(final int which) {
    close();
    number = which;
    documents = new Documents(segments.open(which));
  }

  @Override
  public void checkEnd() {
    if (documents != null) {
      documents.checkEnd();
    }
  }

  @Override
  public boolean isOnWhole() {
    return documents != null && documents.isOnWhole();
  }

  @Override
  public boolean searchOn() {
    if (!openFirst()) {
      return false;
    }
    while (!documents.searchOn()) {
      if (!isLater()) {
        return false;
      }
      open(number + 1);
      if (documents.findFirst()) {
        return true;
      }
    }
    return true;
  }

  /** Number of the segment it is in. */
  public int segment() {
    return number;
  }

  @Override
  public DirectBuffer buffer() {
    return documents.buffer();
  }

  @Override
  public int offset() {
    return documents.offset();
  }

  @Override
  public int lengthBytes() {
    return documents.lengthBytes();
  }

  @Override
  public String where() {
    return documents == null ? "the end of the journal" : documents.where();
  }

  @Override
  public void close() {
    if (documents != null) {
      documents.close();
      documents = null;
    }
  }
}
