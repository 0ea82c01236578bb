package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SubscriberCrowd}, seen from outside. */
final class CrowdProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;
  private int linesRead;

  private CrowdProcess(final Process process, final Path out, final Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it; it does nothing yet.
   *
   * @param lazy so many of them stop reading
   * @param dir for what it says
   */
  static CrowdProcess start(
      final InetSocketAddress node, final int subscribers, final int lazy, final Path dir)
      throws IOException {
    final Path out = dir.resolve("crowd.out");
    final Path err = dir.resolve("crowd.err");
    final Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("holdfast.root"), "bin", "jvm.flags"),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SubscriberCrowd.class.getName(),
                node.getHostString(),
                Integer.toString(node.getPort()),
                Integer.toString(subscribers),
                Integer.toString(lazy))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new CrowdProcess(process, out, err);
  }

  long pid() {
    return process.pid();
  }

  /** Returns when all have their first update. */
  void subscribe(final long sale) throws IOException, InterruptedException {
    say(Long.toString(sale));
    assertThat(nextLine()).isEqualTo("subscribed");
  }

  /** Ends their subscriptions when nothing more comes; gives what they saw. */
  JsonObject finish() throws IOException, InterruptedException {
    say("");
    return JsonParser.parseString(nextLine()).getAsJsonObject();
  }

  private void say(final String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private String nextLine() throws IOException, InterruptedException {
    while (true) {
      final String text = Files.readString(out);
      final List<String> lines = text.lines().toList();
      if (lines.size() > linesRead && text.endsWith("\n")) {
        return lines.get(linesRead++);
      }
      assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
          .as("the crowd ended: %s", err)
          .isFalse();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
