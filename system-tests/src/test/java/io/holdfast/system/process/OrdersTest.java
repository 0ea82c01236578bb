package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Orders played into a running node leave exactly the stock that an independent calculation from
 * the workload file says, line by line.
 */
final class OrdersTest {
  private static final long SALE = 5;
  private static final String RESOURCES = "tools/src/test/resources/io/holdfast/tools/";

  /** Names the UCI Online Retail file for the slow suite. */
  private static final String ONLINE_RETAIL = "holdfast.online-retail";

  @Test
  @TimeLimit(120)
  void everyOddityOfRealOrders(@TestDir final Path dir) throws IOException, InterruptedException {
    convertAndPlay(dir, source("retail/oddities.csv"));
  }

  @Test
  @TimeLimit(120)
  void equalCancelsAndEqualRestocksAreCommandsOfTheirOwn(@TestDir final Path dir)
      throws IOException, InterruptedException {
    play(dir, source("workload/repeats.workload.csv"));
  }

  @Test
  @Tag("slow")
  @TimeLimit(900)
  void allRealOrders(@TestDir final Path dir) throws IOException, InterruptedException {
    final String file = System.getProperty(ONLINE_RETAIL, "");
    assumeThat(file).as("-D%s names the file with the orders", ONLINE_RETAIL).isNotEmpty();
    convertAndPlay(dir, Path.of(file));
  }

  private static void convertAndPlay(final Path dir, final Path orders)
      throws IOException, InterruptedException {
    final Path workload = dir.resolve("orders.workload.csv");
    new Holdfast(dir)
        .run(
            "workload",
            "convert",
            "--from",
            "online-retail",
            "--stock-share",
            "0.3",
            orders.toString(),
            workload.toString())
        .expectSuccess();
    play(dir, workload);
  }

  private static void play(final Path dir, final Path workload)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.start(holdfast, dir.resolve("data"))) {
      node.openSale(SALE);
      holdfast
          .run(
              "load",
              "--workload",
              workload.toString(),
              "--sale",
              Long.toString(SALE),
              "--connect",
              node.address())
          .expectSuccess();
      assertThat(node.stock(SALE)).isEqualTo(ServedNode.expectedStock(SALE, workload));
      node.stop();
      holdfast.run("verify", "--data-dir", node.dataDir()).expectSuccess();
    }
  }

  private static Path source(final String name) {
    return Path.of(System.getProperty("holdfast.root"), RESOURCES + name);
  }
}
