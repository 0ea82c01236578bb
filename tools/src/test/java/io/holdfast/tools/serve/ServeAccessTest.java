package io.holdfast.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that not everybody may use, and the verbs that talk to it. */
final class ServeAccessTest {
  private Path dir;
  private Path credentials;
  private TestCertificate certificate;
  private final List<String> tokens = new ArrayList<>();
  private ServeRun run;

  @BeforeEach
  void prepare(@TestDir final Path testDir) throws IOException {
    dir = testDir;
    certificate = TestCertificate.forLoopback(dir, "node");
    credentials =
        secret("credentials", newCredential("operator") + "\n" + newCredential("storefront"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (run != null) {
      run.stop();
    }
  }

  private Path secret(final String name, final String text) throws IOException {
    final Path file = Files.writeString(dir.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** The line for the node; the token goes into a file named after the role. */
  private String newCredential(final String role) throws IOException {
    final JsonObject made =
        CommandLineRun.of("credential", "new", "--role", role, "--name", role + "s", "--json")
            .json()
            .getAsJsonObject();
    tokens.add(made.get("token").getAsString());
    secret(role + ".token", made.get("token").getAsString() + "\n");
    return made.get("line").getAsString();
  }

  private ServeRun serve(final Object... more) {
    final List<Object> words = new ArrayList<>();
    words.addAll(List.of("--listen", "127.0.0.1:0", "--data-dir", dir.resolve("data")));
    words.addAll(List.of("--credentials", credentials));
    words.addAll(List.of(more));
    run = new ServeRun(words.toArray());
    return run;
  }

  private CommandLineRun ask(final String address, final Object... more) {
    final List<Object> words = new ArrayList<>(List.of("sale", "create", 7, "--connect", address));
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray());
  }

  @Test
  void aTokenInAFileOpensTheNode() throws Exception {
    final String address = serve().awaitAddress();

    final CommandLineRun without = ask(address);
    assertThat(without.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(without.err())
        .contains("NOT_AUTHENTICATED: no such credential, or not one for this role")
        .contains("--token-file FILE or in HOLDFAST_TOKEN");
    assertThat(ask(address, "--token-file", dir.resolve("storefront.token")).err())
        .contains("NOT_AUTHENTICATED");
    assertThat(ask(address, "--token-file", dir.resolve("operator.token")).exitCode())
        .isEqualTo(ExitCode.OK);

    run.stop();
    assertThat(run.out())
        .contains("credentials              as in " + credentials)
        .contains("tls                      none: whoever can listen on the way can read the")
        .contains("max-connections          32,768 at a time")
        .contains("max-rate                 no limit per connection")
        .contains("hello-timeout            5000 ms from connect to Hello");
    assertThat(run.out() + run.err()).doesNotContain(tokens);
    assertNoTokenIn(dir.resolve("data"));
  }

  private void assertNoTokenIn(final Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (final Path file : files.filter(Files::isRegularFile).toList()) {
        final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(tokens).noneMatch(bytes::contains);
      }
    }
  }

  @Test
  void loadTalksToItToo() throws Exception {
    final String address =
        serve("--tls-cert", certificate.certificate(), "--tls-key", certificate.key())
            .awaitAddress();

    final CommandLineRun load =
        CommandLineRun.of(
            "load",
            "--seconds",
            1,
            "--warm-up",
            0,
            "--connections",
            2,
            "--connect",
            address,
            "--tls-ca",
            certificate.certificate(),
            "--token-file",
            dir.resolve("operator.token"),
            "--json");
    assertThat(load.err()).doesNotContain("NOT_AUTHENTICATED");
    assertThat(load.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(load.json().getAsJsonObject().get("accepted").getAsLong()).isPositive();
  }

  @Test
  void tlsWantsTlsAndBothWantACertificate() throws Exception {
    final TestCertificate ann = TestCertificate.forLoopback(dir, "ann");
    final String address =
        serve(
                "--tls-cert",
                certificate.certificate(),
                "--tls-key",
                certificate.key(),
                "--tls-client-ca",
                ann.certificate())
            .awaitAddress();
    final Object token = dir.resolve("operator.token");
    final Object ca = certificate.certificate();

    assertThat(ask(address, "--token-file", token).err()).contains("does it want TLS?");
    assertThat(ask(address, "--token-file", token, "--tls").err())
        .contains("TLS: ")
        .contains("--tls-ca FILE");
    assertThat(ask(address, "--token-file", token, "--tls-ca", ca).exitCode())
        .as("without a certificate")
        .isEqualTo(ExitCode.MISTAKE);
    assertThat(
            ask(
                    address,
                    "--token-file",
                    token,
                    "--tls-ca",
                    ca,
                    "--tls-cert",
                    ann.certificate(),
                    "--tls-key",
                    ann.key())
                .exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(ask(address, "--tls-cert", ann.certificate()).err())
        .isEqualTo("--tls-cert and --tls-key go together\n");
    assertThat(ask(address, "--tls-ca", dir.resolve("none")).err())
        .isEqualTo(
            "TLS: " + dir.resolve("none") + ": " + dir.resolve("none") + " cannot be read\n");
  }

  @Test
  void aMistakeInAFileIsOneLineAndMakesNothing() throws IOException {
    secret("credentials", "operator ann");
    final CommandLineRun mistaken =
        CommandLineRun.of("serve", "--data-dir", dir.resolve("data"), "--credentials", credentials);
    assertThat(mistaken.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(mistaken.err()).startsWith(credentials + ":1: a line is ").hasLineCount(1);
    assertThat(dir.resolve("data")).doesNotExist();
  }

  @Test
  void withoutTlsTheNetworkIsRefused() {
    final CommandLineRun refused =
        CommandLineRun.of(
            "serve",
            "--listen",
            "0.0.0.0:7010",
            "--data-dir",
            dir.resolve("data"),
            "--credentials",
            credentials);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(refused.err()).contains("--i-know-tokens-can-be-read-on-the-way").hasLineCount(1);
    assertThat(dir.resolve("data")).doesNotExist();
  }
}
