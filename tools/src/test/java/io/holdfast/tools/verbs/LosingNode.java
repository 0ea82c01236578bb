package io.holdfast.tools.verbs;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.WelcomeEncoder;
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
    final int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH + WelcomeEncoder.BLOCK_LENGTH;
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + messageBytes];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putInt(0, messageBytes, ByteOrder.LITTLE_ENDIAN);
    new WelcomeEncoder()
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
        .protocolVersion(Framing.PROTOCOL_VERSION)
        .durability(Durability.JOURNALED)
        .windowSlots(64)
        .slotBytes(Framing.SLOT_BYTES)
        .listSlots(Framing.LIST_SLOTS)
        .maxFrameBytes(Framing.MAX_MESSAGE_BYTES)
        .heartbeatMs(10_000)
        .epoch(1)
        .timeMs(1);
    return frame;
  }

  /** Fails if it was not asked what it should have been. */
  @Override
  public void close() throws IOException {
    served.join();
    server.close();
  }
}
