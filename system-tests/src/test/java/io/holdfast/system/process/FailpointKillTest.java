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

  private static final List<Kill> GATE =
      List.of(
          new Kill(Failpoint.AFTER_APPEND, Way.AT_WORK),
          new Kill(Failpoint.AFTER_BARRIER, Way.AT_WORK),
          new Kill(Failpoint.WITHIN_RECOVERY, Way.AT_START),
          new Kill(Failpoint.BEFORE_STATE_RENAME, Way.AT_STOP));

  /**
   * Every place, in every way in which it is come by. In this order: a machine that is started anew
   * after an orderly stop begins no epoch.
   */
  private static final List<Kill> ALL =
      List.of(
          new Kill(Failpoint.AFTER_CLAIM, Way.AT_WORK),
          new Kill(Failpoint.AFTER_PUBLISH, Way.AT_WORK),
          new Kill(Failpoint.BEFORE_LOGIC, Way.AT_WORK),
          new Kill(Failpoint.AFTER_LOGIC, Way.AT_WORK),
          new Kill(Failpoint.BEFORE_APPEND, Way.AT_WORK),
          new Kill(Failpoint.AFTER_APPEND, Way.AT_WORK),
          new Kill(Failpoint.AFTER_BARRIER, Way.AT_WORK),
          new Kill(Failpoint.WITHIN_REPLIES, Way.AT_WORK),
          new Kill(Failpoint.AFTER_REPLIES, Way.AT_WORK),
          new Kill(Failpoint.BEFORE_WRITE, Way.AT_WORK),
          new Kill(Failpoint.AFTER_WRITE, Way.AT_WORK),
          new Kill(Failpoint.SEGMENT_FULL, Way.AT_A_ROLL),
          new Kill(Failpoint.SEGMENT_BEGUN, Way.AT_A_ROLL),
          new Kill(Failpoint.BEFORE_STATE_RENAME, Way.AT_STOP),
          new Kill(Failpoint.AFTER_STATE_RENAME, Way.AT_STOP),
          new Kill(Failpoint.BEFORE_STATE_RENAME, Way.AT_START),
          new Kill(Failpoint.AFTER_STATE_RENAME, Way.AT_START),
          new Kill(Failpoint.SEGMENT_BEGUN, Way.AT_START),
          new Kill(Failpoint.WITHIN_RECOVERY, Way.AT_START),
          new Kill(Failpoint.BEFORE_EPOCH_RENAME, Way.AFTER_A_REBOOT),
          new Kill(Failpoint.AFTER_EPOCH_RENAME, Way.AFTER_A_REBOOT),
          new Kill(Failpoint.BEFORE_STATE_RENAME, Way.AFTER_A_REBOOT),
          new Kill(Failpoint.BEFORE_SNAPSHOT_FOOTER, Way.IN_A_SNAPSHOT),
          new Kill(Failpoint.BEFORE_SNAPSHOT_RENAME, Way.IN_A_SNAPSHOT),
          new Kill(Failpoint.AFTER_SNAPSHOT_RENAME, Way.IN_A_SNAPSHOT));

  /** Places that a first start comes by before clients can connect. */
  private static final List<Failpoint> FIRST_START =
      List.of(
          Failpoint.SEGMENT_BEGUN,
          Failpoint.BEFORE_EPOCH_RENAME,
          Failpoint.AFTER_EPOCH_RENAME,
          Failpoint.WITHIN_RECOVERY,
          Failpoint.BEFORE_STATE_RENAME,
          Failpoint.AFTER_STATE_RENAME);

  private static final Set<Failpoint> SYNCED_ONLY = EnumSet.of(Failpoint.AFTER_BARRIER);
  private static final int KILLS_SLOW = 100;
  private static final int EARLIEST_TIME = 80;
  private static final int LATEST_TIME = 250;
  private static final int PATIENCE_SECONDS = 120;
  private static final int VERIFY_SECONDS = 600;
  private static final int KILLED = 137;
  private static final String SMALLEST_SEGMENT = "16m";

  /** When a place is come by. */
  private enum Way {
    /** Again and again while it serves. */
    AT_WORK,
    /** When a segment is full. */
    AT_A_ROLL,
    /** Before clients can connect. */
    AT_START,
    /** The same when the machine was started anew since, so that a new epoch begins. */
    AFTER_A_REBOOT,
    /** During the orderly stop. */
    AT_STOP,
    /** In the process that takes a snapshot beside the node, which is killed itself afterwards. */
    IN_A_SNAPSHOT
  }

  private record Kill(Failpoint point, Way way) {}

  @Test
  @TimeLimit(240)
  void aFewPointsLoseNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    new Lives(dir, seed).killAll(GATE);
  }

  @Test
  @TimeLimit(240)
  void aFirstStartCanEndAnywhere(@TestDir final Path dir) throws IOException, InterruptedException {
    for (final Failpoint point : FIRST_START) {
      final Path dataDir = dir.resolve(point.key());
      try (ServedNode node = ServedNode.of(new Holdfast(dir), dataDir)) {
        assertThat(node.startUpTo(point, 1, List.of())).as("ready before %s", point).isFalse();
        assertThat(node.awaitEnd(PATIENCE_SECONDS)).as("ended at %s", point).isEqualTo(KILLED);
        node.startAgain();
        try (HoldfastClient client = Buyers.connect(node.address())) {
          new Buyers(new SplittableRandom(1), SALE).openSale(client);
        }
        node.stop();
      }
    }
  }

  /** A place that no list names would never be tried. */
  @Test
  void everyPointIsInTheList() {
    assertThat(ALL).extracting(Kill::point).contains(Failpoint.values());
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
    final List<Kill> kills = new ArrayList<>(ALL);
    // A segment takes 150,000 commands to fill: once is enough.
    final List<Kill> quick = ALL.stream().filter(kill -> kill.way() != Way.AT_A_ROLL).toList();
    while (kills.size() < KILLS_SLOW) {
      kills.addAll(quick);
    }
    new Lives(dir, seed).killAll(kills);
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

    void killAll(final List<Kill> kills) throws IOException, InterruptedException {
      try (ServedNode node = ServedNode.start(holdfast, dir.resolve("data"))) {
        try (HoldfastClient client = Buyers.connect(node.address())) {
          buyers.openSale(client);
          buyers.buy(client, 2_000);
        }
        node.stop();
        int told = 0;
        for (final Kill kill : kills) {
          told += kill(kill, node) ? 1 : 0;
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

    /** Goes on where the life before ended; whether somebody was told something new. */
    private boolean kill(final Kill kill, final ServedNode node)
        throws IOException, InterruptedException {
      return kill.way() == Way.IN_A_SNAPSHOT
          ? killSnapshot(kill.point(), node)
          : killNode(kill, node);
    }

    private boolean killSnapshot(final Failpoint point, final ServedNode node)
        throws IOException, InterruptedException {
      node.startAgain();
      final long before = buyers.acknowledged();
      try (HoldfastClient client = Buyers.connect(node.address())) {
        buyers.goOnForSure(client);
        buyers.buy(client, 500);
        assertThat(snapshot(node, List.of("-D" + Failpoint.PROPERTY + "=" + point.key())))
            .as("ended at %s", point)
            .isEqualTo(KILLED);
        buyers.buy(client, 500);
        assertThat(snapshot(node, List.of())).as("a snapshot after that").isZero();
      }
      node.kill();
      return buyers.acknowledged() > before;
    }

    private int snapshot(final ServedNode node, final List<String> jvmOptions)
        throws IOException, InterruptedException {
      return holdfast
          .startWith(jvmOptions, "snapshot", "take", "--data-dir", node.dataDir())
          .awaitEnd(PATIENCE_SECONDS)
          .exitCode();
    }

    private boolean killNode(final Kill kill, final ServedNode node)
        throws IOException, InterruptedException {
      final Failpoint point = kill.point();
      final boolean synced = SYNCED_ONLY.contains(point) || random.nextBoolean();
      final boolean ready =
          node.startUpTo(
              point,
              count(kill),
              kill.way() == Way.AFTER_A_REBOOT ? List.of(ServedNode.rebooted()) : List.of(),
              List.of(
                  "--durability",
                  synced ? "synced" : "journaled",
                  "--segment-size",
                  SMALLEST_SEGMENT));
      assertThat(ready)
          .as("ready before %s", kill)
          .isEqualTo(kill.way() != Way.AT_START && kill.way() != Way.AFTER_A_REBOOT);
      final long before = buyers.acknowledged();
      final int code = ready ? workTo(kill.way(), node) : node.awaitEnd(PATIENCE_SECONDS);
      assertThat(code).as("ended at %s", kill).isEqualTo(KILLED);
      return buyers.acknowledged() > before;
    }

    private int count(final Kill kill) {
      return switch (kill.way()) {
        case AT_WORK -> random.nextInt(EARLIEST_TIME, LATEST_TIME);
        // The first one is that of the start.
        case AT_STOP -> 2;
        case AT_A_ROLL -> kill.point() == Failpoint.SEGMENT_BEGUN ? 2 : 1;
        default -> 1;
      };
    }

    private int workTo(final Way way, final ServedNode node)
        throws IOException, InterruptedException {
      try (HoldfastClient client = Buyers.connect(node.address())) {
        if (way == Way.AT_STOP) {
          buyers.goOnForSure(client);
          buyers.buy(client, 500);
        } else if (buyers.goOn(client)) {
          buyers.buyUntilItIsGone(client);
        }
      }
      return way == Way.AT_STOP ? node.askToStop() : node.awaitEnd(PATIENCE_SECONDS);
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
