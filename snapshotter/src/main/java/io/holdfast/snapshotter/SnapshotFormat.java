package io.holdfast.snapshotter;

import io.holdfast.engine.SnapshotSink;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SnapshotBlockEncoder;
import io.holdfast.protocol.codec.SnapshotFooterEncoder;
import io.holdfast.protocol.codec.SnapshotHeaderEncoder;

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
}
