package io.holdfast.engine;

import java.lang.ref.Cleaner;
import org.agrona.UnsafeApi;

/**
 * One block of memory outside the heap: its address range is reserved at once, and the system backs
 * a page when it is first written to. So it may be as large as it will ever be needed, costs what
 * is used of it, and what is in it is found by one addition. It begins with a cache line.
 *
 * <p>Given back when this object is no longer reachable: whoever uses the address sees to it that
 * it is until then.
 */
final class NativeMemory {
  private static final Cleaner CLEANER = Cleaner.create();

  private static final int CACHE_LINE_BYTES = 64;

  private final Block block;

  private NativeMemory(final Block block) {
    this.block = block;
    CLEANER.register(this, block);
  }

  /**
   * Reserves memory: as much as wanted or, where the system does not give that much away, a half, a
   * quarter and so on of it.
   *
   * @throws OutOfMemoryError if there is not even the least
   */
  static NativeMemory reserve(final long wantedBytes, final long leastBytes) {
    long bytes = wantedBytes;
    while (true) {
      try {
        return new NativeMemory(new Block(bytes));
      } catch (final OutOfMemoryError tooMuch) {
        if (bytes == leastBytes) {
          throw refused(bytes);
        }
        bytes = Math.max(leastBytes, bytes / 2);
      }
    }
  }

  /** Where it begins; another place after it has grown. */
  long address() {
    return block.address();
  }

  long lengthBytes() {
    return block.lengthBytes;
  }

  /**
   * Makes it longer; what is in it stays. The C library moves a block of this size by its pages
   * instead of copying it (mremap).
   *
   * @throws OutOfMemoryError if the system does not give that much away; nothing has changed then
   */
  void grow(final long newLengthBytes) {
    try {
      block.grow(newLengthBytes);
    } catch (final OutOfMemoryError withoutAReason) {
      throw refused(newLengthBytes);
    }
  }

  private static OutOfMemoryError refused(final long bytes) {
    return new OutOfMemoryError(
        "the system refused " + (bytes >> 20) + " MiB of memory outside the heap");
  }

  /** Knows nothing of the object that owns it, or that would stay reachable for ever. */
  private static final class Block implements Runnable {
    private long allocated;
    private long lengthBytes;

    Block(final long lengthBytes) {
      allocated = UnsafeApi.allocateMemory(lengthBytes + CACHE_LINE_BYTES);
      this.lengthBytes = lengthBytes;
    }

    /** What was allocated begins anywhere; the first cache line in it is the beginning. */
    long address() {
      return (allocated + CACHE_LINE_BYTES - 1) & -CACHE_LINE_BYTES;
    }

    void grow(final long newLengthBytes) {
      final long offset = address() - allocated;
      allocated = UnsafeApi.reallocateMemory(allocated, newLengthBytes + CACHE_LINE_BYTES);
      final long moved = allocated + offset;
      if (moved != address()) {
        UnsafeApi.copyMemory(moved, address(), lengthBytes);
      }
      lengthBytes = newLengthBytes;
    }

    @Override
    public void run() {
      UnsafeApi.freeMemory(allocated);
    }
  }
}
