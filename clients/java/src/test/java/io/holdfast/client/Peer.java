package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The node's end of one connection. */
final class Peer implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  Peer(final Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(FakeNode.PATIENCE_MS);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
  }

  /** One message of the client. The correlation id is 0 for Hello, which has none. */
  record Request(int templateId, long correlationId, UnsafeBuffer message) {}

  /** Waits for the next message. */
  Request next() {
    try {
      final byte[] message = new byte[Integer.reverseBytes(in.readInt())];
      in.readFully(message);
      final UnsafeBuffer buffer = new UnsafeBuffer(message);
      final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
      final long correlationId =
          header.templateId() == HelloDecoder.TEMPLATE_ID
              ? 0
              : buffer.getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
      return new Request(header.templateId(), correlationId, buffer);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the client has closed; throws if it sends something instead. */
  boolean atEnd() {
    try {
      final int next = in.read();
      if (next >= 0) {
        throw new AssertionError("the client still sends");
      }
      return true;
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that have arrived and were not read. */
  int waitingBytes() {
    try {
      return in.available();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void welcome(final SessionLimits limits) {
    send(Frames.welcome(Framing.PROTOCOL_VERSION, limits));
  }

  void accept(final Request request, final long sequence) {
    send(Frames.verdict(request.correlationId(), Code.ACCEPTED, sequence, 1));
  }

  void send(final byte[] bytes) {
    send(bytes, 0, bytes.length);
  }

  void send(final byte[] bytes, final int offset, final int length) {
    try {
      socket.getOutputStream().write(bytes, offset, length);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
