package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.client.ClientLoop;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole node is told to stop by SIGTERM while connections keep their windows full, several times
 * on one journal. It ends with code 0; every connection is told goodbye; and the journal has
 * exactly what was acknowledged: no answer was lost, and nothing was executed without one.
 */
@Tag("slow")
final class OrderlyStopTest {
  private static final int STOPS = 5;
  private static final int CONNECTIONS = 8;
  private static final long SALE = 1;
  private static final long ITEM = 1;

  private final Map<UUID, Long> acknowledged = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"journaled", "synced"})
  @TimeLimit(300)
  void answersWhatItExecutesAndNothingElse(final String durability, @TestDir final Path dir)
      throws IOException, InterruptedException {
    final Holdfast holdfast = new Holdfast(dir);
    try (ServedNode node = ServedNode.of(holdfast, dir.resolve("data"))) {
      for (int stop = 0; stop < STOPS; stop++) {
        node.startAgain(List.of("--durability", durability));
        if (stop == 0) {
          sell(holdfast, node);
        }
        stopUnderLoad(node, stop);
      }
      assertThat(journaled(holdfast, node)).isEqualTo(acknowledged);
      holdfast.run("verify", "--data-dir", node.dataDir()).expectSuccess();
    }
  }

  /** Whoever reads its lines cannot tell how far it is: it may be ready just then. */
  @ParameterizedTest
  @ValueSource(strings = {"holdfast ", "ceilings", "new journal"})
  @TimeLimit(120)
  void aStartCanBeCutShort(final String line, @TestDir final Path dir)
      throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.of(new Holdfast(dir), dir.resolve("data"))) {
      node.startUpTo(line);
      final boolean ready = node.askToStop() == 0;
      assertThat(node.output()).contains(ready ? "stopped\n" : "stopped before it was ready\n");
      assertThat(node.errors()).isEmpty();
      node.startAgain();
      node.stop();
    }
  }

  private static void sell(final Holdfast holdfast, final ServedNode node)
      throws IOException, InterruptedException {
    node.openSale(SALE);
    holdfast
        .run("stock", "add", "" + SALE, "" + ITEM, "1000000000", "--connect", node.address())
        .expectSuccess();
  }

  private void stopUnderLoad(final ServedNode node, final int stop)
      throws IOException, InterruptedException {
    final CountDownLatch busy = new CountDownLatch(CONNECTIONS);
    final List<UntilGoodbye> all = new ArrayList<>();
    try (ClientLoop loop = ClientLoop.start("until-goodbye")) {
      for (int i = 0; i < CONNECTIONS; i++) {
        final UntilGoodbye one =
            new UntilGoodbye(SALE, ITEM, (long) stop * CONNECTIONS + i + 1, busy::countDown);
        all.add(one);
        loop.connect(node.socketAddress(), SessionConfig.of("until goodbye", Role.STOREFRONT), one);
      }
      busy.await();
      assertThat(node.askToStop()).isZero();
      assertThat(node.output()).contains("stopped");
      for (final UntilGoodbye one : all) {
        one.ended().join();
      }
    }
    for (final UntilGoodbye one : all) {
      assertThat(one.goodbye()).isEqualTo(Code.SHUTTING_DOWN);
      assertThat(one.isInOrder()).isTrue();
      acknowledged.putAll(one.acknowledged());
    }
  }

  /** Sequences of the Reserves that the journal has accepted, by id of the reservation. */
  private static Map<UUID, Long> journaled(final Holdfast holdfast, final ServedNode node)
      throws IOException, InterruptedException {
    final String lines =
        holdfast
            .run("journal", "dump", "--data-dir", node.dataDir(), "--item", "" + ITEM, "--json")
            .expectSuccess();
    final Map<UUID, Long> reserves = new HashMap<>();
    for (final String line : lines.lines().toList()) {
      final JsonObject command = JsonParser.parseString(line).getAsJsonObject();
      if (command.get("command").getAsString().equals("Reserve")) {
        assertThat(command.get("code").getAsString()).isEqualTo("ACCEPTED");
        reserves.put(
            UUID.fromString(command.getAsJsonObject("fields").get("reservation").getAsString()),
            command.get("sequence").getAsLong());
      }
    }
    return reserves;
  }
}
