package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.TestCertificate;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The client in another language, written from the reference: it is right, here and on the wire.
 */
@TimeLimit(180)
final class PythonClientTest {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
  private static final int PATIENCE_SECONDS = 120;
  private static final String NODE_THAT_IS_NOT_THERE = "127.0.0.1:1";

  @Test
  void doesItsWorkOnALiveNode(@TestDir final Path dir) throws IOException, InterruptedException {
    assumePython(dir);
    try (ServedNode node = ServedNode.start(new Holdfast(dir), dir.resolve("data"))) {
      final Holdfast.Result checked =
          python(dir, ROOT.resolve("clients/python/check").toString(), node.address());
      assertThat(checked.expectSuccess())
          .contains("ok      reserve, the same again, another under the same id, confirm")
          .contains("ok      subscriptions: a sale as an observer, a reservation, a ticket")
          .contains("frames that make no sense are refused")
          .endsWith("all is right\n");
      node.stop();
    }
  }

  @Test
  void bringsItsTokenWhereTheNodeAsksForOne(@TestDir final Path dir)
      throws IOException, InterruptedException {
    assumePython(dir);
    final Holdfast holdfast = new Holdfast(dir);
    final JsonObject made =
        JsonParser.parseString(
                holdfast
                    .run("credential", "new", "--role", "operator", "--name", "check", "--json")
                    .expectSuccess())
            .getAsJsonObject();
    final Path token = secret(dir.resolve("check.token"), made.get("token").getAsString());
    final Path credentials = secret(dir.resolve("credentials"), made.get("line").getAsString());
    final String check = ROOT.resolve("clients/python/check").toString();
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      node.startAgain(List.of("--credentials", credentials.toString()));
      assertThat(
              python(dir, check, node.address(), "--token-file", token.toString()).expectSuccess())
          .endsWith("all is right\n");
      final Holdfast.Result without = python(dir, check, node.address());
      assertThat(without.exitCode()).isEqualTo(1);
      assertThat(without.out())
          .contains("FAILED  Refused: the node said goodbye: NOT_AUTHENTICATED");
      node.stop();
    }
  }

  @Test
  @Tag("slow")
  void speaksTls(@TestDir final Path dir) throws IOException, InterruptedException {
    assumePython(dir);
    final TestCertificate certificate = TestCertificate.forLoopback(dir, "node");
    final TestCertificate other = TestCertificate.forLoopback(dir, "other");
    final String check = ROOT.resolve("clients/python/check").toString();
    try (ServedNode node = ServedNode.of(new Holdfast(dir), dir.resolve("data"))) {
      node.startAgain(
          List.of(
              "--tls-cert",
              certificate.certificate().toString(),
              "--tls-key",
              certificate.key().toString()));
      assertThat(
              python(dir, check, node.address(), "--tls-ca", certificate.certificate().toString())
                  .expectSuccess())
          .endsWith("all is right\n");
      final Holdfast.Result stranger =
          python(dir, check, node.address(), "--tls-ca", other.certificate().toString());
      assertThat(stranger.exitCode()).isEqualTo(1);
      assertThat(stranger.out()).contains("FAILED  NotSent: no TLS with 127.0.0.1");
    }
  }

  private static Path secret(final Path file, final String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text + "\n");
  }

  @Test
  void knowsTheMessagesOfTheReference(@TestDir final Path dir)
      throws IOException, InterruptedException {
    assumePython(dir);
    python(dir, ROOT.resolve("clients/python/tables.py").toString(), "--check").expectSuccess();
  }

  @Test
  void aWrongVectorIsFound(@TestDir final Path dir) throws IOException, InterruptedException {
    assumePython(dir);
    copy("clients/python", dir);
    copy("protocol/test-vectors", dir);
    final Path vectors = dir.resolve("protocol/test-vectors/storefront.json");
    final String text = Files.readString(vectors);
    final String changed = text.replaceFirst("\"quantity\": \\d+", "\"quantity\": 4711");
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(vectors, changed);
    final Holdfast.Result checked =
        python(dir, dir.resolve("clients/python/check").toString(), NODE_THAT_IS_NOT_THERE);
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out()).contains("FAILED  CheckFailed: bytes of Reserve, ordinary");
  }

  @Test
  void aNodeThatIsNotThereIsNoSuccess(@TestDir final Path dir)
      throws IOException, InterruptedException {
    assumePython(dir);
    final Holdfast.Result checked =
        python(dir, ROOT.resolve("clients/python/check").toString(), NODE_THAT_IS_NOT_THERE);
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("FAILED  NotSent: cannot connect to 127.0.0.1:1")
        .doesNotContain("all is right");
  }

  private static void assumePython(final Path dir) throws InterruptedException {
    String version;
    try {
      version = python(dir, "-c", "import sys; print(sys.version_info >= (3, 8))").out().trim();
    } catch (final IOException e) {
      version = e.getMessage();
    }
    assumeThat(version)
        .as("python3, 3.8 or later, is needed to run the client in Python")
        .isEqualTo("True");
  }

  private static Holdfast.Result python(final Path dir, final String... arguments)
      throws IOException, InterruptedException {
    final Path out = dir.resolve("python.out");
    final Path err = dir.resolve("python.err");
    final ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("python3"), Stream.of(arguments)).toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    final Process process = builder.start();
    final boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().onExit().join();
    }
    assertThat(ended).as("python3 %s ends", List.of(arguments)).isTrue();
    return new Holdfast.Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static void copy(final String tree, final Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(tree))) {
      for (final Path file : files.filter(Files::isRegularFile).toList()) {
        final Path target = dir.resolve(ROOT.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
