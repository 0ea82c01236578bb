package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The power goes off under a node at work: the file system of its journal is shut down, so that
 * whatever had not reached the disk is lost, and the node comes up again as after a reboot. In
 * class SYNCED nothing that was acknowledged is lost.
 */
final class PowerCutTest {
  private static final int CUTS = 2;
  private static final int CUTS_SLOW = 20;
  private static final int DISK_MEBIBYTES = 512;
  private static final int LATEST_CUT_MS = 800;
  private static final List<String> SYNCED =
      List.of("--durability", "synced", "--segment-size", "16m", "--min-free", "1m");

  @Test
  @TimeLimit(240)
  void aFewCutsLoseNothingThatWasSynced(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    cutWhileSynced(dir, seed, CUTS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(1_800)
  void twentyCutsLoseNothingThatWasSynced(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    cutWhileSynced(dir, seed, CUTS_SLOW);
  }

  private static void cutWhileSynced(final Path dir, final long seed, final int cuts)
      throws IOException, InterruptedException {
    final SplittableRandom random = new SplittableRandom(seed);
    final Buyers buyers = new Buyers(random.split());
    final Holdfast holdfast = new Holdfast(dir);
    try (MountedDisk disk = MountedDisk.withPower(dir, DISK_MEBIBYTES);
        ServedNode node = ServedNode.of(holdfast, disk.path().resolve("data"))) {
      for (int cut = 0; cut < cuts; cut++) {
        node.startAfterReboot(UUID.randomUUID(), SYNCED);
        try (HoldfastClient client = Buyers.connect(node.address())) {
          if (cut == 0) {
            Buyers.openSale(client);
          }
          buyers.sendAgainWhatHadNoAnswer(client);
          buyers.holdItToItsWord(client);
          final long before = buyers.acknowledged();
          buyers.buy(client, 1_000);
          final CompletableFuture<Void> off = cutWithin(random, disk);
          buyers.buyUntilItIsGone(client);
          off.join();
          assertThat(buyers.acknowledged()).isGreaterThan(before);
        }
        node.kill();
        disk.powerUp();
      }
      node.startAfterReboot(UUID.randomUUID(), SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.sendAgainWhatHadNoAnswer(client);
        buyers.holdItToItsWord(client);
        buyers.compareBooks(client);
      }
      node.stop();
      holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
    }
  }

  private static CompletableFuture<Void> cutWithin(
      final SplittableRandom random, final MountedDisk disk) {
    final Executor later =
        CompletableFuture.delayedExecutor(random.nextInt(LATEST_CUT_MS), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(
        () -> {
          try {
            disk.cutPower();
          } catch (final IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        later);
  }
}
