package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
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

  /** Shakes hands. */
  Wire(final Node node, final UnsafeBuffer hello) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
    socket.setSoTimeout(PATIENCE_MS);
    assertThat(header.wrap(ask(hello), 0).templateId()).isEqualTo(WelcomeDecoder.TEMPLATE_ID);
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
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    return new UnsafeBuffer(in.readNBytes(Integer.reverseBytes(in.readInt())));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
