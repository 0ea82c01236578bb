package io.holdfast.journal.chronicle;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.SpaceWatch;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.pipeline.Failpoint;
import java.io.File;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.DirectBuffer;

/**
 * The journal of an epoch, written with Chronicle Queue: an excerpt is a document. An append is
 * committed by one compare-and-set of the document's header in the mapped file, so a process that
 * dies in between leaves nothing that a reader could see. Segments end by size (see {@link
 * SegmentClock}).
 *
 * <p>Every time it is opened it begins a queue of its own, in the directory of the next run:
 * Chronicle goes on where it believes that a file ends, marks the ends of older files and waits for
 * a lock that a dead process holds, and here it finds none of these. What is read is read without
 * Chronicle.
 */
public final class ChronicleJournal implements Journal, SpaceWatch {
  /** Size at which a segment is full by default. */
  public static final long DEFAULT_SEGMENT_BYTES = 1L << 30;

  private static final RollCycle ROLL_CYCLE = RollCycles.FAST_HOURLY;

  /**
   * Bounds the wait for a segment file whose creator was killed half way; there is no other writer
   * to wait for.
   */
  private static final long TIMEOUT_MS = 1_000;

  /**
   * Chronicle maps so much of a file at a time, and makes it so much longer. A quarter more is
   * mapped behind it, so that an excerpt may cross; the longest has 1 MiB.
   */
  private static final long BLOCK_BYTES = 64L << 20;

  private static final long SMALL_BLOCK_BYTES = 8L << 20;

  /** Of Chronicle's own: a header, and the pages of its index. */
  private static final long SLACK_BYTES = 256L << 10;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern(ROLL_CYCLE.format()).withZone(ZoneOffset.UTC);

  private final Path epoch;
  private final Path directory;
  private final SingleChronicleQueue queue;
  private final SegmentClock clock;
  private final long segmentBytes;
  private final PointerBytesStore document = BytesStore.nativePointer();
  private final SegmentSync segmentSync = new SegmentSync();
  private final ReservedSpace space;
  private ExcerptAppender appender;
  private FileChannel segmentFile;
  private File segmentPath;
  private long bytesInSegment;

  /** Behind the last excerpt in the present segment. */
  private long position;

  private long lastMark = -1;
  private volatile long barrierMark = -1;

  private ChronicleJournal(
      final Path epoch,
      final Path directory,
      final SingleChronicleQueue queue,
      final SegmentClock clock,
      final long segmentBytes) {
    this.epoch = epoch;
    this.directory = directory;
    this.queue = queue;
    this.clock = clock;
    this.segmentBytes = segmentBytes;
    space = new ReservedSpace(segmentBytes);
  }

  /**
   * Opens the journal of an epoch to append to, in a new run; the caller holds the lock of the data
   * directory.
   *
   * @param epoch directory; made if there is none
   * @param segmentBytes size at which a segment is full
   * @throws JournalException if the directory cannot be used
   */
  public static ChronicleJournal open(final Path epoch, final long segmentBytes) {
    if (Files.isDirectory(epoch)) {
      EpochDirectory.removeSpares(epoch);
    }
    final Path run = EpochDirectory.nextRun(epoch);
    final SegmentClock clock = new SegmentClock(ROLL_CYCLE.lengthInMillis());
    final ChronicleJournal journal =
        new ChronicleJournal(epoch, run, build(run, clock, segmentBytes), clock, segmentBytes);
    try {
      journal.space.begin(journal.spareFile(0));
      journal.space.enter(journal.segmentFile(0), journal.spareFile(1));
      return journal;
    } catch (final JournalException e) {
      journal.close();
      throw e;
    }
  }

  private Path segmentFile(final int number) {
    return directory.resolve(name(number) + SingleChronicleQueue.SUFFIX);
  }

  private Path spareFile(final int number) {
    return directory.resolve(name(number) + EpochDirectory.SPARE_SUFFIX);
  }

  private static String name(final int number) {
    return NAME.format(Instant.ofEpochMilli((long) number * ROLL_CYCLE.lengthInMillis()));
  }

