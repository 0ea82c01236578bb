package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A well-behaved client with a steady rate, alone and beside hostile neighbours, in turns: one
 * floods, one sends and reads nothing, 500 are idle, 50 send garbage. All its answers come and are
 * right, and the neighbours get what they deserve. Says how late the answers were: times are
 * printed, not judged, because the machine has a say in them.
 */
@Tag("slow")
final class HostileNeighboursTest {
  private static final int RATE = Integer.getInteger("holdfast.neighbours.rate", 20_000);
  private static final int SECONDS = Integer.getInteger("holdfast.neighbours.seconds", 6);
  private static final int ROUNDS = Integer.getInteger("holdfast.neighbours.rounds", 5);
  private static final long SALE = 1;
  private static final long ITEM = 1;
  private static final long UNITS = 1_000_000_000;

  /** Room for the windows of all of them; the node's default is enough for 512 of the smallest. */
  private static final List<String> OPTIONS =
      List.of("--ring-slots", "131072", "--slow-reader-timeout", "1s");

  /** As a node that has grown: a heap that is not small, and has been touched before. */
  private static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  private static final double NS_PER_MICRO = 1_000;

  /**
   * What came of one round.
   *
   * @param nodeCpu share of a core that the node took
   */
  private record Round(WellBehavedClient.Lateness lateness, double nodeCpu) {
    double micros(final double percentile) {
      return micros(lateness.answeredNs(), percentile);
    }

    double sentMicros(final double percentile) {
      return micros(lateness.sentNs(), percentile);
    }

    private static double micros(final Histogram ns, final double percentile) {
      return ns.getValueAtPercentile(percentile) / NS_PER_MICRO;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "p50 %,.0f  p99 %,.0f  p99.9 %,.0f  max %,.0f us (sent late by p99 %,.0f us)  node %.2f"
              + " cores",
          micros(50),
          micros(99),
          micros(99.9),
          micros(100),
          sentMicros(99),
          nodeCpu);
    }
  }

  private final List<Round> alone = new ArrayList<>();
  private final List<Round> beside = new ArrayList<>();
  private ServedNode node;
  private Process crowd;
  private BufferedReader crowdSays;
  private long rounds;

  @Test
  @TimeLimit(900)
  void costAWellBehavedClientNoAnswer(@TestDir final Path dir)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode served = ServedNode.of(holdfast, dir.resolve("data"))) {
      node = served;
      node.startAgain(JVM, OPTIONS);
      sell(holdfast);
      startCrowd(dir);
      for (int i = 0; i <= ROUNDS; i++) {
        final Round quiet = round();
        final Round loud = besideTheCrowd();
        if (i > 0) {
          alone.add(quiet);
          beside.add(loud);
        }
        System.out.println((i == 0 ? "warm-up" : "round " + i) + " alone   " + quiet);
        System.out.println((i == 0 ? "warm-up" : "round " + i) + " beside  " + loud);
      }
      say();
      assertThat(node.errors()).contains("cut off: it does not read its answers");
      assertThat(node.stock(SALE).get(0).getAsJsonObject().get("available").getAsLong())
          .isEqualTo(UNITS);
      node.stop();
    } finally {
      if (crowd != null) {
        crowd.destroyForcibly().waitFor();
      }
    }
  }

  private void sell(final Holdfast holdfast) throws IOException, InterruptedException {
    node.openSale(SALE);
    for (long item = ITEM; item <= ITEM + 2; item++) {
      final String[] words = {
        "stock",
        "add",
        Long.toString(SALE),
        Long.toString(item),
        Long.toString(UNITS),
        "--connect",
        node.address()
      };
      holdfast.run(words).expectSuccess();
    }
  }

  private Round round() {
    rounds++;
    final Duration before = cpu(node.pid());
    final long startNs = System.nanoTime();
    final WellBehavedClient.Lateness lateness =
        WellBehavedClient.run(
            node.socketAddress(),
            new WellBehavedClient.Job(SALE, ITEM, -rounds, UNITS, RATE, RATE * SECONDS));
    final double ns = System.nanoTime() - startNs;
    return new Round(lateness, cpu(node.pid()).minus(before).toNanos() / ns);
  }

  private Round besideTheCrowd() throws IOException {
    assertThat(tellCrowd()).isEqualTo("here");
    final Duration before = cpu(crowd.pid());
    final long startNs = System.nanoTime();
    final Round round = round();
    final double crowdCpu =
        cpu(crowd.pid()).minus(before).toNanos() / (double) (System.nanoTime() - startNs);
    final JsonObject did = JsonParser.parseString(tellCrowd()).getAsJsonObject();
    System.out.println(String.format(Locale.ROOT, "the crowd: %.2f cores, %s", crowdCpu, did));
    assertThat(did.get("floodAnswered").getAsLong()).isGreaterThanOrEqualTo(10_000);
    assertThat(did.get("floodWrong").getAsLong()).isZero();
    assertThat(did.get("cutOffs").getAsLong()).isPositive();
    assertThat(did.get("idle").getAsInt()).isEqualTo(500);
    assertThat(did.get("garbage").getAsLong()).isGreaterThanOrEqualTo(50);
    assertThat(did.get("garbageWrong").getAsLong()).isZero();
    return round;
  }

  private void startCrowd(final Path dir) throws IOException {
    final InetSocketAddress address = node.socketAddress();
    crowd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("holdfast.root"), "bin", "jvm.flags"),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileCrowd.class.getName(),
                address.getHostString(),
                Integer.toString(address.getPort()),
                Long.toString(SALE))
            .redirectError(dir.resolve("crowd.err").toFile())
            .start();
    crowdSays = crowd.inputReader(StandardCharsets.UTF_8);
  }

  /** Has the crowd come or leave; gives what it says to that. */
  private String tellCrowd() throws IOException {
    final OutputStream to = crowd.getOutputStream();
    to.write('\n');
    to.flush();
    final String said = crowdSays.readLine();
    assertThat(said).as("the crowd has ended, see crowd.err").isNotNull();
    return said;
  }

  private void say() {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%,d commands/s, %d rounds of %d s in turns; median (range) in us",
            RATE,
            ROUNDS,
            SECONDS));
    sayOf("alone ", alone);
    sayOf("beside", beside);
    System.out.println("p99 beside / alone " + ratios());
  }

  private static void sayOf(final String name, final List<Round> rounds) {
    System.out.println(
        name
            + "  p50 "
            + us(rounds, round -> round.micros(50))
            + "  p99 "
            + us(rounds, round -> round.micros(99))
            + "  of that late when sent "
            + us(rounds, round -> round.sentMicros(99)));
  }

  private static String us(final List<Round> rounds, final ToDoubleFunction<Round> micros) {
    return spread(rounds, micros, "%,.0f (%,.0f to %,.0f)");
  }

  /** Of each round beside to the one alone before it. */
  private String ratios() {
    final List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      ratios.add(beside.get(i).micros(99) / alone.get(i).micros(99));
    }
    return spread(ratios, ratio -> ratio, "%.2f (%.2f to %.2f)");
  }

  private static <T> String spread(
      final List<T> all, final ToDoubleFunction<T> value, final String format) {
    final double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
    return String.format(
        Locale.ROOT, format, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  private static Duration cpu(final long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
