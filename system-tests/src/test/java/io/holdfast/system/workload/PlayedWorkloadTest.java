package io.holdfast.system.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.model.LineView;
import io.holdfast.system.workload.RandomWorkload.Sense;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import io.holdfast.tools.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code load --workload} into the model, and the stock that comes of it against {@link
 * IndependentStock}.
 */
class PlayedWorkloadTest {
  private static final String REAL_ORDERS = "holdfast.online-retail";
  private static final int STEPS = 10_000;

  @Test
  void theStockIsTheOneCalculated(@TestDir final Path dir, @Seed final long seed) throws Exception {
    final Path file =
        Files.writeString(dir.resolve("w.csv"), RandomWorkload.text(seed, Sense.NONE, STEPS));

    final JsonObject result = play(file, nth -> false);

    assertThat(result.get("repeated").getAsInt()).as("names are used again").isPositive();
    assertThat(result.get("rejected").getAsJsonObject().keySet())
        .contains("SOLD_OUT", "UNKNOWN_RESERVATION", "NOT_CONFIRMED", "LINE_ID_IN_USE");
  }

  @Test
  void theStockIsTheSameWhenTheConnectionIsLostAtRandom(
      @TestDir final Path dir, @Seed final long seed) throws Exception {
    final Path file =
        Files.writeString(dir.resolve("w.csv"), RandomWorkload.text(seed, Sense.ORDERLY, STEPS));
    final SplittableRandom random = new SplittableRandom(seed);

    final JsonObject result = play(file, nth -> nth > 2 && random.nextInt(400) == 0);

    assertThat(result.get("reconnects").getAsInt()).isGreaterThan(3);
    assertThat(result.get("complete").getAsBoolean()).isTrue();
  }

  @Test
  void realOrdersComeToTheStockCalculated(@TestDir final Path dir) throws Exception {
    final String orders = System.getProperty(REAL_ORDERS, "");
    assumeTrue(!orders.isEmpty(), "SKIPPED: no real orders; give their file by -D" + REAL_ORDERS);
    final Path file = dir.resolve("orders.csv");
    run(
        "workload",
        "convert",
        "--from",
        "online-retail",
        "--stock-share",
        "0.3",
        "--json",
        orders,
        file.toString());

    final JsonObject result = play(file, nth -> nth % 3_000 == 0);

    assertThat(result.get("rejected").getAsJsonObject().keySet())
        .contains("SOLD_OUT", "UNKNOWN_BASKET");
  }

  private static JsonObject play(final Path file, final IntPredicate diesAt) throws Exception {
    final ModelNode node = new ModelNode(diesAt);
    final JsonObject result =
        run("load", "--workload", file.toString(), "--connect", node.address(), "--json");
    node.stop();
    final long sale = result.get("sale").getAsLong();
    assertThat(json(node.lines(sale))).isEqualTo(IndependentStock.json(sale, file));
    assertThat(result.get("reconnects").getAsInt()).isEqualTo(node.deaths());
    return result;
  }

  private static JsonObject run(final String... words) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    assertThat(code).as(err.toString()).isZero();
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  private static String json(final List<LineView> lines) {
    return lines.stream()
        .map(
            line ->
                String.format(
                    "{\"sale\":%d,\"item\":%d,\"received\":%d,\"available\":%d,\"held\":%d,\"sold\":%d,"
                        + "\"waiting\":%d,\"waitingUnits\":%d}",
                    line.sale(),
                    line.item(),
                    line.received(),
                    line.available(),
                    line.held(),
                    line.sold(),
                    line.waiting(),
                    line.waitingUnits()))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