  private static SingleChronicleQueue build(
      final Path directory, final SegmentClock clock, final long segmentBytes) {
    try {
      return SingleChronicleQueueBuilder.single(directory.toFile())
          .rollCycle(ROLL_CYCLE)
          .timeProvider(clock)
          .timeoutMS(TIMEOUT_MS)
          .blockSize(segmentBytes < BLOCK_BYTES ? SMALL_BLOCK_BYTES : BLOCK_BYTES)
          .build();
    } catch (final RuntimeException e) {
      throw new JournalException(
          directory + ": the journal cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    if (buffer.byteArray() != null) {
      // Chronicle copies from the address, and a place on the heap has none.
      throw new IllegalArgumentException("an excerpt must be in direct memory");
    }
    segmentSync.check();
    try {
      if (bytesInSegment + lengthBytes > segmentBytes && space.awaitSpare()) {
        nextSegment();
      }
      space.require(position + lengthBytes + SLACK_BYTES);
      document.set(buffer.addressOffset() + offset, lengthBytes);
      final boolean isFirst = position == 0;
      appender().writeBytes(document);
      if (isFirst) {
        Failpoint.SEGMENT_BEGUN.reached();
      }
      bytesInSegment += lengthBytes;
      position = appender.wire().bytes().writePosition();
      space.written(position);
    } catch (final JournalException e) {
      throw e;
    } catch (final RuntimeException e) {
      throw new JournalException(directory + ": append failed: " + e.getMessage(), e);
    } finally {
      // Chronicle knows only the address: a caller's last buffer could be collected, and its memory
      // freed, while it is copied from.
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * One thread appends at a time, but not always the same: start-up, then the pipeline. Chronicle's
   * own check for one thread only is therefore off for this appender; the hand-over is the start of
   * the pipeline's thread.
   */
  private ExcerptAppender appender() {
    if (appender == null) {
      appender = queue.createAppender();
      appender.singleThreadedCheckDisabled(true);
    }
    return appender;
  }

  private void nextSegment() {
    Failpoint.SEGMENT_FULL.reached();
    final File finished = appender().currentFile();
    if (finished != null) {
      segmentSync.begin(finished, lastMark);
    }
    final int next = clock.segment() + 1;
    clock.segment(next);
    space.enter(segmentFile(next), spareFile(next + 1));
    bytesInSegment = 0;
    position = 0;
  }

  @Override
  public void mark(final long mark) {
    lastMark = mark;
  }

  @Override
  public long syncedMark() {
    return Math.max(barrierMark, segmentSync.syncedMark());
  }

  /**
   * One fdatasync on any descriptor of the file covers every page of it, those dirtied through a
   * mapping included, and an error is seen; Chronicle's own sync covers the current chunk only and
   * logs the error.
   */
  @Override
  public void barrier() {
    final File current = appender == null ? null : appender.currentFile();
    segmentSync.awaitAll();
    if (current == null) {
      return;
    }
    try {
      if (!current.equals(segmentPath)) {
        openSegmentFile(current);
      }
      segmentFile.force(false);
      barrierMark = lastMark;
    } catch (final IOException e) {
      throw new JournalException(current + ": sync failed: " + e.getMessage(), e);
    }
  }

  private void openSegmentFile(final File file) throws IOException {
    if (segmentFile != null) {
      segmentFile.close();
    }
    segmentFile = FileChannel.open(file.toPath(), StandardOpenOption.WRITE);
    segmentPath = file;
    try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  @Override
  public long reservedAheadBytes() {
    return space.reservedAheadBytes();
  }

  @Override
  public boolean reservationFailed() {
    return space.reservationFailed();
  }

  @Override
  public Cursor read() {
    return new SegmentsCursor(new EpochDirectory(epoch));
  }

  @Override
  public void close() {
    if (queue.isClosed()) {
      return;
    }
    try {
      barrier();
    } finally {
      segmentSync.close();
      closeFiles();
      space.close();
    }
  }

  private void closeFiles() {
    try {
      if (segmentFile != null) {
        segmentFile.close();
      }
    } catch (final IOException e) {
      throw new JournalException(segmentPath + ": close failed: " + e.getMessage(), e);
    } finally {
      queue.close();
    }
  }
}
