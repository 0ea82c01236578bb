package io.holdfast.journal.chronicle;

import io.holdfast.journal.Journal;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads documents where they lie in the mapped file; nothing is copied. */
final class ChronicleCursor implements Journal.Cursor {
  private final ExcerptTailer tailer;
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private DocumentContext document;

  ChronicleCursor(final ExcerptTailer tailer) {
    this.tailer = tailer;
  }

  @Override
  public boolean next() {
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
