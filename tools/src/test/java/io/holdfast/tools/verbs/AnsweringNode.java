package io.holdfast.tools.verbs;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.tools.Welcome;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A node without rules: it answers each kind of request as the test says, one connection after the
 * other, and keeps what it was sent.
 */
final class AnsweringNode implements AutoCloseable {
  /** Writes one answer. */
  interface Answer {
    /** Writes the message at the start of the buffer and returns its length. */
    int encode(long correlationId, UnsafeBuffer out);
  }

  private static final int WINDOW_SLOTS = 64;
  private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();
  private final List<UnsafeBuffer> requests = new CopyOnWriteArrayList<>();
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES]);
  private final CompletableFuture<Void> served;

  AnsweringNode() throws IOException {
    served = CompletableFuture.runAsync(this::serve);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Sets what requests of this template are answered with from now on. */
  void answer(final int templateId, final Answer answer) {
    answers.put(templateId, answer);
  }

  /** Templates of what it was sent, Hellos left out. */
  List<Integer> templates() {
    return requests.stream().map(AnsweringNode::templateOf).toList();
  }

  /** The last request, header included. */
  UnsafeBuffer lastRequest() {
    return requests.get(requests.size() - 1);
  }

  private static int templateOf(final UnsafeBuffer message) {
    return new MessageHeaderDecoder().wrap(message, 0).templateId();
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
      while (true) {
        final UnsafeBuffer message =
            new UnsafeBuffer(in.readNBytes(Integer.reverseBytes(in.readInt())));
        send(socket.getOutputStream(), answerTo(message));
      }
    } catch (final EOFException clientHasGone) {
      // The next one, please.
    }
  }

  private int answerTo(final UnsafeBuffer message) {
    final int templateId = templateOf(message);
    if (templateId == HelloDecoder.TEMPLATE_ID) {
      return Welcome.encode(out, WINDOW_SLOTS);
    }
    requests.add(message);
    final Answer answer = answers.get(templateId);
    if (answer == null) {
      throw new IllegalStateException("nothing to say to template " + templateId);
    }
    return answer.encode(message.getLong(HEADER_BYTES, ByteOrder.LITTLE_ENDIAN), out);
  }

  private void send(final OutputStream to, final int length) throws IOException {
    final byte[] frame = new byte[Framing.LENGTH_FIELD_BYTES + length];
    final UnsafeBuffer buffer = new UnsafeBuffer(frame);
    buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(Framing.LENGTH_FIELD_BYTES, out, 0, length);
    to.write(frame);
  }

  /** Fails if the node itself failed. */
  @Override
  public void close() throws IOException {
    server.close();
    served.join();
  }
}
