package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A node that sells has snapshots taken by a process of its own. Killed, it starts from the newest
 * and the journal behind it; if that one is damaged, without it and with a warning. Its buyers
 * notice nothing of either.
 */
final class ServedSnapshotTest {
  private static final long SALE = 7;
  private static final int COMMANDS = 500;
  private static final List<String> OFTEN = List.of("--snapshot-steps", "1000");

  @Test
  @TimeLimit(240)
  void aNodeStartsFromWhatItHadTaken(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    final Buyers buyers = new Buyers(new SplittableRandom(seed), SALE);
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      node.startAgain(OFTEN);
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.openSale(client);
        while (client.status().join().snapshotSequence().isEmpty()) {
          buyers.buy(client, COMMANDS);
        }
        buyers.buy(client, COMMANDS);
      }
      node.kill();

      startAndCompare(node, buyers);
      assertThat(node.output()).contains("loaded ").contains(".snapshot, ");
      node.stop();
      holdfast.run("snapshot", "verify", "--replay", "--data-dir", node.dataDir()).expectSuccess();

      final Path damaged = damageNewest(Path.of(node.dataDir(), "snapshots"));
      startAndCompare(node, buyers);
      assertThat(node.output() + node.errors()).contains(damaged.getFileName().toString());
      assertThat(node.output()).doesNotContain("loaded " + damaged);
      node.stop();
    }
  }

  private static void startAndCompare(final ServedNode node, final Buyers buyers)
      throws IOException, InterruptedException {
    node.startAgain();
    try (HoldfastClient client = Buyers.connect(node.address())) {
      buyers.goOnForSure(client);
      buyers.compareBooks(client);
    }
  }

  /** Flips a bit in the middle of it. */
  private static Path damageNewest(final Path snapshots) throws IOException {
    final Path newest;
    try (Stream<Path> files = Files.list(snapshots)) {
      newest =
          files
              .filter(file -> file.toString().endsWith(".snapshot"))
              .max(Comparator.comparing(ServedSnapshotTest::sequence))
              .orElseThrow();
    }
    final byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(newest, bytes);
    return newest;
  }

  /** The last number in its name. */
  private static long sequence(final Path snapshot) {
    final String name = snapshot.getFileName().toString().replace(".snapshot", "");
    return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
  }
}
