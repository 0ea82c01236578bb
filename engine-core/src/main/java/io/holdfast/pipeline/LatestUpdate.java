package io.holdfast.pipeline;

import io.holdfast.engine.EngineUpdates;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest update of one subject: written by the pipeline's thread, read by any thread, without a
 * lock on either side and without allocating. An older one that nobody read is gone.
 *
 * <p>There are two copies, and version n is in copy n mod 2. So a reader is disturbed only by a
 * writer that publishes twice while it reads, never by one that is interrupted in the middle: then
 * it reads the copy that is not being written.
 *
 * <pre>
 *   writer of version n            reader
 *   begun = n                      n = published (acquire)
 *   -- storeStore fence --         read copy n mod 2
 *   write copy n mod 2             -- loadLoad fence --
 *   published = n (release)        again if begun &gt; n + 1
 * </pre>
 *
 * The acquire sees everything that was written before the release it read from, so copy n is
 * complete. Only version n + 2 overwrites it, and its writer set {@code begun} before it touched
 * the copy; a reader that saw any word of n + 2 therefore sees begun &gt;= n + 2 behind its fence.
 * The words are written and read opaque, so that each is whole.
 */
public final class LatestUpdate {
  /** Value of {@code fromSequence} in the first update of a subscription. */
  public static final long FIRST = EngineUpdates.FIRST;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle PUBLISHED;
  private static final VarHandle BEGUN;
  private static final int WORDS = EngineUpdates.MAX_BYTES / Long.BYTES;

  static {
    try {
      final MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(LatestUpdate.class, "published", long.class);
      BEGUN = lookup.findVarHandle(LatestUpdate.class, "begun", long.class);
    } catch (final ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long[] copies = new long[2 * WORDS];
  private final int lengthBytes;

  /** The writer's alone. */
  private long version;

  @SuppressWarnings("unused") // Through BEGUN.
  private long begun;

  @SuppressWarnings("unused") // Through PUBLISHED.
  private long published;

  /**
   * @param lengthBytes of every update about this subject, SBE header included
   */
  LatestUpdate(final int lengthBytes) {
    if (lengthBytes > EngineUpdates.MAX_BYTES) {
      throw new IllegalArgumentException("an update of " + lengthBytes + " bytes");
    }
    this.lengthBytes = lengthBytes;
  }

  /** A buffer that {@link #publish} and {@link #read} can use: whole words. */
  public static UnsafeBuffer newBuffer() {
    return new UnsafeBuffer(new byte[EngineUpdates.MAX_BYTES]);
  }

  /**
   * Shows the next update. For the writer.
   *
   * @param update at its beginning, in a buffer of at least {@link EngineUpdates#MAX_BYTES}
   */
  void publish(final DirectBuffer update) {
    final long next = ++version;
    BEGUN.setOpaque(this, next);
    VarHandle.storeStoreFence();
    final int copy = copyOf(next);
    final int words = words();
    for (int i = 0; i < words; i++) {
      WORD.setOpaque(copies, copy + i, update.getLong(i * Long.BYTES));
    }
    PUBLISHED.setRelease(this, next);
  }

  /** Grows with every update; 0 before the first. */
  public long version() {
    return (long) PUBLISHED.getAcquire(this);
  }

  /**
   * Copies the newest update.
   *
   * @param into of at least {@link EngineUpdates#MAX_BYTES}, filled from its beginning
   * @return the version read; 0: there is none, and nothing was read
   */
  public long read(final MutableDirectBuffer into) {
    while (true) {
      final long seen = version();
      if (seen == 0) {
        return 0;
      }
      final int copy = copyOf(seen);
      final int words = words();
      for (int i = 0; i < words; i++) {
        into.putLong(i * Long.BYTES, (long) WORD.getOpaque(copies, copy + i));
      }
      VarHandle.loadLoadFence();
      if ((long) BEGUN.getOpaque(this) <= seen + 1) {
        return seen;
      }
      Thread.onSpinWait();
    }
  }

  /** Length of every update here, SBE header included. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Sequence of the step after which an update that was read shows the state. */
  public static long sequenceIn(final DirectBuffer update) {
    return EngineUpdates.sequence(update, 0);
  }

  /** Whether an update that was read is the last there will be. */
  public static boolean isLast(final DirectBuffer update) {
    return EngineUpdates.isLast(update, 0);
  }

  private int words() {
    return BitUtil.align(lengthBytes, Long.BYTES) / Long.BYTES;
  }

  private static int copyOf(final long version) {
    return (int) (version & 1) * WORDS;
  }
}
