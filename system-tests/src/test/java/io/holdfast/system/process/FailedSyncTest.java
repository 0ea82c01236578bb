package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.NodeStatus;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * A disk that fails a sync, and one that takes its time. After "input/output error" the node
 * answers nothing more and ends with the code for that, and what it had acknowledged is there when
 * it starts again. While a sync takes long, commands wait and status is answered.
 */
final class FailedSyncTest {
  private static final long SALE = 7;
  private static final int PATIENCE_SECONDS = 60;
  private static final int CANNOT_GO_ON = 70;
  private static final List<String> SYNCED = List.of("--durability", "synced");

  @Test
  @TimeLimit(180)
  void endsTheNodeUnanswered(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    final Buyers buyers = new Buyers(new SplittableRandom(seed), SALE);
    final Path told = dir.resolve("strace.err");
    try (ServedNode node = ServedNode.of(new Holdfast(dir), dir.resolve("data"))) {
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.openSale(client);
        buyers.buy(client, 2_000);
        tamperWithSyncs(node.pid(), "error=EIO", told);
        buyers.buyUntilItIsGone(client);
      }
      assertThat(node.awaitEnd(PATIENCE_SECONDS)).isEqualTo(CANNOT_GO_ON);
      assertThat(node.errors())
          .contains("the node cannot go on and stops: ", "sync failed: ")
          .contains("was not answered")
          .doesNotContain("\tat ");
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.goOnForSure(client);
        buyers.compareBooks(client);
      }
      node.stop();
    }
  }

  @Test
  @TimeLimit(180)
  void whileItTakesLongStatusIsAnswered(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    final Buyers buyers = new Buyers(new SplittableRandom(seed), SALE);
    try (ServedNode node = ServedNode.of(new Holdfast(dir), dir.resolve("data"))) {
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address());
          HoldfastClient watching = Buyers.connect(node.address())) {
        buyers.openSale(client);
        final Process strace =
            tamperWithSyncs(node.pid(), "delay_enter=2000000", dir.resolve("strace.err"));
        final CompletableFuture<Void> bought =
            CompletableFuture.runAsync(() -> buyers.buy(client, 2));
        NodeStatus status = watching.status().join();
        while (status.gate() == status.sequence()) {
          status = watching.status().join();
        }
        assertThat(status.gate()).isEqualTo(status.synced().getAsLong());
        assertThat(status.sequence()).isGreaterThan(status.gate());
        assertThat(status.ringUsed()).isPositive();
        // It lets go of the node, which goes on.
        strace.destroy();
        bought.join();
        buyers.compareBooks(client);
      }
      node.stop();
    }
  }

  /** Ends with the process it is attached to. */
  private static Process tamperWithSyncs(final long pid, final String how, final Path told)
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
                  "inject=fdatasync:" + how,
                  "-o",
                  "/dev/null")
              .redirectError(told.toFile())
              .start();
    } catch (final IOException e) {
      throw new TestAbortedException(
          "skipped: making a sync fail takes strace, and there is none", e);
    }
    while (!Files.readString(told).contains("attached")) {
      assumeTrue(
          !strace.waitFor(10, TimeUnit.MILLISECONDS),
          "skipped: strace may not attach to a process here: " + Files.readString(told));
    }
    return strace;
  }
}
