package io.holdfast.engine;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The buffer in which messages of a state are written, one after the other. */
final class StateMessages {
  final UnsafeBuffer buffer =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SnapshotSink.LARGEST_MESSAGE_BYTES));
  final MessageHeaderEncoder header = new MessageHeaderEncoder();

  private final SnapshotSink sink;

  StateMessages(final SnapshotSink sink) {
    this.sink = sink;
  }

  /**
   * Hands over the message that was written from 0 on.
   *
   * @param encodedLength without the header
   */
  void send(final int section, final int entries, final int encodedLength) {
    sink.message(section, entries, buffer, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }
}
