package io.holdfast.journal.segment;

import org.agrona.concurrent.UnsafeBuffer;

/** A segment that is an array of bytes. */
public final class MemorySegment implements SegmentBytes {
  private final String name;
  private final UnsafeBuffer buffer;

  /** Reads this array, whatever becomes of it. */
  public MemorySegment(final String name, final byte[] bytes) {
    this.name = name;
    buffer = new UnsafeBuffer(bytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return buffer.capacity();
  }

  @Override
  public boolean access(final long position, final int lengthBytes) {
    return position + lengthBytes <= buffer.capacity();
  }

  @Override
  public UnsafeBuffer buffer() {
    return buffer;
  }

  @Override
  public int offset(final long position) {
    return (int) position;
  }

  @Override
  public void close() {}
}
