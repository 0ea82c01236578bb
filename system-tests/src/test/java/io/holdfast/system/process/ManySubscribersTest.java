package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand subscribers to one sale's numbers, in a process of their own, beside a steady load,
 * and the same load without them, in turn, on one node: not one verdict differs, none of them
 * misses anything, and those that do not read cost a bounded amount of memory. Says how many
 * updates each got, how late they and the answers were, and where the time went. The first two
 * rounds warm everything up and are not counted.
 */
@Tag("slow")
final class ManySubscribersTest {
  private static final int SUBSCRIBERS = Integer.getInteger("holdfast.subscribers", 10_000);
  private static final int LAZY = SUBSCRIBERS / 100;
  private static final int RATE = Integer.getInteger("holdfast.subscribers.rate", 50_000);
  private static final int SECONDS = Integer.getInteger("holdfast.subscribers.seconds", 10);

  /** Pairs of rounds, without and with subscribers, after the pair that warms up. */
  private static final int PAIRS = Integer.getInteger("holdfast.subscribers.pairs", 3);

  private static final String INTERVAL =
      System.getProperty("holdfast.subscribers.interval", "100ms");

  /** Below half of what is asked for, so that the last commands are refused. */
  private static final long UNITS = (long) RATE * SECONDS * 2 / 5;

  /** Of all rounds: each has a sale of its own, and what it sold stays. */
  private static final long RESERVATIONS = 2L * (PAIRS + 1) * UNITS + 1_000;

  /** Memory of the node for each subscriber: its connection, its buffers and its place here. */
  private static final long MOST_BYTES_EACH = 64 * 1024;

  /** Of what is sent and not read; the node has the kernel keep 16 KiB. */
  private static final long MOST_QUEUED_BYTES = 32 * 1024;

  @Test
  @TimeLimit(900)
  void costNoVerdictAndMissNothing(@TestDir final Path dir)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      node.startAgain(
          List.of("-Xmx2g"),
          List.of("--push-interval", INTERVAL, "--max-reservations", Long.toString(RESERVATIONS)));
      for (int sale = 1; sale <= 2 * (PAIRS + 1); sale++) {
        open(holdfast, node, sale);
      }
      try (CrowdProcess crowd = CrowdProcess.start(address(node), SUBSCRIBERS, LAZY, dir)) {
        final List<SteadyLoad.Result> results = new ArrayList<>();
        for (int pair = 0; pair <= PAIRS; pair++) {
          results.add(alone(node, crowd, 2 * pair + 1));
          results.add(beside(node, crowd, 2 * pair + 2));
        }
        assertThat(results)
            .allSatisfy(
                result -> {
                  assertThat(result.digest()).isEqualTo(results.get(0).digest());
                  assertThat(result.accepted()).isEqualTo(2 * UNITS);
                });
      }
    }
  }

  private static void open(final Holdfast holdfast, final ServedNode node, final long sale)
      throws IOException, InterruptedException {
    node.openSale(sale);
    holdfast
        .run(
            "stock",
            "add",
            Long.toString(sale),
            "1",
            Long.toString(UNITS),
            "--connect",
            node.address())
        .expectSuccess();
  }

  private static SteadyLoad.Result alone(
      final ServedNode node, final CrowdProcess crowd, final long sale) throws IOException {
    final Cpu cpu = new Cpu(node, crowd);
    final SteadyLoad.Result result = SteadyLoad.run(address(node), sale, RATE, SECONDS);
    System.out.println("alone:  " + result + ", " + cpu.used());
    return result;
  }

  private static SteadyLoad.Result beside(
      final ServedNode node, final CrowdProcess crowd, final long sale)
      throws IOException, InterruptedException {
    final long bytesBefore = ProcFiles.residentBytes(node.pid());
    crowd.subscribe(sale);
    final long bytesEach = (ProcFiles.residentBytes(node.pid()) - bytesBefore) / SUBSCRIBERS;
    final Cpu cpu = new Cpu(node, crowd);
    final SteadyLoad.Result result = SteadyLoad.run(address(node), sale, RATE, SECONDS);
    final String used = cpu.used();
    final long queued = ProcFiles.mostQueuedBytes(address(node).getPort());
    final JsonObject seen = crowd.finish();
    final double each = seen.get("updates").getAsDouble() / (SUBSCRIBERS - LAZY) / SECONDS;
    System.out.println("beside: " + result + ", " + used);
    System.out.printf(
        Locale.ROOT,
        "seen:   %.2f updates/s each, %s, queued for one at most %d bytes, %d more bytes each%n",
        each,
        seen,
        queued,
        bytesEach);
    assertThat(seen.get("gaps").getAsLong()).isZero();
    assertThat(seen.get("behind").getAsLong()).isZero();
    assertThat(seen.get("fewest").getAsLong()).isGreaterThan(1);
    assertThat(queued).isLessThan(MOST_QUEUED_BYTES);
    assertThat(bytesEach).isLessThan(MOST_BYTES_EACH);
    return result;
  }

  /** Processor time of those who take part, from here on. */
  private static final class Cpu {
    private final long[] pids;
    private final long[] beginMs = new long[3];
    private final long beginNs = System.nanoTime();

    Cpu(final ServedNode node, final CrowdProcess crowd) throws IOException {
      pids = new long[] {node.pid(), crowd.pid(), ProcessHandle.current().pid()};
      for (int i = 0; i < pids.length; i++) {
        beginMs[i] = ProcFiles.cpuMs(pids[i]);
      }
    }

    String used() throws IOException {
      final double wallMs = (System.nanoTime() - beginNs) / 1e6;
      final double[] percent = new double[pids.length];
      for (int i = 0; i < pids.length; i++) {
        percent[i] = (ProcFiles.cpuMs(pids[i]) - beginMs[i]) * 100 / wallMs;
      }
      return String.format(
          Locale.ROOT,
          "of a core: node %.0f %%, subscribers %.0f %%, load %.0f %%",
          percent[0],
          percent[1],
          percent[2]);
    }
  }

  private static InetSocketAddress address(final ServedNode node) {
    final int colon = node.address().lastIndexOf(':');
    return new InetSocketAddress(
        node.address().substring(0, colon), Integer.parseInt(node.address().substring(colon + 1)));
  }
}
