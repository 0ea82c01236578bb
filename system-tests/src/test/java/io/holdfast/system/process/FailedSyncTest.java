package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.client.HoldfastClient;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The disk says "input/output error" to a sync: the node answers nothing more and ends with the
 * code for that, and what it had acknowledged is there when it starts again.
 */
final class FailedSyncTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final int CANNOT_GO_ON = 70;
  private static final List<String> SYNCED = List.of("--durability", "synced");

  @Test
  @TimeLimit(180)
  void endsTheNodeUnanswered(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    final Buyers buyers = new Buyers(new SplittableRandom(seed));
    final Path told = dir.resolve("strace.err");
    try (ServedNode node = ServedNode.of(new Holdfast(dir), dir.resolve("data"))) {
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        Buyers.openSale(client);
        buyers.buy(client, 2_000);
        failEverySync(node.pid(), told);
        buyers.buyUntilItIsGone(client);
      }
      assertThat(node.awaitEnd(PATIENCE_SECONDS)).isEqualTo(CANNOT_GO_ON);
      assertThat(node.errors())
          .contains("the node cannot go on and stops: ", "sync failed: ")
          .contains("was not answered")
          .doesNotContain("\tat ");
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.sendAgainWhatHadNoAnswer(client);
        buyers.holdItToItsWord(client);
        buyers.compareBooks(client);
      }
      node.stop();
    }
  }

  /** It ends with the process it is attached to. */
  private static void failEverySync(final long pid, final Path told)
      throws IOException, InterruptedException {
    final Process strace;
    try {
      strace =
          new ProcessBuilder(
                  "strace",
                  "-f",
                  "-p",
                  Long.toString(pid),
                  "-e",
                  "trace=fdatasync",
                  "-e",
                  "inject=fdatasync:error=EIO",
                  "-o",
                  "/dev/null")
              .redirectError(told.toFile())
              .start();
    } catch (final IOException e) {
      assumeTrue(false, "skipped: making a sync fail takes strace, and there is none");
      return;
    }
    while (!Files.readString(told).contains("attached")) {
      assumeTrue(
          !strace.waitFor(10, TimeUnit.MILLISECONDS),
          "skipped: strace may not attach to a process here: " + Files.readString(told));
    }
  }
}
