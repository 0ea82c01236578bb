package io.holdfast.journal.chronicle;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads documents where they lie in the mapped file; nothing is copied. */
final class ChronicleCursor implements Journal.Cursor {
  /**
   * A reader beside a writer may look before a document is there and ask for the last index after.
   */
  private static final int LOOKS = 3;

  private final ChronicleQueue queue;
  private final ExcerptTailer tailer;
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private DocumentContext document;

  ChronicleCursor(final ChronicleQueue queue, final ExcerptTailer tailer) {
    this.queue = queue;
    this.tailer = tailer;
  }

  /**
   * Chronicle tells "no more" and "a document whose header was destroyed" alike. But it knows the
   * index of the last document, so what cannot be read below that is a hole and not the end.
   */
  @Override
  public boolean next() {
    for (int look = 1; look <= LOOKS; look++) {
      if (tryNext()) {
        return true;
      }
      if (tailer.index() > lastIndex()) {
        return false;
      }
    }
    throw new JournalException(
        where()
            + ": the journal is damaged: nothing can be read behind this, but the journal goes on to index 0x"
            + Long.toHexString(lastIndex()));
  }

  private long lastIndex() {
    try {
      return queue.lastIndex();
    } catch (final AssertionError | IllegalStateException e) {
      // Chronicle's way, with assertions on, of saying that a file has documents and none can be
      // read.
      throw new JournalException(where() + ": the journal is damaged: no document can be read", e);
    }
  }

  private boolean tryNext() {
    closeDocument();
    document = tailer.readingDocument();
    if (!document.isPresent()) {
      closeDocument();
      return false;
    }
    final Wire wire = document.wire();
    if (wire == null) {
      throw new IllegalStateException("a document without content at " + where());
    }
    final Bytes<?> bytes = wire.bytes();
    buffer.wrap(bytes.addressForRead(bytes.readPosition()), (int) bytes.readRemaining());
    return true;
  }

  @Override
  public DirectBuffer buffer() {
    return buffer;
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int lengthBytes() {
    return buffer.capacity();
  }

  @Override
  public String where() {
    final var file = tailer.currentFile();
    return (file == null ? "journal" : file.getName())
        + ", index 0x"
        + Long.toHexString(tailer.lastReadIndex());
  }

  @Override
  public void close() {
    closeDocument();
    tailer.close();
  }

  private void closeDocument() {
    if (document != null) {
      document.close();
      document = null;
    }
  }
}
