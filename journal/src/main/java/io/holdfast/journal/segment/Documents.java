package io.holdfast.journal.segment;

import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.Excerpt;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Goes through the documents of one segment. Each has a header of 4 bytes: its length and two bits.
 * The header is the commit: it is 0 until the document is whole. For one thread.
 *
 * <pre>
 *  bit 31           30                  29 ... 0
 *     +------------+-------------------+--------+
 *     | incomplete | Chronicle's own   | length |     0: nothing here yet; bits 31 and 30 alone: the end
 *     +------------+-------------------+--------+
 * </pre>
 */
public final class Documents implements AutoCloseable {
  /** Length of a document's header. */
  public static final int HEADER_BYTES = Integer.BYTES;

  /** Documents begin at a multiple of this. */
  public static final int ALIGNMENT = Integer.BYTES;

  /** The header behind the last document of a segment that was ended. */
  public static final int END_HEADER = 0xC000_0000;

  /** Marks a document that is Chronicle's own. */
  public static final int OWN_BIT = 0x4000_0000;

  private static final int INCOMPLETE_BIT = 0x8000_0000;
  private static final long NOWHERE = -1;
  private static final int LENGTH_MASK = 0x3FFF_FFFF;

  /** More than any excerpt, and than any document of Chronicle's own. */
  private static final int LONGEST_BYTES = 16 << 20;

  private final SegmentBytes segment;
  private final Excerpt excerpt = new Excerpt();
  private long position;
  private int lengthBytes;
  private boolean onDocument;

  /** Before the first document of a segment, which is closed with this. */
  public Documents(final SegmentBytes segment) {
    this.segment = segment;
  }

  /** What is at a place in a segment. */
  public enum Found {
    /** A document. */
    DOCUMENT,
    /** Nothing yet. */
    NOTHING,
    /** The writer has ended the segment. */
    END
  }

  /**
   * Moves to the next document that holds an excerpt.
   *
   * @throws DamagedJournalException if what is there can be neither a document nor the end
   */
  public Found next() {
    if (onDocument) {
      position = behind(position, lengthBytes);
      onDocument = false;
    }
    while (true) {
      if (!segment.access(position, HEADER_BYTES)) {
        return Found.NOTHING;
      }
      final int header = segment.buffer().getIntVolatile(segment.offset(position));
      if (header == 0 || (position == 0 && header == INCOMPLETE_BIT)) {
        return Found.NOTHING;
      }
      if (header == END_HEADER) {
        return Found.END;
      }
      final int length = length(header);
      if ((header & OWN_BIT) == 0) {
        lengthBytes = length;
        onDocument = true;
        return Found.DOCUMENT;
      }
      passOwn(length);
    }
  }

  private int length(final int header) {
    final int length = header & LENGTH_MASK;
    if ((header & INCOMPLETE_BIT) != 0) {
      throw damaged("the header of a document is incomplete");
    }
    if (position == 0 && (header & OWN_BIT) == 0) {
      throw damaged("the file does not begin as a segment does");
    }
    if (length == 0 || length > LONGEST_BYTES) {
      throw damaged("the header of a document says " + length + " bytes");
    }
    if (!segment.access(position, HEADER_BYTES + length)) {
      throw damaged("a document of " + length + " bytes reaches beyond the end of its file");
    }
    return length;
  }

  /** What is marked as Chronicle's own is passed, unless one of ours hides there. */
  private void passOwn(final int length) {
    if (isExcerpt(position + HEADER_BYTES, length)) {
      throw damaged("an excerpt is marked as if it were none");
    }
    position = behind(position, length);
  }

  private static long behind(final long position, final int length) {
    return BitUtil.align(position + HEADER_BYTES + length, ALIGNMENT);
  }

  private boolean isExcerpt(final long at, final int atMostBytes) {
    return segment.access(at, atMostBytes)
        && excerpt.wholeLength(segment.buffer(), segment.offset(at), atMostBytes) > 0;
  }

  /**
   * Moves to the next whole excerpt behind this place, whatever the headers of documents say: what
   * can still be read behind damage.
   *
   * @return false if there is none in the rest of the segment
   */
  public boolean searchOn() {
    return search(isOnWhole() ? behind(position, lengthBytes) : position + HEADER_BYTES);
  }

  /** Whether it stands on a document that holds a whole excerpt. */
  public boolean isOnWhole() {
    return onDocument
        && segment.access(position, HEADER_BYTES + lengthBytes)
        && excerpt.wholeLength(segment.buffer(), offset(), lengthBytes) == lengthBytes;
  }

  /** As {@link #searchOn}, from the beginning of the segment on. */
  public boolean findFirst() {
    return search(HEADER_BYTES);
  }

  private boolean search(final long from) {
    final long at = find(from);
    if (at == NOWHERE) {
      return false;
    }
    position = at - HEADER_BYTES;
    onDocument = true;
    return true;
  }

  /** Where the next whole excerpt is; its length is then {@link #lengthBytes}. */
  private long find(final long from) {
    final long size = segment.sizeBytes();
    for (long at = from; at + Excerpt.SHORTEST_BYTES <= size; at += ALIGNMENT) {
      if (mayBegin(at)) {
        final int room = (int) Math.min(LONGEST_BYTES, size - at);
        final int length =
            segment.access(at, room)
                ? excerpt.wholeLength(segment.buffer(), segment.offset(at), room)
                : 0;
        if (length > 0) {
          lengthBytes = length;
          return at;
        }
      }
    }
    return NOWHERE;
  }

  private boolean mayBegin(final long at) {
    return segment.access(at, ALIGNMENT) && Excerpt.mayBegin(segment.buffer(), segment.offset(at));
  }

  /**
   * Looks behind the place where nothing was found. A batch that was being written when its process
   * was killed lies right there, uncommitted, and is none of the journal; but behind it there is
   * never anything.
   *
   * @throws DamagedJournalException if there is
   */
  public void checkEnd() {
    final long behind = find(position + HEADER_BYTES + ALIGNMENT);
    // A writer may have gone on meanwhile; then there is a document here now.
    if (behind != NOWHERE && !isDocument()) {
      throw damaged(
          "nothing can be read here, but there is an excerpt behind it, at byte 0x"
              + Long.toHexString(behind - HEADER_BYTES));
    }
  }

  private boolean isDocument() {
    segment.access(position, HEADER_BYTES);
    final int header = segment.buffer().getIntVolatile(segment.offset(position));
    return header > 0;
  }

  /** The document moved to is in this, */
  public UnsafeBuffer buffer() {
    return segment.buffer();
  }

  /** from here on, */
  public int offset() {
    return segment.offset(position + HEADER_BYTES);
  }

  /** and so long. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Where it is, for people. */
  public String where() {
    return segment.name() + ", byte 0x" + Long.toHexString(position);
  }

  private DamagedJournalException damaged(final String what) {
    return new DamagedJournalException(where(), what);
  }

  @Override
  public void close() {
    segment.close();
  }
}
