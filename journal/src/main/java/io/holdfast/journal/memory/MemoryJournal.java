package io.holdfast.journal.memory;

import io.holdfast.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal in memory, for tests and simulation. Readers must be on the appending thread, or after
 * its end.
 */
public final class MemoryJournal implements Journal {
  private final List<byte[]> excerpts = new ArrayList<>();
  private long lastMark = -1;
  private long syncedMark = -1;

  @Override
  public void append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    final byte[] copy = new byte[lengthBytes];
    buffer.getBytes(offset, copy);
    excerpts.add(copy);
  }

  @Override
  public void mark(final long mark) {
    lastMark = mark;
  }

  @Override
  public long syncedMark() {
    return syncedMark;
  }

  /** Memory is as safe as it gets. */
  @Override
  public void barrier() {
    syncedMark = lastMark;
  }

  /** The excerpts themselves, to be read, changed or cut off by tests. */
  public List<byte[]> excerpts() {
    return excerpts;
  }

  @Override
  public Cursor read() {
    return new MemoryCursor();
  }

  @Override
  public void close() {}

  private final class MemoryCursor implements Cursor {
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int index = -1;

    @Override
    public boolean next() {
      if (index + 1 == excerpts.size()) {
        return false;
      }
      buffer.wrap(excerpts.get(++index));
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
      return "memory, excerpt " + index;
    }

    @Override
    public void close() {}
  }
}
