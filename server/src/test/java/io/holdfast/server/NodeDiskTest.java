package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import io.holdfast.test.TestDir;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Before the disk is full, clients are told; nothing is lost and nobody is thrown out. */
final class NodeDiskTest {
  private static final long MORE_THAN_ANY_DISK = 1L << 60;
  private static final int PATIENCE_MS = 30_000;

  private final Requests requests = new Requests();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  @Test
  void requestsAreRefusedWhenItIsNearlyFull(@TestDir final Path dir) throws IOException {
    final Configs configs = new Configs(dir.resolve("data"));
    configs.minFreeBytes = MORE_THAN_ANY_DISK;
    try (Node node = configs.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      assertThat(header.wrap(ask(socket, requests.hello()), 0).templateId())
          .isEqualTo(WelcomeDecoder.TEMPLATE_ID);
      for (long id = 1; id <= 3; id++) {
        final UnsafeBuffer answer = ask(socket, requests.reserve(id, 1));
        final VerdictDecoder verdict = new VerdictDecoder().wrapAndApplyHeader(answer, 0, header);
        assertThat(verdict.correlationId()).isEqualTo(id);
        assertThat(verdict.code()).isEqualTo(Code.JOURNAL_FULL);
      }
    }
    assertThat(configs.log).anyMatch(line -> line.startsWith("journal disk nearly full: "));
    assertThat(configs.fatal).isEmpty();
  }

  private static UnsafeBuffer ask(final Socket socket, final UnsafeBuffer request)
      throws IOException {
    final DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    final byte[] bytes = new byte[request.capacity()];
    request.getBytes(0, bytes);
    out.writeInt(Integer.reverseBytes(bytes.length));
    out.write(bytes);
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    return new UnsafeBuffer(in.readNBytes(Integer.reverseBytes(in.readInt())));
  }
}
