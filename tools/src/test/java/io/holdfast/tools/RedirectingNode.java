package io.holdfast.tools;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;

/** A node that takes no commands: whoever says Hello is sent to the one that does. */
public final class RedirectingNode implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final byte[] goodbye;
  private final CompletableFuture<Void> served;

  /**
   * @param primary where it sends its clients, HOST:PORT
   */
  public RedirectingNode(final String primary) throws IOException {
    goodbye = goodbye(primary);
    served = CompletableFuture.runAsync(this::serve);
  }

  private static byte[] goodbye(final String primary) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES]);
    final GoodbyeEncoder message =
        new GoodbyeEncoder()
            .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
            .code(Code.NOT_PRIMARY)
            .text("a standby")
            .primary(primary);
    final int length = MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + length];
    buffer.getBytes(0, frame);
    return frame;
  }

  /** HOST:PORT. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        serveOne();
      }
    } catch (final SocketException closed) {
      if (!server.isClosed()) {
        throw new IllegalStateException(closed);
      }
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serveOne() throws IOException {
    try (Socket socket = server.accept()) {
      final DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte[Integer.reverseBytes(in.readInt())]);
      socket.getOutputStream().write(goodbye);
    }
  }

  /** Fails if the node itself failed. */
  @Override
  public void close() throws IOException {
    server.close();
    served.join();
  }
}
