package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same protocol through TLS, and everybody who does not speak it. */
final class TlsTest {
  private static final int NEVER_MS = 600_000;
  private static final String HOST = "127.0.0.1";
  private static final int PATIENCE_MS = 30_000;

  private static TestCertificate certificate;

  private Path dir;
  private TestNode node;

  @BeforeAll
  static void certify(@TempDir final Path shared) {
    certificate = TestCertificate.forLoopback(shared, "node");
  }

  @BeforeEach
  void place(@TestDir final Path testDir) {
    dir = testDir;
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
  }

  private void start(final Path clientCa, final int maxConnections, final int helloMs) {
    final ServerTls tls = ServerTls.read(certificate.certificate(), certificate.key(), clientCa);
    node =
        TestNode.start(
            new AccessConfig(null, tls, maxConnections, Credential.UNLIMITED, helloMs),
            System::nanoTime);
  }

  private RawClient connect(final SSLContext context) {
    try {
      return new RawClient(socket(context));
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLSocket socket(final SSLContext context) throws IOException {
    final SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(HOST, node.gateway.port());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  @Test
  void theProtocolIsTheSame() {
    start(null, 10, NEVER_MS);
    try (RawClient client = connect(certificate.client(null))) {
      client.hello(1_024);
      final byte[][] reserves = new byte[600][];
      for (int i = 0; i < reserves.length; i++) {
        reserves[i] = client.frames.reserve(i + 1L);
      }
      // More than a record of TLS, so that frames lie across records.
      client.send(reserves);
      client.assertAccepted(1, reserves.length);
      client.send(client.frames.basket(1_000, 200));
      client.assertVerdict(1_000, Code.ACCEPTED);
      client.send(new byte[] {1, 0, 0, 0});
      client.assertGoodbye(Code.MALFORMED);
    }
  }

  @Test
  void aFrameMayComeByteByByte() {
    start(null, 10, NEVER_MS);
    try (RawClient client = connect(certificate.client(null))) {
      for (final byte one : client.frames.hello(Role.STOREFRONT, 64)) {
        client.send(new byte[] {one});
      }
      client.welcome();
      for (final byte one : client.frames.reserve(1)) {
        client.send(new byte[] {one});
      }
      client.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void whoSpeaksPlainIsClosedAndOthersGoOn() {
    start(null, 10, NEVER_MS);
    try (RawClient client = connect(certificate.client(null));
        RawClient plain = node.connect()) {
      client.hello(64);
      plain.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      plain.assertClosed();
      client.send(client.frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void whoSaysNothingIsClosed() {
    start(null, 10, 50);
    try (RawClient silent = node.connect()) {
      silent.assertClosed();
    }
  }

  @Test
  void whoAgreesOnAKeyAndSaysNothingIsTold() {
    start(null, 10, 500);
    while (!isToldHelloTimeout()) {
      Thread.onSpinWait();
    }
  }

  /** Whoever is so slow that the time is over before there is a key cannot be told. */
  private boolean isToldHelloTimeout() {
    try (RawClient silent = connect(certificate.client(null))) {
      silent.assertGoodbye(Code.HELLO_TIMEOUT);
      return true;
    } catch (final UncheckedIOException tooSlow) {
      return false;
    }
  }

  @Test
  void beyondTheCeilingNoKeyIsAgreedOn() {
    start(null, 1, NEVER_MS);
    try (RawClient first = connect(certificate.client(null))) {
      first.hello(64);
      try (RawClient second = node.connect()) {
        second.assertClosed();
      }
      first.send(first.frames.reserve(1));
      first.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void aClientWithoutTheRightCertificateIsNotLetIn() {
    final TestCertificate shop = TestCertificate.forLoopback(dir, "shop");
    start(shop.certificate(), 10, NEVER_MS);
    try (RawClient client = connect(certificate.client(shop))) {
      client.hello(64);
      client.send(client.frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
    assertRefused(certificate.client(null));
    assertRefused(certificate.client(TestCertificate.forLoopback(dir, "stranger")));
    assertThat(node.gateway.counts().connections()).isLessThanOrEqualTo(1);
  }

  /** With TLS 1.3 the client learns of it when it reads, or when a write fails after that. */
  private void assertRefused(final SSLContext context) {
    assertThatThrownBy(
            () -> {
              try (SSLSocket socket = socket(context)) {
                socket.startHandshake();
                socket.getOutputStream().write(new Frames().hello(Role.STOREFRONT, 64));
                if (socket.getInputStream().read() < 0) {
                  throw new SSLException("closed without a Welcome");
                }
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void anotherCertificateIsForNewConnections() throws IOException {
    start(null, 10, NEVER_MS);
    final TestCertificate next = TestCertificate.forLoopback(dir, "next");
    try (RawClient old = connect(certificate.client(null))) {
      old.hello(64);
      node.gateway.replaceTls(ServerTls.read(next.certificate(), next.key(), null));
      try (RawClient client = connect(next.client(null))) {
        client.hello(64);
      }
      try (SSLSocket distrustful = socket(certificate.client(null))) {
        assertThatThrownBy(distrustful::startHandshake).isInstanceOf(SSLException.class);
      }
      old.send(old.frames.reserve(1));
      old.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void filesThatAreNoneAreMistakes() throws IOException {
    final Path key = certificate.key();
    final Path pem = certificate.certificate();
    assertMistake(dir.resolve("none"), key, null, dir.resolve("none") + ": no such file");
    assertMistake(pem, dir.resolve("none"), null, dir.resolve("none") + ": no such file");
    assertMistake(pem, key, dir.resolve("none"), dir.resolve("none") + ": no such file");
    final Path nonsense = secret("nonsense", "nonsense");
    assertMistake(nonsense, key, null, nonsense + ": ");
    assertMistake(secret("empty", ""), key, null, dir.resolve("empty") + ": ");
    assertMistake(pem, nonsense, null, nonsense + ": there is no PEM key in it");
    assertMistake(pem, key, nonsense, nonsense + ": ");
    final Path old = secret("old", "-----BEGIN EC PRIVATE KEY-----\nMHcC\n");
    assertMistake(pem, old, null, old + ": has an EC PRIVATE KEY; PKCS#8 without a password");
    final Path damaged =
        secret("damaged", Files.readString(key).replaceFirst("\n.{20}", "\nAAAAAAAAAAAAAAAAAAAA"));
    assertMistake(pem, damaged, null, damaged + ": is not the key of " + pem);
    final TestCertificate other = TestCertificate.forLoopback(dir, "other");
    assertMistake(pem, other.key(), null, other.key() + ": is not the key of " + pem);
    final Path open = secret("open", Files.readString(key));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertMistake(pem, open, null, open + ": everybody on this machine may read or change it");
  }

  private Path secret(final String name, final String text) throws IOException {
    final Path file = Files.writeString(dir.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static void assertMistake(
      final Path pem, final Path key, final Path clientCa, final String beginning) {
    assertThatThrownBy(() -> ServerTls.read(pem, key, clientCa))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith(beginning)
        .hasMessageNotContaining("\n");
  }
}
