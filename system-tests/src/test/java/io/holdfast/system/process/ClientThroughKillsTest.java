package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.LineInfo;
import io.holdfast.client.RetryPolicy;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is stopped in its tracks, killed and started again while callers go on with one client.
 * Patient calls are all carried out, exactly once. Impatient ones may end unknown, and asking again
 * clears every one of them up.
 */
final class ClientThroughKillsTest {
  private static final long SALE = 1;
  private static final int KILLS = 2;
  private static final int KILLS_SLOW = 30;
  private static final int CALLERS_OF_A_KIND = 2;
  private static final int PATIENT_MS = 120_000;
  private static final int IMPATIENT_MS = 100;

  /** Calls that must have been carried out between two kills. */
  private static final int DONE_PER_LIFE = 400;

  @Test
  @TimeLimit(240)
  void nothingIsLostAndNothingIsDoneTwice(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    callThroughKills(KILLS, dir, seed);
  }

  @Test
  @Tag("slow")
  @TimeLimit(1_800)
  void nothingIsLostInManyLives(@TestDir final Path dir, @Seed final long seed)
      throws IOException, InterruptedException {
    callThroughKills(KILLS_SLOW, dir, seed);
  }

  private static void callThroughKills(final int kills, final Path dir, final long seed)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.start(holdfast, dir.resolve("data"));
        HoldfastClient client = connect(node)) {
      new Buyers(new SplittableRandom(seed), SALE).openSale(client);
      final Tally tally = new Tally();
      final List<Caller> patient = callers(client.withCallTimeoutMs(PATIENT_MS), tally);
      final List<Caller> impatient = callers(client.withCallTimeoutMs(IMPATIENT_MS), tally);
      final List<Caller> all = Stream.of(patient, impatient).flatMap(List::stream).toList();
      final CompletableFuture<?>[] ends =
          all.stream()
              .map(caller -> CompletableFuture.runAsync(caller::run, ClientThroughKillsTest::start))
              .toArray(CompletableFuture<?>[]::new);
      for (int kill = 0; kill < kills; kill++) {
        tally.awaitDone(DONE_PER_LIFE);
        killWithCallsUnderWay(node, tally);
      }
      tally.awaitDone(DONE_PER_LIFE);
      all.forEach(Caller::stop);
      CompletableFuture.allOf(ends).join();
      patient.forEach(caller -> assertThat(caller.unknown()).isEmpty());
      clearUp(client.withCallTimeoutMs(PATIENT_MS), all);
      node.stop();
      holdfast.run("verify", "--data-dir", node.dataDir(), "--json").expectSuccess();
    }
  }

  private static List<Caller> callers(final HoldfastClient client, final Tally tally) {
    return Stream.generate(() -> new Caller(client, SALE, tally)).limit(CALLERS_OF_A_KIND).toList();
  }

  private static void killWithCallsUnderWay(final ServedNode node, final Tally tally)
      throws IOException, InterruptedException {
    // What is sent from here on stays without an answer, however fast this machine is.
    signal(node, "STOP");
    tally.awaitUnknown(1);
    node.kill();
    node.startAgain();
  }

  private static void clearUp(final HoldfastClient client, final List<Caller> callers) {
    for (final Caller caller : callers) {
      caller.askAgain(client);
      caller.compare(client);
    }
    compareStock(client, callers);
  }

  private static HoldfastClient connect(final ServedNode node) {
    return HoldfastClient.connect(
        ClientConfig.of(node.address(), "callers", Role.OPERATOR)
            .withRetry(RetryPolicy.DEFAULT.withPausesMs(10, 100)));
  }

  private static void start(final Runnable task) {
    final Thread thread = new Thread(task, "caller");
    thread.setDaemon(true);
    thread.start();
  }

  private static void signal(final ServedNode node, final String name)
      throws IOException, InterruptedException {
    final Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + node.pid()).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private static void compareStock(final HoldfastClient client, final List<Caller> callers) {
    final LineInfo line = client.line(SALE, Caller.ITEM).join();
    assertThat(line.held()).isEqualTo(callers.stream().mapToLong(Caller::unitsHeld).sum());
    assertThat(line.sold()).isEqualTo(callers.stream().mapToLong(Caller::unitsSold).sum());
    assertThat(line.available()).isEqualTo(line.received() - line.held() - line.sold());
  }
}
