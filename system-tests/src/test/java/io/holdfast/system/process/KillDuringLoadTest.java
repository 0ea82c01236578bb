package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is killed with SIGKILL in the middle of a load, again and again, and started again on its
 * journal. The load sends what is unanswered again under the same ids. The stock at the end must be
 * that of a run without a kill, and the journal must prove itself. A load that ends before enough
 * kills is followed by another one, into another sale.
 */
final class KillDuringLoadTest {
  private static final int KILLS = 3;
  private static final int KILLS_SLOW = 100;
  private static final int ROWS_PER_LOAD = 16_000;
  private static final int LONGEST_LIFE_MS = 900;
  private static final int LOAD_TIMEOUT_SECONDS = 120;

  @Test
  @TimeLimit(280)
  void fiveKillsChangeNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    new Killer(dir, seed).kill(KILLS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(1_800)
  void hundredKillsChangeNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    new Killer(dir, seed).kill(KILLS_SLOW);
  }

  private static final class Killer {
    private final Path dir;
    private final Holdfast holdfast;
    private final SplittableRandom random;
    private int killsLeft;

    Killer(final Path dir, final long seed) {
      this.dir = dir;
      this.holdfast = new Holdfast(dir);
      this.random = new SplittableRandom(seed);
    }

    void kill(final int kills) throws IOException, InterruptedException {
      killsLeft = kills;
      try (ServedNode node = ServedNode.start(holdfast, dir.resolve("data"))) {
        for (long sale = 1; killsLeft > 0; sale++) {
          killDuringOneLoad(node, sale);
        }
        node.stop();
        holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
      }
    }

    private void killDuringOneLoad(final ServedNode node, final long sale)
        throws IOException, InterruptedException {
      final Path workload = dir.resolve("workload-" + sale + ".csv");
      Files.write(workload, new RandomWorkload(random.split()).lines(ROWS_PER_LOAD));
      node.openSale(sale);
      final Holdfast.Running load = startLoad(node, sale, workload);
      try {
        load.awaitProgress("playing");
        while (killsLeft > 0 && !endsWithin(load, random.nextInt(LONGEST_LIFE_MS))) {
          node.kill();
          node.startAgain();
          killsLeft--;
        }
        checkLoad(load.awaitEnd(LOAD_TIMEOUT_SECONDS));
      } finally {
        load.kill();
      }
      assertThat(node.stock(sale)).isEqualTo(ServedNode.expectedStock(sale, workload));
    }

    private Holdfast.Running startLoad(final ServedNode node, final long sale, final Path workload)
        throws IOException {
      return holdfast.start(
          "load",
          "--workload",
          workload.toString(),
          "--sale",
          Long.toString(sale),
          "--paced",
          "1",
          "--connect",
          node.address(),
          "--json");
    }

    private static boolean endsWithin(final Holdfast.Running load, final int ms)
        throws InterruptedException {
      return load.process().waitFor(ms, TimeUnit.MILLISECONDS);
    }

    private static void checkLoad(final Holdfast.Result load) {
      final JsonObject result = JsonParser.parseString(load.expectSuccess()).getAsJsonObject();
      assertThat(result.get("failed").getAsLong()).as(load.out()).isZero();
      assertThat(result.get("accepted").getAsLong()).as(load.out()).isPositive();
      assertThat(result.getAsJsonObject("rejected").keySet()).as(load.out()).contains("SOLD_OUT");
    }
  }
}
