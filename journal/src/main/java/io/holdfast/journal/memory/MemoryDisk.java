package io.holdfast.journal.memory;

import io.holdfast.journal.Journal;
import io.holdfast.journal.segment.Documents;
import io.holdfast.journal.segment.MemorySegment;
import io.holdfast.journal.segment.SegmentBytes;
import io.holdfast.journal.segment.SegmentList;
import io.holdfast.journal.segment.SegmentsCursor;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal in memory that is bytes, as on a disk: segments of documents, of which a part has
 * reached the disk and the rest only the page cache. For tests of crashes and damage, and for
 * simulation. Readers must be on the appending thread, or after its end; each sees the bytes of the
 * moment when it comes to a segment.
 */
public final class MemoryDisk implements Journal, SegmentList {
  /** What a disk writes at once. */
  public static final int PAGE_BYTES = 4096;

  private static final byte[] OWN = "header".getBytes(StandardCharsets.US_ASCII);

  private final int segmentBytes;
  private final List<Segment> segments = new ArrayList<>();

  /** What ends a run. */
  public enum Crash {
    /** The process died: every byte it wrote is there. */
    PROCESS,
    /** The machine stopped, and nothing had reached the disk by itself. */
    MACHINE,
    /** The machine stopped, and of what was not synced any page may have reached the disk. */
    MACHINE_TORN
  }

  private static final class Segment {
    private final byte[] bytes;
    private int end;
    private int durable;

    Segment(final int capacityBytes) {
      bytes = new byte[capacityBytes];
    }
  }

  /**
   * @param segmentBytes of every segment; an excerpt must fit
   */
  public MemoryDisk(final int segmentBytes) {
    this.segmentBytes = segmentBytes;
    newRun();
  }

  /** Begins another segment, as a node does that starts. */
  public void newRun() {
    final Segment segment = new Segment(segmentBytes);
    segments.add(segment);
    write(segment, Documents.OWN_BIT, new UnsafeBuffer(OWN), 0, OWN.length);
  }

  @Override
  public void append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    Segment segment = last();
    final int behind = segment.end + Documents.HEADER_BYTES + lengthBytes;
    if (behind + Documents.HEADER_BYTES > segmentBytes) {
      header(segment, Documents.END_HEADER);
      newRun();
      segment = last();
    }
    write(segment, 0, buffer, offset, lengthBytes);
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private static void write(
      final Segment segment,
      final int mark,
      final DirectBuffer buffer,
      final int offset,
      final int lengthBytes) {
    buffer.getBytes(offset, segment.bytes, segment.end + Documents.HEADER_BYTES, lengthBytes);
    header(segment, lengthBytes | mark);
    segment.end =
        BitUtil.align(segment.end + Documents.HEADER_BYTES + lengthBytes, Documents.ALIGNMENT);
  }

  private static void header(final Segment segment, final int value) {
    new UnsafeBuffer(segment.bytes).putInt(segment.end, value, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void barrier() {
    for (final Segment segment : segments) {
      segment.durable = segment.end;
    }
  }

  /** Ends the run. What had not reached the disk is zeros, as the file system gives it back. */
  public void crash(final Crash kind, final SplittableRandom random) {
    if (kind == Crash.PROCESS) {
      return;
    }
    for (final Segment segment : segments) {
      for (int page = 0; page < segment.bytes.length; page += PAGE_BYTES) {
        if (kind == Crash.MACHINE || random.nextBoolean()) {
          final int from = Math.max(page, segment.durable);
          final int to = Math.min(page + PAGE_BYTES, segment.bytes.length);
          if (from < to) {
            Arrays.fill(segment.bytes, from, to, (byte) 0);
          }
        }
      }
    }
  }

  /** The bytes of a segment themselves, to be changed by tests. */
  public byte[] bytes(final int number) {
    return segments.get(number).bytes;
  }

  /** How far a segment is written. */
  public int end(final int number) {
    return segments.get(number).end;
  }

  @Override
  public int count() {
    return segments.size();
  }

  @Override
  public boolean lookForMore() {
    return false;
  }

  @Override
  public SegmentBytes open(final int number) {
    return new MemorySegment("memory, segment " + number, segments.get(number).bytes);
  }

  @Override
  public SegmentsCursor read() {
    return new SegmentsCursor(this);
  }

  @Override
  public void close() {}
}
