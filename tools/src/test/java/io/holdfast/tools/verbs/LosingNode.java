package io.holdfast.tools.verbs;

import io.holdfast.protocol.Framing;
import io.holdfast.tools.Welcome;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;

/** Welcomes one client, takes its first command and goes away without an answer. */
final class LosingNode implements AutoCloseable {
  private static final int WINDOW_SLOTS = 64;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Void> served;

  LosingNode() throws IOException {
    served = CompletableFuture.runAsync(this::serve);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      final DataInputStream in = new DataInputStream(socket.getInputStream());
      readFrame(in);
      socket.getOutputStream().write(welcome());
      readFrame(in);
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readFrame(final DataInputStream in) throws IOException {
    in.readFully(new byte[Integer.reverseBytes(in.readInt())]);
  }

  private static byte[] welcome() {
    final UnsafeBuffer message = new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES]);
    final int length = Welcome.encode(message, WINDOW_SLOTS);
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + length];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(Framing.LENGTH_FIELD_BYTES, message, 0, length);
    return frame;
  }

  /** Fails if it was not asked what it should have been. */
  @Override
  public void close() throws IOException {
    served.join();
    server.close();
  }
}
