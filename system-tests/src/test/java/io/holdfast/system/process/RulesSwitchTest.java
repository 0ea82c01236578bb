package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.ReserveRequest;
import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.test.TestDir;
import io.holdfast.test.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A program of the next version of the rules over a journal of this one: without the snapshot of
 * the last step it serves nothing, with it it goes on in a new epoch, and there is no way back.
 */
@Tag("slow")
final class RulesSwitchTest {
  private static final long SALE = 7;
  private static final long ITEM = 1;
  private static final int TIMEOUT_SECONDS = 60;

  private Holdfast present;
  private Holdfast next;
  private Path data;
  private long buyer;

  @Test
  @TimeLimit(300)
  void takesTheSnapshotOfTheLastStep(@TestDir final Path dir)
      throws IOException, InterruptedException {
    present = new Holdfast(Files.createDirectory(dir.resolve("present")));
    next =
        new Holdfast(
            Files.createDirectory(dir.resolve("next")), NextRules.build(dir.resolve("built")));
    data = dir.resolve("data");
    final Id first = openAndReserve();

    assertRefused(next, EngineConfig.RULES_VERSION, NextRules.VERSION);
    snapshot();
    reserveOneMore();
    assertRefused(next, EngineConfig.RULES_VERSION, NextRules.VERSION);
    snapshot();
    goOn(first);
    assertRefused(present, NextRules.VERSION, EngineConfig.RULES_VERSION);
  }

  private Id openAndReserve() throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.start(present, data)) {
      node.openSale(SALE);
      final Id id;
      try (HoldfastClient client = Buyers.connect(node.address())) {
        client.adjustStock(AdjustStockRequest.add(Ids.next(), SALE, ITEM, 10)).join();
        id = reserve(client);
      }
      node.stop();
      return id;
    }
  }

  private void reserveOneMore() throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.start(present, data)) {
      try (HoldfastClient client = Buyers.connect(node.address())) {
        reserve(client);
      }
      node.stop();
    }
  }

  private Id reserve(final HoldfastClient client) {
    final Id id = Ids.next();
    assertThat(client.reserve(ReserveRequest.of(id, SALE, ITEM, ++buyer, 1)).join().code())
        .isEqualTo(Code.ACCEPTED);
    return id;
  }

  private void snapshot() throws IOException, InterruptedException {
    present.run("snapshot", "take", "--data-dir", data.toString()).expectSuccess();
  }

  /** Nothing is changed by it: the present program verifies everything afterwards. */
  private void assertRefused(final Holdfast program, final int decidedBy, final int decides)
      throws IOException, InterruptedException {
    final Holdfast.Result result =
        program
            .start("serve", "--listen", "127.0.0.1:0", "--data-dir", data.toString())
            .awaitEnd(TIMEOUT_SECONDS);
    assertThat(result.exitCode()).as(result.out()).isNotZero();
    assertThat(result.out()).doesNotContain("ready on");
    assertThat(result.err().lines().reduce((before, last) -> last).orElse(""))
        .contains("rules version " + decidedBy)
        .contains("version " + decides);
  }

  /** What was decided stays, and what is decided now is in a new epoch, over two starts. */
  private void goOn(final Id first) throws IOException, InterruptedException {
    try (ServedNode node = ServedNode.start(next, data)) {
      assertThat(node.output()).contains("epoch 2 begins at sequence");
      try (HoldfastClient client = Buyers.connect(node.address())) {
        assertThat(client.reservation(first).join().state()).isEqualTo(ReservationState.HELD);
        reserve(client);
      }
      node.stop();
      node.startAgain();
      assertThat(node.output()).doesNotContain("epoch 3");
      assertThat(node.stock(SALE).get(0).getAsJsonObject().get("held").getAsInt()).isEqualTo(3);
      node.stop();
    }
    next.run("replay", "--from-snapshot", "--data-dir", data.toString()).expectSuccess();
  }
}
