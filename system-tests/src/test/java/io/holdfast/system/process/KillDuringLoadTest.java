package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.system.workload.IndependentStock;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is killed with SIGKILL in the middle of a load, again and again, and started again on its
 * journal. The load sends what is unanswered again under the same ids. The stock at the end must be
 * that of a run without a kill, and the journal must prove itself.
 */
final class KillDuringLoadTest {
  private static final long SALE = 77;
  private static final int KILLS = 10;
  private static final int KILLS_SLOW = 100;
  private static final int ROWS_PER_KILL = 3_000;
  private static final int LONGEST_LIFE_MS = 900;
  private static final int LOAD_TIMEOUT_SECONDS = 240;

  @Test
  @TimeLimit(280)
  void tenKillsChangeNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    killDuringLoad(dir, seed, KILLS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(1_800)
  void hundredKillsChangeNothing(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    killDuringLoad(dir, seed, KILLS_SLOW);
  }

  private static void killDuringLoad(final Path dir, final long seed, final int kills)
      throws IOException, InterruptedException {
    final SplittableRandom random = new SplittableRandom(seed);
    final Path workload = dir.resolve("workload.csv");
    Files.write(workload, new RandomWorkload(random).lines(kills * ROWS_PER_KILL));
    final Holdfast holdfast = new Holdfast(dir);
    final String address = "127.0.0.1:" + freePort();
    final String dataDir = dir.resolve("data").toString();
    Holdfast.Running node = serve(holdfast, address, dataDir);
    Holdfast.Running load = null;
    try {
      openSale(holdfast, address);
      load =
          holdfast.start(
              "load",
              "--workload",
              workload.toString(),
              "--sale",
              "" + SALE,
              "--paced",
              "1",
              "--connect",
              address,
              "--json");
      for (int kill = 1; kill <= kills; kill++) {
        final int lifeMs = random.nextInt(LONGEST_LIFE_MS);
        assertThat(load.process().waitFor(lifeMs, TimeUnit.MILLISECONDS))
            .as("the load ended before kill %d:%n%s%n%s", kill, load.output(), load.errors())
            .isFalse();
        node.kill();
        node = serve(holdfast, address, dataDir);
      }
      checkLoad(load.awaitEnd(LOAD_TIMEOUT_SECONDS));
      checkStock(
          holdfast.run("stock", "list", "" + SALE, "--connect", address, "--json"), workload);
      node.stop().expectSuccess();
      holdfast.run("verify", "--data-dir", dataDir, "--json").expectSuccess();
    } finally {
      node.kill();
      if (load != null) {
        load.kill();
      }
    }
  }

  private static Holdfast.Running serve(
      final Holdfast holdfast, final String address, final String dataDir)
      throws IOException, InterruptedException {
    final Holdfast.Running node =
        holdfast.start("serve", "--listen", address, "--data-dir", dataDir);
    node.awaitLine("ready on");
    return node;
  }

  private static void openSale(final Holdfast holdfast, final String address)
      throws IOException, InterruptedException {
    holdfast
        .run(
            "sale",
            "create",
            "" + SALE,
            "--name",
            "kill",
            "--hold",
            "24h",
            "--open",
            "--connect",
            address)
        .expectSuccess();
  }

  private static void checkLoad(final Holdfast.Result load) {
    final JsonObject result = JsonParser.parseString(load.expectSuccess()).getAsJsonObject();
    assertThat(result.get("failed").getAsLong()).as(load.out()).isZero();
    assertThat(result.get("accepted").getAsLong()).as(load.out()).isPositive();
    assertThat(result.getAsJsonObject("rejected").keySet()).as(load.out()).contains("SOLD_OUT");
  }

  private static void checkStock(final Holdfast.Result stock, final Path workload)
      throws IOException {
    final JsonArray actual = JsonParser.parseString(stock.expectSuccess()).getAsJsonArray();
    final JsonArray expected =
        JsonParser.parseString(IndependentStock.json(SALE, workload)).getAsJsonArray();
    assertThat(actual).isEqualTo(expected);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
