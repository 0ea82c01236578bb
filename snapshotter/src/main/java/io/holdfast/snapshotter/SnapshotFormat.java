package io.holdfast.snapshotter;

import io.holdfast.engine.SnapshotSink;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SnapshotBlockEncoder;
import io.holdfast.protocol.codec.SnapshotFooterEncoder;
import io.holdfast.protocol.codec.SnapshotHeaderEncoder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** The layout of a snapshot file; docs/reference/snapshot.md draws it. */
final class SnapshotFormat {
  /** Version of the layout. */
  static final int VERSION = 1;

  /** First eight bytes of every snapshot: "HF-SNAP" and a line feed. */
  static final long MAGIC = 0x0A50_414E_532D_4648L;

  static final int MAGIC_BYTES = Long.BYTES;

  /** Magic and header. */
  static final int HEADER_BYTES =
      MAGIC_BYTES + MessageHeaderEncoder.ENCODED_LENGTH + SnapshotHeaderEncoder.BLOCK_LENGTH;

  /** Head of a block. */
  static final int BLOCK_HEAD_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + SnapshotBlockEncoder.BLOCK_LENGTH;

  static final int LARGEST_BLOCK_BYTES = SnapshotSink.LARGEST_MESSAGE_BYTES;

  /** Section of the block that the footer is in. */
  static final int FOOTER = SnapshotFooterEncoder.TEMPLATE_ID;

  private SnapshotFormat() {}

  /** What an I/O error means, for an operator. */
  static String reason(final Throwable error) {
    if (error instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    if (error instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    final String text = String.valueOf(error.getMessage());
    final String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left")) {
      return "no space left on the disk";
    }
    if (lower.contains("read-only file system")) {
      return "the file system is read-only";
    }
    return error instanceof IOException ? text : error.getClass().getSimpleName() + " " + text;
  }
}
