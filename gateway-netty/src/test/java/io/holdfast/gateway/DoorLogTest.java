package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says about who comes, and that it never says with what. */
final class DoorLogTest {
  private static final String TOKEN = "token".repeat(9);
  private static final int NEVER_MS = 600_000;

  /** Everything of the program and its libraries, down to what is usually not shown. */
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private final Level usual = root.getLevel();
  private final Lines lines = new Lines();

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    protected void append(final ILoggingEvent event) {
      seen.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    root.setLevel(usual);
    root.detachAppender(lines);
  }

  private void assertSaidWithoutToken(final String what) {
    Await.until(
        "the log says " + what, () -> lines.seen.stream().anyMatch(line -> line.contains(what)));
    final byte[] token = TOKEN.getBytes(StandardCharsets.US_ASCII);
    final String hex = HexFormat.of().formatHex(token);
    final String hash = HexFormat.of().formatHex(Credential.sha256(TOKEN));
    assertThat(lines.seen)
        .noneMatch(line -> line.contains(TOKEN))
        .noneMatch(line -> line.contains(hex))
        .noneMatch(line -> line.contains(hash));
  }

  private static AccessConfig access(final Credential credential, final ServerTls tls) {
    return new AccessConfig(List.of(credential), tls, 10, Credential.UNLIMITED, NEVER_MS);
  }

  @Test
  void whoIsLetInIsNamedAndWhoIsNotHasAnAddress() {
    root.setLevel(Level.INFO);
    final Credential shop = Credential.of(Role.STOREFRONT, "the-shop", TOKEN);
    try (TestNode node = TestNode.start(access(shop, null), System::nanoTime);
        RawClient welcome = node.connect();
        RawClient refused = node.connect()) {
      welcome.send(welcome.frames.hello(Role.STOREFRONT, TOKEN));
      welcome.welcome();
      assertSaidWithoutToken("let in as STOREFRONT by 'the-shop'");
      refused.send(refused.frames.hello(Role.OPERATOR, TOKEN));
      refused.assertGoodbye(Code.NOT_AUTHENTICATED);
      assertSaidWithoutToken("/127.0.0.1:" + refused.localPort() + " refused: NOT_AUTHENTICATED");
    }
  }

  @Test
  void aTokenInTheClearToANodeWithTlsIsNotRepeated(@TestDir final Path dir) {
    final TestCertificate certificate = TestCertificate.forLoopback(dir, "node");
    final ServerTls tls = ServerTls.read(certificate.certificate(), certificate.key(), null);
    final Credential shop = Credential.of(Role.STOREFRONT, "shop", TOKEN);
    try (TestNode node = TestNode.start(access(shop, tls), System::nanoTime);
        RawClient plain = node.connect()) {
      plain.send(plain.frames.hello(Role.STOREFRONT, TOKEN));
      plain.assertClosed();
      assertSaidWithoutToken("refused: TLS: what came is no TLS");
    }
  }

  @Test
  void aCrowdDoesNotFloodIt() {
    final AtomicLong nowNs = new AtomicLong();
    final DoorLog log = new DoorLog(nowNs::get);
    final InetSocketAddress remote = InetSocketAddress.createUnresolved("stranger", 1);
    for (int i = 0; i < 1_000; i++) {
      log.refused(remote, Code.NOT_AUTHENTICATED, "flood");
    }
    assertThat(lines.seen).hasSize(10).allMatch(line -> line.contains("NOT_AUTHENTICATED (flood)"));
    nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
    log.refused(remote, Code.HELLO_TIMEOUT, "later");
    assertThat(lines.seen).hasSize(12);
    assertThat(lines.seen.get(10)).startsWith("990 more were refused in the meantime");
    assertThat(lines.seen.get(11)).contains("HELLO_TIMEOUT (later)");
  }
}
