package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.examples.BasketCheckout;
import io.holdfast.client.examples.Checkout;
import io.holdfast.client.examples.Quickstart;
import io.holdfast.client.examples.ResendAfterCrash;
import io.holdfast.client.examples.WaitingRoomStorefront;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples of the Java client do what they say, against a node that is served as a user would.
 */
final class ExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
  private static final Path SOURCES =
      ROOT.resolve("clients/java/src/example/java/io/holdfast/client/examples");

  /** An example's code, which takes a node's address and prints. */
  private interface Example {
    void run(String address, PrintStream out) throws IOException;
  }

  private static List<String> lines(final ServedNode node, final Example example)
      throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    example.run(node.address(), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  @TimeLimit(120)
  void everyExampleRuns(@TestDir final Path dir) throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.start(new Holdfast(dir), dir.resolve("data"))) {
      assertThat(lines(node, Quickstart::run))
          .containsExactly(
              "reserve: ACCEPTED, 2 held",
              "begin payment: ACCEPTED, PAYING",
              "confirm: ACCEPTED, CONFIRMED",
              "available 8, sold 2");
      assertThat(lines(node, Checkout::run))
          .containsExactly(
              "paid in time: bought",
              "paid late: bought, after the deadline",
              "the other one: bought",
              "paid too late: the units are gone, refund the buyer");
      assertThat(lines(node, BasketCheckout::run))
          .containsExactly(
              "three items: SOLD_OUT",
              "because of item 2",
              "two items: ACCEPTED, 2 units held",
              "paid: ACCEPTED, 2 units bought",
              "cup sent back: ACCEPTED, CANCELLED");
      checkWaitingRoom(lines(node, WaitingRoomStorefront::run));
      assertThat(lines(node, ResendAfterCrash::run))
          .contains("crashed")
          .filteredOn(line -> line.startsWith("sent again: ACCEPTED"))
          .hasSize(3);
      runAsDocumented(node, dir);
      node.stop();
    }
  }

  private static void checkWaitingRoom(final List<String> lines) {
    assertThat(lines.get(0)).matches("announced: the seed's SHA-256 is [0-9a-f]{64}");
    assertThat(lines)
        .filteredOn(line -> line.endsWith(": WAITING, place drawn at the opening"))
        .hasSize(8);
    assertThat(lines).filteredOn(line -> line.matches("buyer .: place ., PROVEN")).hasSize(8);
    assertThat(lines).filteredOn(line -> line.endsWith(": ACCEPTED")).hasSize(8);
  }

  /** The command of clients/java/README.md, word by word but for the address. */
  private static void runAsDocumented(final ServedNode node, final Path dir)
      throws IOException, InterruptedException {
    final String command =
        Files.readAllLines(ROOT.resolve("clients/java/README.md")).stream()
            .filter(line -> line.startsWith("java @bin/jvm.flags"))
            .findFirst()
            .orElseThrow()
            .replace("127.0.0.1:7010", node.address());
    assertThat(shell(command, 0, dir)).endsWith("available 8, sold 2\n").hasLineCount(4);
    assertThat(shell(command.replace("@bin/jvm.flags ", ""), 1, dir))
        .isEqualTo(
            "the Holdfast client needs the JVM option"
                + " --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED\n");
  }

  private static String shell(final String command, final int exitCode, final Path dir)
      throws IOException, InterruptedException {
    final Path out = dir.resolve("shell.out");
    final Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    final String text = Files.readString(out);
    assertThat(process.exitValue()).as(text).isEqualTo(exitCode);
    return text;
  }

  /** Each is one file, so that it can be read, copied and run alone. */
  @Test
  void everyExampleIsTried() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "BasketCheckout.java",
              "Checkout.java",
              "Quickstart.java",
              "ResendAfterCrash.java",
              "WaitingRoomStorefront.java");
    }
  }
}
