package io.holdfast.journal.segment;

import io.holdfast.journal.JournalException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment in a file, mapped a window at a time and only to read: nothing is copied, the file may
 * grow meanwhile, and it may lie on a read-only file system.
 */
public final class MappedSegment implements SegmentBytes {
  private static final int WINDOW_BYTES = 64 << 20;
  private static final int PAGE_BYTES = 4096;

  private final Path file;
  private final String name;
  private final FileChannel channel;
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private MappedByteBuffer window;
  private long windowStart;
  private long windowEnd;

  /**
   * Opens a file.
   *
   * @param name what people call it
   * @throws JournalException if it cannot be opened
   */
  public MappedSegment(final Path file, final String name) {
    this.file = file;
    this.name = name;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (final IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    try {
      return channel.size();
    } catch (final IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public boolean access(final long position, final int lengthBytes) {
    if (position >= windowStart && position + lengthBytes <= windowEnd) {
      return true;
    }
    final long sizeBytes = sizeBytes();
    if (position + lengthBytes > sizeBytes) {
      return false;
    }
    map(position, lengthBytes, sizeBytes);
    return true;
  }

  private void map(final long position, final int lengthBytes, final long sizeBytes) {
    unmap();
    final long start = position / PAGE_BYTES * PAGE_BYTES;
    final long needed = position + lengthBytes - start;
    final long length = Math.min(sizeBytes - start, Math.max(WINDOW_BYTES, needed));
    try {
      window = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
    } catch (final IOException e) {
      throw unreadable(e);
    }
    windowStart = start;
    windowEnd = start + length;
    buffer.wrap(window);
  }

  private void unmap() {
    if (window != null) {
      buffer.wrap(0, 0);
      IoUtil.unmap(window);
      window = null;
      windowStart = 0;
      windowEnd = 0;
    }
  }

  private JournalException unreadable(final IOException e) {
    return new JournalException(
        file
            + ": cannot be read: "
            + e.getClass().getSimpleName().replace("Exception", "")
            + " "
            + e.getMessage(),
        e);
  }

  @Override
  public UnsafeBuffer buffer() {
    return buffer;
  }

  @Override
  public int offset(final long position) {
    return (int) (position - windowStart);
  }

  @Override
  public void close() {
    unmap();
    try {
      channel.close();
    } catch (final IOException e) {
      throw unreadable(e);
    }
  }
}
