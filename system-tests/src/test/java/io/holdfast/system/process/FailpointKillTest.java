package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node ends as by {@code kill -9} at a named point, with buyers at work who write down what they
 * are told, and hold the next life to it: nothing that was acknowledged is lost, nothing is done
 * twice.
 */
final class FailpointKillTest {
  private static final long SALE = 7;

  /** Where the process ends: between the arrival of a command and the last byte of its answer. */
  private static final List<Failpoint> GATE =
      List.of(Failpoint.AFTER_APPEND, Failpoint.AFTER_BARRIER, Failpoint.WITHIN_REPLIES);

  private static final Set<Failpoint> SYNCED_ONLY = EnumSet.of(Failpoint.AFTER_BARRIER);
  private static final int KILLS_SLOW = 100;
  private static final int EARLIEST_TIME = 80;
  private static final int LATEST_TIME = 250;
  private static final int PATIENCE_SECONDS = 60;
  private static final int VERIFY_SECONDS = 600;
  private static final int KILLED = 137;

  @Test
  @TimeLimit(240)
  void aFewPointsLoseNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    new Lives(dir, seed).killAt(GATE);
  }

  @Test
  void anUnknownPointIsAMistake(@TestDir final Path dir) throws IOException, InterruptedException {
    final Holdfast.Result result =
        new Holdfast(dir)
            .startWith(
                List.of("-D" + Failpoint.PROPERTY + "=between-two-stools"),
                "serve",
                "--data-dir",
                dir.resolve("data").toString())
            .awaitEnd(PATIENCE_SECONDS);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("holdfast.failpoint=between-two-stools: there is no such failpoint; there are ")
        .contains("after-append")
        .hasLineCount(1);
    assertThat(dir.resolve("data")).doesNotExist();
  }

  @Test
  @Tag("slow")
  @TimeLimit(3_600)
  void hundredKillsAtAllPointsLoseNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    final List<Failpoint> points = new ArrayList<>();
    while (points.size() < KILLS_SLOW) {
      points.addAll(Arrays.asList(Failpoint.values()));
    }
    new Lives(dir, seed).killAt(points);
  }

  /** One data directory, one set of buyers, many lives of a node. */
  private static final class Lives {
    private final Holdfast holdfast;
    private final Path dir;
    private final SplittableRandom random;
    private final Buyers buyers;

    Lives(final Path dir, final long seed) {
      this.dir = dir;
      this.holdfast = new Holdfast(dir);
      this.random = new SplittableRandom(seed);
      this.buyers = new Buyers(random.split(), SALE);
    }

    void killAt(final List<Failpoint> points) throws IOException, InterruptedException {
      try (ServedNode node = ServedNode.start(holdfast, dir.resolve("data"))) {
        try (HoldfastClient client = Buyers.connect(node.address())) {
          buyers.openSale(client);
          buyers.buy(client, 2_000);
        }
        node.stop();
        int told = 0;
        for (final Failpoint point : points) {
          told += killAt(point, node) ? 1 : 0;
        }
        assertThat(told).as("lives in which something was acknowledged").isPositive();
        node.startAgain();
        try (HoldfastClient client = Buyers.connect(node.address())) {
          buyers.goOnForSure(client);
          buyers.compareBooks(client);
        }
        node.stop();
        verify(node);
      }
    }

    /**
     * Goes on where the life before ended, until this one ends; whether somebody was told something
     * new.
     */
    private boolean killAt(final Failpoint point, final ServedNode node)
        throws IOException, InterruptedException {
      final boolean synced = SYNCED_ONLY.contains(point) || random.nextBoolean();
      final int count = random.nextInt(EARLIEST_TIME, LATEST_TIME);
      final boolean ready =
          node.startUpTo(point, count, List.of("--durability", synced ? "synced" : "journaled"));
      assertThat(ready).as("ready before %s", point).isTrue();
      final long before = buyers.acknowledged();
      try (HoldfastClient client = Buyers.connect(node.address())) {
        if (buyers.goOn(client)) {
          buyers.buyUntilItIsGone(client);
        }
      }
      assertThat(node.awaitEnd(PATIENCE_SECONDS)).as("ended at %s", point).isEqualTo(KILLED);
      return buyers.acknowledged() > before;
    }

    /** The judge keeps more in mind than the node. */
    private void verify(final ServedNode node) throws IOException, InterruptedException {
      holdfast
          .startWith(List.of("-Xmx2g"), "verify", "--data-dir", node.dataDir(), "--json")
          .awaitEnd(VERIFY_SECONDS)
          .expectSuccess();
    }
  }
}
