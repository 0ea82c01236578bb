package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand subscribers to one sale's numbers, in a process of their own, beside a steady load:
 * not one verdict differs from a run without them, none of them misses anything, and those that do
 * not read cost a bounded amount of memory. Says how late the updates and the answers were.
 */
@Tag("slow")
final class ManySubscribersTest {
  private static final int SUBSCRIBERS = Integer.getInteger("holdfast.subscribers", 10_000);
  private static final int LAZY = SUBSCRIBERS / 100;
  private static final int RATE = Integer.getInteger("holdfast.subscribers.rate", 50_000);
  private static final int SECONDS = Integer.getInteger("holdfast.subscribers.seconds", 20);
  private static final int INTERVAL_MS = 100;
  private static final long SALE = 1;

  /** Below half of what is asked for, so that the last commands are refused. */
  private static final long UNITS = (long) RATE * SECONDS * 2 / 5;

  /** Memory of the node for each subscriber: its connection, its buffers and its place here. */
  private static final long MOST_BYTES_EACH = 64 * 1024;

  private static final int REPORT_TIMEOUT_SECONDS = 60;

  @Test
  @TimeLimit(900)
  void costNoVerdictAndMissNothing(@TestDir final Path dir)
      throws IOException, InterruptedException {
    final SteadyLoad.Result alone = run(dir.resolve("alone"), null);
    final JsonObject seen = new JsonObject();
    final SteadyLoad.Result beside = run(dir.resolve("beside"), seen);

    System.out.println("alone:  " + alone);
    System.out.println("beside: " + beside);
    System.out.println("seen:   " + seen);
    assertThat(beside.digest()).isEqualTo(alone.digest());
    assertThat(alone.accepted()).isEqualTo(2 * UNITS);
    assertThat(seen.get("gaps").getAsLong()).isZero();
    assertThat(seen.get("behind").getAsLong()).isZero();
    assertThat(seen.get("fewest").getAsLong()).isGreaterThan(1);
    assertThat(seen.get("bytesEach").getAsLong()).isLessThan(MOST_BYTES_EACH);
  }

  /**
   * One load on a new node.
   *
   * @param seen gets what subscribers saw; null: there are none
   */
  private static SteadyLoad.Result run(final Path dir, final JsonObject seen)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      node.startAgain(List.of("--push-interval", INTERVAL_MS + "ms"));
      node.openSale(SALE);
      holdfast
          .run(
              "stock",
              "add",
              Long.toString(SALE),
              "1",
              Long.toString(UNITS),
              "--connect",
              node.address())
          .expectSuccess();
      return seen == null ? load(node) : loadBeside(dir, node, seen);
    }
  }

  private static SteadyLoad.Result load(final ServedNode node) {
    return SteadyLoad.run(address(node), SALE, RATE, SECONDS);
  }

  private static SteadyLoad.Result loadBeside(
      final Path dir, final ServedNode node, final JsonObject seen)
      throws IOException, InterruptedException {
    final long bytesBefore = residentBytes(node.pid());
    final Path out = dir.resolve("crowd.out");
    final Process process = crowd(node, dir, out);
    try {
      while (!Files.readString(out).contains("subscribed")) {
        assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
            .as("the crowd: %s", dir.resolve("crowd.err"))
            .isFalse();
      }
      final long bytesEach = (residentBytes(node.pid()) - bytesBefore) / SUBSCRIBERS;
      final SteadyLoad.Result result = load(node);
      final long bytesEachAfterwards = (residentBytes(node.pid()) - bytesBefore) / SUBSCRIBERS;
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      assertThat(process.waitFor(REPORT_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      final String report = Files.readString(out).lines().skip(1).findFirst().orElseThrow();
      JsonParser.parseString(report)
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> seen.add(entry.getKey(), entry.getValue()));
      seen.addProperty("bytesEach", bytesEach);
      seen.addProperty("bytesEachAfterwards", bytesEachAfterwards);
      return result;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process crowd(final ServedNode node, final Path dir, final Path out)
      throws IOException {
    final InetSocketAddress address = address(node);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("holdfast.root"), "bin", "jvm.flags"),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SubscriberCrowd.class.getName(),
            address.getHostString(),
            Integer.toString(address.getPort()),
            Long.toString(SALE),
            Integer.toString(SUBSCRIBERS),
            Integer.toString(LAZY))
        .redirectOutput(out.toFile())
        .redirectError(dir.resolve("crowd.err").toFile())
        .start();
  }

  private static InetSocketAddress address(final ServedNode node) {
    final int colon = node.address().lastIndexOf(':');
    return new InetSocketAddress(
        node.address().substring(0, colon), Integer.parseInt(node.address().substring(colon + 1)));
  }

  /** Memory that a process has, outside its heap too. */
  private static long residentBytes(final long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
