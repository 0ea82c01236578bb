package io.holdfast.snapshotter;

import io.holdfast.engine.SnapshotSource;
import io.holdfast.journal.IoReason;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SnapshotBlockDecoder;
import io.holdfast.protocol.codec.SnapshotFooterDecoder;
import io.holdfast.protocol.codec.SnapshotHeaderDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a snapshot from its first to its last byte and checks every one of them. Nothing of a block
 * is believed before its checksum was found right, but for its length, which is bounded.
 */
final class SnapshotReader implements SnapshotSource, AutoCloseable {
  private static final int BLOCK_CRC_OFFSET =
      MessageHeaderDecoder.ENCODED_LENGTH + SnapshotBlockDecoder.crc32cEncodingOffset();
  private static final int HEADER_CRC_OFFSET =
      SnapshotFormat.MAGIC_BYTES
          + MessageHeaderDecoder.ENCODED_LENGTH
          + SnapshotHeaderDecoder.crc32cEncodingOffset();

  private final Path file;
  private final FileChannel channel;
  private final LongConsumer progress;
  private final long sizeBytes;
  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(
              SnapshotFormat.BLOCK_HEAD_BYTES + SnapshotFormat.LARGEST_BLOCK_BYTES)
          .order(ByteOrder.LITTLE_ENDIAN);
  private final UnsafeBuffer view = new UnsafeBuffer(bytes);
  private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
  private final SnapshotBlockDecoder block = new SnapshotBlockDecoder();
  private final SectionCounts counts = new SectionCounts();
  private final CRC32C crc = new CRC32C();
  private final SnapshotPoint point;
  private long positionBytes;
  private int blocks;
  private int lengthBytes;
  private SnapshotInfo info;

