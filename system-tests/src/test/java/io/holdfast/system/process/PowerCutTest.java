package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.SaleInfo;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The power goes off under a node at work: the file system of its journal is shut down, so that
 * whatever had not reached the disk is lost, and the node comes up again as after a reboot. In
 * class SYNCED nothing that was acknowledged is lost. In class JOURNALED it may be; then the node
 * begins a new epoch behind what is left, and its books are whole.
 */
final class PowerCutTest {
  private static final long SALE = 7;
  private static final int CUTS = 2;
  private static final int CUTS_SLOW = 20;
  private static final int DISK_MEBIBYTES = 512;
  private static final int LATEST_CUT_MS = 800;
  private static final int PATIENCE_SECONDS = 60;
  private static final List<String> JOURNALED =
      List.of("--segment-size", "16m", "--min-free", "1m");
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
    final Buyers buyers = new Buyers(random.split(), SALE);
    final Holdfast holdfast = new Holdfast(dir);
    try (MountedDisk disk = MountedDisk.withPower(dir, DISK_MEBIBYTES);
        ServedNode node = ServedNode.of(holdfast, disk.path().resolve("data"))) {
      for (int cut = 0; cut < cuts; cut++) {
        node.startAfterReboot(SYNCED);
        try (HoldfastClient client = Buyers.connect(node.address())) {
          if (cut == 0) {
            buyers.openSale(client);
          }
          buyers.goOnForSure(client);
          final long before = buyers.acknowledged();
          buyers.buy(client, 1_000);
          final CompletableFuture<Void> off = cutWithin(random, disk, buyers);
          buyers.buyUntilItIsGone(client);
          off.join();
          assertThat(buyers.acknowledged()).isGreaterThan(before);
        }
        node.kill();
        disk.powerUp();
      }
      node.startAfterReboot(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.goOnForSure(client);
        buyers.compareBooks(client);
      }
      node.stop();
      holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
    }
  }

  /**
   * What a killed node had appended and not synced is what the next one goes on from: it must reach
   * the disk before anything that follows it counts as synced.
   */
  @Test
  @TimeLimit(240)
  void whatAKilledNodeLeftUnsyncedIsSyncedBeforeWhatFollows(
      @TestDir final Path dir, @Seed final long seed) throws IOException, InterruptedException {
    final SplittableRandom random = new SplittableRandom(seed);
    final Buyers buyers = new Buyers(random.split(), SALE);
    try (MountedDisk disk = MountedDisk.withPower(dir, DISK_MEBIBYTES);
        ServedNode node = ServedNode.of(new Holdfast(dir), disk.path().resolve("data"))) {
      node.startUpTo(Failpoint.AFTER_APPEND, 40, SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.openSale(client);
        buyers.buyUntilItIsGone(client);
      }
      node.awaitEnd(PATIENCE_SECONDS);
      node.startAgain(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.goOnForSure(client);
        buyers.buy(client, 500);
        disk.cutPower();
      }
      node.kill();
      disk.powerUp();
      node.startAfterReboot(SYNCED);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.compareBooks(client);
      }
      node.stop();
    }
  }

  /** What was acknowledged may be lost: the node says what it found, and goes on without it. */
  @Test
  @TimeLimit(240)
  void afterACutAJournaledNodeBeginsAnEpochAndItsBooksAreWhole(
      @TestDir final Path dir, @Seed final long seed) throws IOException, InterruptedException {
    final SplittableRandom random = new SplittableRandom(seed);
    final Holdfast holdfast = new Holdfast(dir);
    try (MountedDisk disk = MountedDisk.withPower(dir, DISK_MEBIBYTES);
        ServedNode node = ServedNode.of(holdfast, disk.path().resolve("data"))) {
      for (int cut = 1; cut <= CUTS; cut++) {
        node.startAfterReboot(JOURNALED);
        // On the disk for sure: that is how an orderly stop leaves it.
        sell(new Buyers(random.split(), 2L * cut), node);
        node.stop();
        node.startAgain(JOURNALED);
        final long before = epochs(node);
        final Buyers unlucky = new Buyers(random.split(), 2L * cut + 1);
        try (HoldfastClient client = Buyers.connect(node.address())) {
          unlucky.openSale(client);
          unlucky.buy(client, 20_000);
          disk.cutPower();
        }
        node.kill();
        disk.powerUp();
        node.startAfterReboot(JOURNALED);
        assertThat(epochs(node)).as("epochs after cut %d", cut).isEqualTo(before + 1);
        checkBooks(node, 2L * cut);
        node.stop();
      }
      holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
    }
  }

  private static void sell(final Buyers buyers, final ServedNode node) {
    try (HoldfastClient client = Buyers.connect(node.address())) {
      buyers.openSale(client);
      buyers.buy(client, 1_000);
      buyers.compareBooks(client);
    }
  }

  private static void checkBooks(final ServedNode node, final long soldFrom) {
    try (HoldfastClient client = Buyers.connect(node.address())) {
      for (final SaleInfo sale : client.listSales().join()) {
        assertThat(sale.available() + sale.held() + sale.sold()).isEqualTo(sale.received());
      }
      assertThat(client.sale(soldFrom).join().sold()).isPositive();
    }
  }

  private static long epochs(final ServedNode node) throws IOException {
    try (Stream<Path> journals = Files.list(Path.of(node.dataDir(), "journal"))) {
      return journals.filter(path -> path.getFileName().toString().startsWith("epoch-")).count();
    }
  }

  /**
   * A machine without power sends no answers. This one does: the kernel lets a sync that was under
   * way end well although its extents were not recorded, so answers count only up to the cut.
   */
  private static CompletableFuture<Void> cutWithin(
      final SplittableRandom random, final MountedDisk disk, final Buyers buyers) {
    final Executor later =
        CompletableFuture.delayedExecutor(random.nextInt(LATEST_CUT_MS), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(
        () -> {
          try {
            buyers.hearNoMore();
            disk.cutPower();
          } catch (final IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        later);
  }
}
