package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.gateway.Credential;
import io.holdfast.gateway.GatewayException;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a node may listen, and the files that say who may come in. */
final class NodeAccessTest {
  private static final String OLD = "old".repeat(15);
  private static final String NEW = "new".repeat(15);
  private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

  private final Requests requests = new Requests();
  private Path dir;
  private Path file;
  private Configs configs;

  @BeforeEach
  void place(@TestDir final Path testDir) throws IOException {
    dir = testDir;
    file = dir.resolve("credentials");
    configs = new Configs(dir.resolve("data"));
    write(line(OLD));
  }

  private static String line(final String token) {
    return Credential.of(Role.STOREFRONT, token.substring(0, 3), token).line();
  }

  /** As an operator should: the whole file at once. */
  private void write(final String text) throws IOException {
    final Path next = Files.writeString(dir.resolve("next"), text);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private NodeAccess access(final NodeAccess.Tls tls, final boolean plainOnNetwork) {
    return new NodeAccess(file, tls, plainOnNetwork, 100, Credential.UNLIMITED, 60_000);
  }

  private void awaitLog(final String beginning) {
    final long start = System.nanoTime();
    while (configs.log.stream().noneMatch(line -> line.startsWith(beginning))) {
      if (System.nanoTime() - start > DEADLINE_NS) {
        throw new AssertionError("never said: " + beginning + " but " + configs.log);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutTlsTheNetworkHasToBeAskedFor() throws IOException {
    configs.host = "0.0.0.0";
    configs.access = access(null, false);
    assertThatThrownBy(configs::start)
        .isInstanceOf(NodeException.class)
        .hasMessageStartingWith("without TLS everybody on the way can read the tokens")
        .hasMessageEndingWith("not on 0.0.0.0");
    assertThat(configs.dataDir()).doesNotExist();

    configs.access = access(null, true);
    try (Node node = configs.start()) {
      assertThat(Wire.answer(node, requests.hello(OLD))).isEqualTo(Code.ACCEPTED);
      assertThat(Wire.answer(node, requests.hello(NEW))).isEqualTo(Code.NOT_AUTHENTICATED);
      assertThat(Wire.answer(node, requests.hello())).isEqualTo(Code.NOT_AUTHENTICATED);
    }
  }

  @Test
  void withTlsAndCredentialsAnyAddressWillDo() {
    final TestCertificate certificate = TestCertificate.forLoopback(dir, "node");
    configs.host = "0.0.0.0";
    final NodeAccess.Tls tls =
        new NodeAccess.Tls(certificate.certificate(), certificate.key(), null);
    configs.access = access(tls, false);
    configs.start().close();

    configs.access = new NodeAccess(null, tls, true, 100, Credential.UNLIMITED, 60_000);
    assertThatThrownBy(configs::start)
        .hasMessageStartingWith("a node without credentials listens on a loopback address only");
  }

  @Test
  void aFileThatCannotBeUsedKeepsItFromStarting() throws IOException {
    write("operator ann");
    configs.access = access(null, false);
    assertThatThrownBy(configs::start)
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith(file + ":1: ");
    assertThat(configs.dataDir()).doesNotExist();
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    configs.access = access(null, false);
    try (Node node = configs.start();
        Wire old = new Wire(node, requests.hello(OLD))) {
      write(line(NEW));
      awaitLog("credentials read again: " + file);
      assertThat(old.goodbye()).isEqualTo(Code.NOT_AUTHENTICATED);
      assertThat(Wire.answer(node, requests.hello(NEW))).isEqualTo(Code.ACCEPTED);
      assertThat(Wire.answer(node, requests.hello(OLD))).isEqualTo(Code.NOT_AUTHENTICATED);
    }
    assertThat(configs.log).noneMatch(line -> line.contains(OLD) || line.contains(NEW));
  }

  @Test
  void aChangedFileThatIsWrongIsNotTaken() throws IOException {
    configs.access = access(null, false);
    try (Node node = configs.start()) {
      write("nonsense");
      awaitLog("WARNING: " + file + ":1: a line is ROLE NAME SHA256");
      assertThat(Wire.answer(node, requests.hello(OLD))).isEqualTo(Code.ACCEPTED);
      Files.delete(file);
      awaitLog("WARNING: " + file + ": no such file; what was read before stays in force");
      assertThat(Wire.answer(node, requests.hello(OLD))).isEqualTo(Code.ACCEPTED);
      write(line(NEW));
      awaitLog("credentials read again: " + file);
      assertThat(Wire.answer(node, requests.hello(NEW))).isEqualTo(Code.ACCEPTED);
    }
  }

  @Test
  void aChangedCertificateIsReadAgain() throws IOException {
    final TestCertificate first = TestCertificate.forLoopback(dir, "node");
    final TestCertificate second = TestCertificate.forLoopback(dir, "second");
    configs.access = access(new NodeAccess.Tls(first.certificate(), first.key(), null), false);
    final SSLContext trustsSecond = second.client(null);
    try (Node node = configs.start()) {
      Files.move(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
      Files.move(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
      awaitLog("certificate read again: " + first.certificate());
      try (SSLSocket socket =
          (SSLSocket) trustsSecond.getSocketFactory().createSocket("127.0.0.1", node.port())) {
        socket.startHandshake();
        assertThat(socket.getSession().isValid()).isTrue();
      }
    }
  }
}
