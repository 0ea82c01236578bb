package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same session through TLS, and whom a client does not talk to. */
final class ClientTlsTest {
  private static final SessionConfig CONFIG = SessionConfig.of("tester", Role.STOREFRONT);

  private static TestCertificate certificate;

  private final ClientLoop loop = ClientLoop.start("test-tls");
  private final Events events = new Events();
  private Path dir;
  private FakeNode node;

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
    loop.close();
    if (node != null) {
      node.close();
    }
  }

  private void start(final TestCertificate own) {
    node = new FakeNode(own.node(own).getServerSocketFactory());
  }

  private void connect(final ClientTls tls) {
    loop.connect(node.address(), CONFIG.withTls(tls), events);
  }

  private ClientTls trusting() {
    return ClientTls.trusting(certificate.certificate());
  }

  private void roundTrip(final Peer peer, final long correlationId) {
    loop.execute(
        () -> {
          events.session().reserve(correlationId, 1, 2, 3, 4, 5, 6, 7, 1, 2);
          events.session().flush();
        });
    peer.accept(peer.next(), correlationId);
    assertThat(events.next()).isEqualTo("verdict " + correlationId + " ACCEPTED");
  }

  @Test
  void theSessionIsTheSame() {
    start(certificate);
    connect(trusting());
    try (Peer peer = node.welcome(FakeNode.LIMITS)) {
      assertThat(events.next()).isEqualTo("ready");
      for (int i = 1; i <= 100; i++) {
        roundTrip(peer, i);
      }
      // All of the window at once: more than a record of TLS holds, less than the sockets' buffers.
      loop.execute(
          () -> {
            for (int i = 0; i < FakeNode.LIMITS.windowSlots(); i++) {
              events.session().reserve(1_000 + i, 1, 2, 3, 4, 5, 6, 7, 1, 2);
            }
            events.session().flush();
          });
      for (int i = 0; i < FakeNode.LIMITS.windowSlots(); i++) {
        assertThat(peer.next().correlationId()).isEqualTo(1_000 + i);
      }
    }
    assertThat(events.next()).startsWith("closed: ");
  }

  @Test
  void aNodeWithAnotherCertificateIsNotTalkedTo() {
    start(TestCertificate.forLoopback(dir, "stranger"));
    connect(trusting());
    assertNoHello();
    assertThat(events.next()).startsWith("closed: ").contains("TLS: unable to find valid");
  }

  @Test
  void aNodeOfAnotherNameIsNotTalkedTo() {
    final TestCertificate elsewhere =
        TestCertificate.make(dir, "elsewhere", "dns:elsewhere.invalid");
    start(elsewhere);
    connect(ClientTls.trusting(elsewhere.certificate()));
    assertNoHello();
    assertThat(events.next()).startsWith("closed: ").contains("TLS: No ", "localhost");
  }

  /** The handshake is done by whoever reads, and it fails. */
  private void assertNoHello() {
    try (Peer peer = node.accept()) {
      assertThatThrownBy(peer::next).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aNodeThatSpeaksPlainIsRecognised() {
    node = new FakeNode();
    connect(trusting());
    try (Peer peer = node.accept()) {
      peer.welcome(FakeNode.LIMITS);
      assertThat(events.next()).startsWith("closed: ").contains("TLS: the node does not speak it");
    }
  }

  @Test
  void aCertificateIsShownToANodeThatAsks() {
    final TestCertificate shop = TestCertificate.forLoopback(dir, "shop");
    node =
        new FakeNode(new NeedsClientCertificate(certificate.node(shop).getServerSocketFactory()));
    connect(trusting().withCertificate(shop.certificate(), shop.key()));
    try (Peer peer = node.welcome(FakeNode.LIMITS)) {
      assertThat(events.next()).isEqualTo("ready");
      roundTrip(peer, 1);
    }
  }

  @Test
  void withoutOneSuchANodeSaysSo() {
    node =
        new FakeNode(
            new NeedsClientCertificate(certificate.node(certificate).getServerSocketFactory()));
    connect(trusting());
    assertNoHello();
    assertThat(events.next()).startsWith("closed: ");
  }

  private static final class NeedsClientCertificate extends ServerSocketFactory {
    private final ServerSocketFactory sockets;

    private NeedsClientCertificate(final ServerSocketFactory sockets) {
      this.sockets = sockets;
    }

    @Override
    public ServerSocket createServerSocket(final int port) throws IOException {
      return needing(sockets.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(final int port, final int backlog) throws IOException {
      return needing(sockets.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(
        final int port, final int backlog, final InetAddress address) throws IOException {
      return needing(sockets.createServerSocket(port, backlog, address));
    }

    private static ServerSocket needing(final ServerSocket socket) {
      ((SSLServerSocket) socket).setNeedClientAuth(true);
      return socket;
    }
  }

  @Test
  void filesThatAreNoneAreMistakes() throws IOException {
    final Path none = dir.resolve("none");
    final Path nonsense = Files.writeString(dir.resolve("nonsense"), "nonsense");
    assertThatThrownBy(() -> ClientTls.trusting(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(none + " cannot be read");
    assertThatThrownBy(() -> ClientTls.trusting(nonsense))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TLS: " + nonsense + ": ");
    final ClientTls tls = trusting();
    assertThatThrownBy(() -> tls.withCertificate(certificate.certificate(), nonsense))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(nonsense.toString());
  }

  @Test
  void aSessionKeepsItsTlsThroughOtherChanges() {
    final ClientTls tls = ClientTls.trustingSystem();
    final SessionConfig config =
        CONFIG
            .withTls(tls)
            .withCredential("a secret")
            .withWindowSlots(9)
            .withHandshakeTimeoutMs(10);
    assertThat(config.tls()).isSameAs(tls);
    assertThat(config.toString()).doesNotContain("a secret");
  }
}
