package io.holdfast.snapshotter;

import io.holdfast.engine.SnapshotSink;
import io.holdfast.journal.IoReason;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SnapshotBlockEncoder;
import io.holdfast.protocol.codec.SnapshotFooterEncoder;
import io.holdfast.protocol.codec.SnapshotHeaderEncoder;
import io.holdfast.protocol.codec.StateReservationsEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a snapshot beside its place, syncs it, and renames it into its place: whoever finds it
 * there finds it whole. Until then nothing but a file that ends in {@code .writing} is there, and
 * {@link #close} removes it.
 */
final class SnapshotWriter implements SnapshotSink, AutoCloseable {
  static final String UNFINISHED = ".writing";

  /** Small enough that the disk, which the journal needs too, never has much to catch up on. */
  private static final long SYNC_EVERY_BYTES = 16L << 20;

  private static final int FOOTER_CAPACITY_BYTES = 1_024;

  private final Path file;
  private final Path writing;
  private final SnapshotPoint point;
  private final LongConsumer progress;
  private final FileChannel channel;
  private final CRC32C crc = new CRC32C();
  private final SectionCounts counts = new SectionCounts();
  private final ByteBuffer head =
      ByteBuffer.allocateDirect(SnapshotFormat.BLOCK_HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final SnapshotBlockEncoder block = new SnapshotBlockEncoder();
  private final UnsafeBuffer headView = new UnsafeBuffer(head);
  private int blocks;
  private long bytes;
  private long syncedBytes;
  private boolean finished;

  /**
   * Begins the file.
   *
   * @param progress told the bytes written so far after each block
   * @throws SnapshotException if it cannot be written
   */
  SnapshotWriter(final Path file, final SnapshotPoint point, final LongConsumer progress) {
    this.file = file;
    this.point = point;
    this.progress = progress;
    writing = file.resolveSibling(file.getFileName() + UNFINISHED);
    try {
      channel =
          FileChannel.open(
              writing,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (final IOException | UnsupportedOperationException e) {
      throw cannotWrite(e);
    }
    try {
      writeHeader();
    } catch (final SnapshotException e) {
      close();
      throw e;
    }
  }

  private void writeHeader() {
    final ByteBuffer bytesOfHeader =
        ByteBuffer.allocateDirect(SnapshotFormat.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    final UnsafeBuffer view = new UnsafeBuffer(bytesOfHeader);
    view.putLong(0, SnapshotFormat.MAGIC, ByteOrder.LITTLE_ENDIAN);
    final SnapshotHeaderEncoder header =
        new SnapshotHeaderEncoder()
            .wrapAndApplyHeader(view, SnapshotFormat.MAGIC_BYTES, new MessageHeaderEncoder());
    header
        .formatVersion(SnapshotFormat.VERSION)
        .flags(0)
        .crc32c(0)
        .rulesVersion(point.rulesVersion())
        .largestBlockBytes(SnapshotFormat.LARGEST_BLOCK_BYTES)
        .epoch(point.epoch())
        .sequence(point.sequence())
        .timeMs(point.timeMs())
        .digest(point.digest());
    put(header.cluster()::hi, header.cluster()::lo, point.cluster());
    put(header.term()::hi, header.term()::lo, point.term());
    crc.reset();
    crc.update(bytesOfHeader.duplicate());
    header.crc32c(crc.getValue());
    write(bytesOfHeader);
  }

  private static void put(final LongConsumer high, final LongConsumer low, final UUID id) {
    high.accept(id.getMostSignificantBits());
    low.accept(id.getLeastSignificantBits());
  }

  @Override
  public void message(
      final int section, final int entries, final DirectBuffer buffer, final int lengthBytes) {
    counts.add(section, entries);
    writeBlock(section, entries, buffer, lengthBytes);
    blocks++;
    progress.accept(bytes);
  }

  private void writeBlock(
      final int section, final int entries, final DirectBuffer buffer, final int lengthBytes) {
    block
        .wrapAndApplyHeader(headView, 0, new MessageHeaderEncoder())
        .section(section)
        .flags(0)
        .crc32c(0)
        .number(blocks + 1)
        .lengthBytes(lengthBytes)
        .entries(entries);
    final ByteBuffer body = buffer.byteBuffer().duplicate().limit(lengthBytes).position(0);
    crc.reset();
    crc.update(head.duplicate().clear());
    crc.update(body.duplicate());
    block.crc32c(crc.getValue());
    write(head.duplicate().clear());
    write(body);
    if (bytes - syncedBytes >= SYNC_EVERY_BYTES) {
      sync();
    }
  }

  private void write(final ByteBuffer source) {
    try {
      while (source.hasRemaining()) {
        bytes += channel.write(source);
      }
    } catch (final IOException e) {
      throw cannotWrite(e);
    }
  }

  private void sync() {
    try {
      channel.force(false);
      syncedBytes = bytes;
    } catch (final IOException e) {
      throw cannotWrite(e);
    }
  }

  /**
   * Ends the file, syncs it and puts it into its place.
   *
   * @throws SnapshotException if any of that fails; there is no snapshot then
   */
  SnapshotInfo finish(final long stateHash, final long rejectionsHash, final long takenAtMs) {
    Failpoint.BEFORE_SNAPSHOT_FOOTER.reached();
    writeFooter(stateHash, rejectionsHash, takenAtMs);
    try {
      channel.force(true);
      channel.close();
      Failpoint.BEFORE_SNAPSHOT_RENAME.reached();
      Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      Failpoint.AFTER_SNAPSHOT_RENAME.reached();
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (final IOException e) {
      throw cannotWrite(e);
    }
    return new SnapshotInfo(
        file,
        point,
        stateHash,
        rejectionsHash,
        bytes,
        takenAtMs,
        blocks,
        counts.of(StateReservationsEncoder.TEMPLATE_ID));
  }

  private void writeFooter(final long stateHash, final long rejectionsHash, final long takenAtMs) {
    final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(FOOTER_CAPACITY_BYTES));
    final SnapshotFooterEncoder footer =
        new SnapshotFooterEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    footer
        .epoch(point.epoch())
        .sequence(point.sequence())
        .timeMs(point.timeMs())
        .digest(point.digest())
        .stateHash(stateHash)
        .rejectionsHash(rejectionsHash)
        .takenAtMs(takenAtMs)
        .rulesVersion(point.rulesVersion())
        .blocks(blocks);
    put(footer.cluster()::hi, footer.cluster()::lo, point.cluster());
    put(footer.term()::hi, footer.term()::lo, point.term());
    final SnapshotFooterEncoder.SectionsEncoder rows = footer.sectionsCount(counts.all().size());
    for (final Map.Entry<Integer, Long> count : counts.all().entrySet()) {
      rows.next().section(count.getKey()).entries(count.getValue());
    }
    final int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + footer.encodedLength();
    footer.fileBytes(bytes + SnapshotFormat.BLOCK_HEAD_BYTES + lengthBytes);
    writeBlock(SnapshotFormat.FOOTER, counts.all().size(), buffer, lengthBytes);
  }

  private SnapshotException cannotWrite(final Exception e) {
    return new SnapshotException(file + ": the snapshot cannot be written: " + IoReason.of(e), e);
  }

  /** Removes what is there of a snapshot that was not finished. */
  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(writing);
    } catch (final IOException e) {
      throw new SnapshotException(
          writing + ": cannot be removed: " + IoReason.of(e) + "; remove it by hand", e);
    }
  }
}
