package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** A client of any version, put together by hand: it says what it is told to say. */
final class RawSession implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  RawSession(final String address) throws IOException {
    final int colon = address.lastIndexOf(':');
    socket =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /**
   * Says Hello.
   *
   * @param version in the header
   * @param moreBytes that its block has beyond what this build knows
   * @param highest version that it says it speaks
   */
  void hello(final int version, final int moreBytes, final int highest) throws IOException {
    send(
        HelloDecoder.TEMPLATE_ID,
        version,
        HelloDecoder.BLOCK_LENGTH + moreBytes,
        2 * Short.BYTES + moreBytes,
        block -> block.putShort((short) highest).put((byte) Role.STOREFRONT.value()).putInt(64));
  }

  /** Reserves one unit; reservation and buyer are numbered like the request. */
  void reserve(
      final int version, final int moreBytes, final long number, final long sale, final long item)
      throws IOException {
    send(
        ReserveDecoder.TEMPLATE_ID,
        version,
        ReserveDecoder.BLOCK_LENGTH + moreBytes,
        0,
        block ->
            block
                .putLong(number)
                .putLong(1)
                .putLong(number)
                .putLong(sale)
                .putLong(item)
                .putLong(number)
                .putLong(0)
                .putInt(1));
  }

  /** A frame whose block is zeros where nothing is put. */
  private void send(
      final int template,
      final int version,
      final int blockBytes,
      final int bytesBehind,
      final Consumer<ByteBuffer> fields)
      throws IOException {
    final int length = MessageHeaderDecoder.ENCODED_LENGTH + blockBytes + bytesBehind;
    final ByteBuffer frame =
        ByteBuffer.allocate(Framing.LENGTH_FIELD_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(length).putShort((short) blockBytes).putShort((short) template);
    frame.putShort((short) HelloDecoder.SCHEMA_ID).putShort((short) version);
    fields.accept(frame);
    socket.getOutputStream().write(frame.array());
  }

  WelcomeDecoder welcome() throws IOException {
    return next(new WelcomeDecoder());
  }

  VerdictDecoder verdict() throws IOException {
    return next(new VerdictDecoder());
  }

  /** The header of what was read last. */
  MessageHeaderDecoder header() {
    return header;
  }

  private <T extends MessageDecoderFlyweight> T next(final T decoder) throws IOException {
    final byte[] message = new byte[Integer.reverseBytes(in.readInt())];
    in.readFully(message);
    final UnsafeBuffer buffer = new UnsafeBuffer(message);
    header.wrap(buffer, 0);
    assertThat(header.templateId()).isEqualTo(decoder.sbeTemplateId());
    decoder.wrap(
        buffer, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
    return decoder;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
