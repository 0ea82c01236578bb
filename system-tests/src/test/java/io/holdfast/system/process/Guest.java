package io.holdfast.system.process;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.agrona.concurrent.UnsafeBuffer;

/** One connection of a crowd that shares a selector and its thread. */
abstract class Guest {
  private final InetSocketAddress node;
  private final Selector selector;
  private final ByteBuffer read;
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private SocketChannel channel;
  private SelectionKey key;

  /**
   * @param readBytes most that is read at a time; longer than any message that may come
   */
  Guest(final InetSocketAddress node, final Selector selector, final int readBytes) {
    this.node = node;
    this.selector = selector;
    this.read = ByteBuffer.allocate(readBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Connects and says something, which must fit the socket's buffer.
   *
   * @param interest of its key
   */
  final void enter(final byte[] words, final int interest) throws IOException {
    channel = SocketChannel.open(node);
    channel.write(ByteBuffer.wrap(words));
    channel.configureBlocking(false);
    read.clear();
    key = channel.register(selector, interest, this);
  }

  /** Closes the connection. */
  final void leave() throws IOException {
    key.cancel();
    channel.close();
  }

  final SocketChannel channel() {
    return channel;
  }

  final MessageHeaderDecoder header() {
    return header;
  }

  /** Reads and writes what can be. */
  final void onSelected() {
    try {
      if (key.isValid() && key.isReadable()) {
        read();
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (final IOException e) {
      onLost(e.getMessage());
    }
  }

  private void read() throws IOException {
    if (channel.read(read) < 0) {
      onLost("the node closed the connection");
      return;
    }
    read.flip();
    while (read.remaining() >= Framing.LENGTH_FIELD_BYTES) {
      final int at = read.position() + Framing.LENGTH_FIELD_BYTES;
      final int lengthBytes = read.getInt(read.position());
      if (at + lengthBytes > read.limit()) {
        break;
      }
      message.wrap(read.array(), at, lengthBytes);
      read.position(at + lengthBytes);
      onMessage(header.wrap(message, 0).templateId(), message);
    }
    read.compact();
  }

  /** The socket takes bytes, if that is of interest. */
  void write() throws IOException {}

  /** A message came; its header is at the start of the buffer, and {@link #header} is on it. */
  abstract void onMessage(int templateId, UnsafeBuffer buffer);

  /** The connection ended without having been left. */
  void onLost(final String why) {
    throw new IllegalStateException(getClass().getSimpleName() + ": " + why);
  }

  /** A frame with a Hello. */
  static byte[] hello(final int windowSlots) {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    final HelloEncoder hello =
        new HelloEncoder()
            .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
            .protocolVersion(Framing.PROTOCOL_VERSION)
            .role(Role.STOREFRONT)
            .windowSlots(windowSlots)
            .clientName("neighbour")
            .credential("");
    final int end = frame(buffer, 0, hello.encodedLength());
    final byte[] bytes = new byte[end];
    buffer.getBytes(0, bytes);
    return bytes;
  }

  /** Writes the length before a message; returns where the frame ends. */
  static int frame(final UnsafeBuffer buffer, final int at, final int bodyBytes) {
    final int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
    buffer.putInt(at, messageBytes, ByteOrder.LITTLE_ENDIAN);
    return at + Framing.LENGTH_FIELD_BYTES + messageBytes;
  }
}
