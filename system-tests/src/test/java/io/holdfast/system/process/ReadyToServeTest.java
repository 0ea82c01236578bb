package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long a node with a large snapshot takes from the start of its process to the line that says
 * it is ready: the start script, the JVM, the snapshot, the journal behind it, the listening port.
 * Says the seconds, and sees that everything is there.
 */
@Tag("slow")
final class ReadyToServeTest {
  private static final int RESERVATIONS =
      Integer.getInteger("holdfast.ready.reservations", 10_000_000);
  private static final int STARTS = 5;

  /** Near enough: the load releases as many as it holds too much. */
  private static final long ENOUGH = RESERVATIONS * 99L / 100;

  private static final int LOAD_SECONDS = 20;
  private static final int VERB_TIMEOUT_SECONDS = 600;
  private static final double NS_PER_SECOND = 1e9;

  /** Room for 12 million reservations, all of it reserved at once, as the start script does. */
  private static final List<String> HEAP = List.of("-Xms6g", "-Xmx6g");

  @Test
  @TimeLimit(1_800)
  void isSaidForAWholeProcess(@TestDir final Path dir) throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      start(node);
      final long live = fill(holdfast, node);
      node.stop();
      holdfast
          .startWith(HEAP, "snapshot", "take", "--data-dir", node.dataDir())
          .awaitEnd(VERB_TIMEOUT_SECONDS)
          .expectSuccess();
      final List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        final long beforeNs = System.nanoTime();
        start(node);
        seconds.add((System.nanoTime() - beforeNs) / NS_PER_SECOND);
        assertThat(node.output()).contains("loaded the snapshot at sequence");
        assertThat(reservations(node)).isEqualTo(live);
        node.stop();
      }
      report(live, seconds);
    }
  }

  private static void start(final ServedNode node) throws IOException, InterruptedException {
    node.startAgain(HEAP, List.of("--snapshot-steps", "0", "--snapshot-every", "0s"));
  }

  /** Drives it until so many are held; gives how many there are. */
  private static long fill(final Holdfast holdfast, final ServedNode node)
      throws IOException, InterruptedException {
    long live = reservations(node);
    while (live < ENOUGH) {
      holdfast
          .run(
              "load",
              "--connect",
              node.address(),
              "--live",
              Long.toString(RESERVATIONS - live),
              "--warm-up",
              "0",
              "--seconds",
              Integer.toString(LOAD_SECONDS))
          .expectSuccess();
      live = reservations(node);
    }
    return live;
  }

  private static long reservations(final ServedNode node) {
    try (HoldfastClient client = Buyers.connect(node.address())) {
      return client.status().join().reservations();
    }
  }

  private static void report(final long live, final List<Double> seconds) {
    final List<Double> sorted = seconds.stream().sorted().toList();
    System.out.println(
        String.format(
            Locale.ROOT,
            "ready to serve with %,d reservations: %.1f s (%.1f to %.1f), %d starts",
            live,
            sorted.get(STARTS / 2),
            sorted.get(0),
            sorted.get(STARTS - 1),
            STARTS));
  }
}