  /**
   * Opens a snapshot and reads its header.
   *
   * @param progress told the bytes read so far after each block
   * @throws SnapshotException if it cannot be read or is not one
   */
  SnapshotReader(final Path file, final LongConsumer progress) {
    this.file = file;
    this.progress = progress;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (final IOException e) {
      throw cannotRead(e);
    }
    boolean opened = false;
    try {
      sizeBytes = channel.size();
      point = readHeader();
      opened = true;
    } catch (final IOException e) {
      throw cannotRead(e);
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** The step whose state it has, as the header says. */
  SnapshotPoint point() {
    return point;
  }

  /** Everything that it says about itself; only after {@link #next} was false. */
  SnapshotInfo info() {
    if (info == null) {
      throw new IllegalStateException("the footer was not read yet");
    }
    return info;
  }

  private SnapshotPoint readHeader() {
    if (sizeBytes < SnapshotFormat.MAGIC_BYTES) {
      throw new SnapshotException(file + ": is not a snapshot: it has " + sizeBytes + " bytes");
    }
    read(0, (int) Math.min(sizeBytes, SnapshotFormat.HEADER_BYTES));
    if (view.getLong(0, ByteOrder.LITTLE_ENDIAN) != SnapshotFormat.MAGIC) {
      throw new SnapshotException(file + ": is not a snapshot: it begins otherwise");
    }
    final SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    final int headerOffset = SnapshotFormat.MAGIC_BYTES + MessageHeaderDecoder.ENCODED_LENGTH;
    if (sizeBytes >= headerOffset + Short.BYTES) {
      header.wrap(view, headerOffset, SnapshotHeaderDecoder.BLOCK_LENGTH, 0);
      checkVersion(header.formatVersion());
    }
    if (sizeBytes < SnapshotFormat.HEADER_BYTES) {
      throw damaged("it ends in its header, at byte " + sizeBytes);
    }
    if (checksum(SnapshotFormat.HEADER_BYTES, HEADER_CRC_OFFSET) != header.crc32c()) {
      throw damaged("the checksum of its header is wrong");
    }
    return new SnapshotPoint(
        new UUID(header.cluster().hi(), header.cluster().lo()),
        new UUID(header.term().hi(), header.term().lo()),
        header.epoch(),
        header.sequence(),
        header.timeMs(),
        header.digest(),
        header.rulesVersion());
  }

  private void checkVersion(final int version) {
    if (version != SnapshotFormat.VERSION) {
      throw new SnapshotException(
          file
              + ": the snapshot has format version "
              + version
              + ", this program reads "
              + SnapshotFormat.VERSION
              + (version > SnapshotFormat.VERSION ? "; use a newer program" : ""));
    }
  }

  @Override
  public boolean next() {
    if (info != null) {
      return false;
    }
    final int section = nextBlock();
    if (section == SnapshotFormat.FOOTER) {
      readFooter();
      return false;
    }
    blocks++;
    counts.add(section, block.entries());
    progress.accept(positionBytes);
    return true;
  }

  /** Reads the next block and checks it; returns its section. */
  private int nextBlock() {
    final int number = blocks + 1;
    final long left = sizeBytes - positionBytes;
    if (left < SnapshotFormat.BLOCK_HEAD_BYTES) {
      throw damaged(
          "it ends at byte "
              + sizeBytes
              + ", before its footer, where block "
              + number
              + " should be");
    }
    final long start = positionBytes;
    read(0, SnapshotFormat.BLOCK_HEAD_BYTES);
    block.wrap(view, MessageHeaderDecoder.ENCODED_LENGTH, SnapshotBlockDecoder.BLOCK_LENGTH, 0);
    lengthBytes = block.lengthBytes();
    if (lengthBytes < MessageHeaderDecoder.ENCODED_LENGTH
        || lengthBytes > SnapshotFormat.LARGEST_BLOCK_BYTES) {
      throw damaged(where(number, start) + " says that it has " + lengthBytes + " bytes");
    }
    if (lengthBytes > sizeBytes - positionBytes) {
      throw damaged(where(number, start) + " is longer than the file");
    }
    read(SnapshotFormat.BLOCK_HEAD_BYTES, lengthBytes);
    final int all = SnapshotFormat.BLOCK_HEAD_BYTES + lengthBytes;
    if (checksum(all, BLOCK_CRC_OFFSET) != block.crc32c()) {
      throw damaged("the checksum of " + where(number, start) + " is wrong");
    }
    if (block.number() != number) {
      throw damaged(where(number, start) + " says that it is block " + block.number());
    }
    messageHeader.wrap(view, SnapshotFormat.BLOCK_HEAD_BYTES);
    if (messageHeader.templateId() != block.section()) {
      throw damaged(
          where(number, start)
              + " is of section "
              + block.section()
              + " but has a message of "
              + messageHeader.templateId());
    }
    return block.section();
  }

  private static String where(final int number, final long start) {
    return "block " + number + ", at byte " + start + ",";
  }

  private void readFooter() {
    final SnapshotFooterDecoder footer =
        new SnapshotFooterDecoder()
            .wrapAndApplyHeader(view, SnapshotFormat.BLOCK_HEAD_BYTES, messageHeader);
    final SnapshotPoint end =
        new SnapshotPoint(
            new UUID(footer.cluster().hi(), footer.cluster().lo()),
            new UUID(footer.term().hi(), footer.term().lo()),
            footer.epoch(),
            footer.sequence(),
            footer.timeMs(),
            footer.digest(),
            footer.rulesVersion());
    if (!end.equals(point)) {
      throw damaged("its header says " + point + ", its footer " + end);
    }
    if (footer.fileBytes() != sizeBytes || positionBytes != sizeBytes) {
      throw damaged(
          "it has "
              + sizeBytes
              + " bytes, its footer ends at "
              + positionBytes
              + " and says "
              + footer.fileBytes());
    }
    final SectionCounts said = new SectionCounts();
    for (final SnapshotFooterDecoder.SectionsDecoder row : footer.sections()) {
      said.add(row.section(), row.entries());
    }
    if (!said.equals(counts) || footer.blocks() != blocks) {
      throw damaged(
          "it has "
              + counts
              + " in "
              + blocks
              + " blocks, its footer says "
              + said
              + " in "
              + footer.blocks());
    }
    info =
        new SnapshotInfo(
            file,
            point,
            footer.stateHash(),
            footer.rejectionsHash(),
            sizeBytes,
            footer.takenAtMs(),
            blocks,
            counts.of(StateReservationsDecoder.TEMPLATE_ID));
  }

  /** Of so many bytes, the four that hold it taken as 0. */
  private long checksum(final int length, final int crcOffset) {
    final int said = view.getInt(crcOffset);
    view.putInt(crcOffset, 0);
    crc.reset();
    crc.update(bytes.duplicate().limit(length).position(0));
    view.putInt(crcOffset, said);
    return crc.getValue();
  }

  private void read(final int offset, final int length) {
    final ByteBuffer target = bytes.duplicate().limit(offset + length).position(offset);
    try {
      while (target.hasRemaining()) {
        final int more = channel.read(target, positionBytes);
        if (more < 0) {
          throw damaged("it became shorter while it was read, at byte " + positionBytes);
        }
        positionBytes += more;
      }
    } catch (final IOException e) {
      throw cannotRead(e);
    }
  }

  @Override
  public DirectBuffer buffer() {
    return view;
  }

  @Override
  public int offset() {
    return SnapshotFormat.BLOCK_HEAD_BYTES;
  }

  @Override
  public int lengthBytes() {
    return lengthBytes;
  }

  private DamagedSnapshotException damaged(final String what) {
    return new DamagedSnapshotException(file, what);
  }

  private SnapshotException cannotRead(final IOException e) {
    return new SnapshotException(file + ": the snapshot cannot be read: " + IoReason.of(e), e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (final IOException e) {
      throw cannotRead(e);
    }
  }
}
