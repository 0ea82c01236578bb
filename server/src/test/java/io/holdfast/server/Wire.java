package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.agrona.concurrent.UnsafeBuffer;

/** A connection over TCP that asks one thing at a time. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  private Wire(final Node node) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(PATIENCE_MS);
  }

  /** Shakes hands. */
  Wire(final Node node, final UnsafeBuffer hello) throws IOException {
    this(node);
    assertThat(header.wrap(ask(hello), 0).templateId()).isEqualTo(WelcomeDecoder.TEMPLATE_ID);
  }

  /** What a node says to a Hello: the code of its Goodbye, or ACCEPTED for a Welcome. */
  static Code answer(final Node node, final UnsafeBuffer hello) throws IOException {
    try (Wire wire = new Wire(node)) {
      final UnsafeBuffer answer = wire.ask(hello);
      return wire.header.wrap(answer, 0).templateId() == WelcomeDecoder.TEMPLATE_ID
          ? Code.ACCEPTED
          : new GoodbyeDecoder().wrapAndApplyHeader(answer, 0, wire.header).code();
    }
  }

  /** Code of the Goodbye that comes without being asked for. */
  Code goodbye() throws IOException {
    return new GoodbyeDecoder().wrapAndApplyHeader(next(), 0, header).code();
  }

  /** Subscribes to the sale, and gets its first numbers. */
  void subscribe(final UnsafeBuffer request) throws IOException {
    assertThat(header.wrap(ask(request), 0).templateId()).isEqualTo(SaleUpdateDecoder.TEMPLATE_ID);
  }

  /** Code of the verdict on a request. */
  Code code(final UnsafeBuffer request) throws IOException {
    return new VerdictDecoder().wrapAndApplyHeader(ask(request), 0, header).code();
  }

  NodeStatusDecoder status(final Requests requests) throws IOException {
    return new NodeStatusDecoder().wrapAndApplyHeader(ask(requests.queryStatus()), 0, header);
  }

  private UnsafeBuffer ask(final UnsafeBuffer request) throws IOException {
    final DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    final byte[] bytes = new byte[request.capacity()];
    request.getBytes(0, bytes);
    out.writeInt(Integer.reverseBytes(bytes.length));
    out.write(bytes);
    return next();
  }

  private UnsafeBuffer next() throws IOException {
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    return new UnsafeBuffer(in.readNBytes(Integer.reverseBytes(in.readInt())));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
