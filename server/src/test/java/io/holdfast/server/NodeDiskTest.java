package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before the disk is full, clients are told; nothing is lost and nobody is thrown out. */
final class NodeDiskTest {
  private static final long MORE_THAN_ANY_DISK = 1L << 60;

  private final Requests requests = new Requests();
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path dir) {
    configs = new Configs(dir.resolve("data"));
  }

  @Test
  void noCommandIsTakenWhenItIsFull() throws IOException {
    configs.minFreeBytes = MORE_THAN_ANY_DISK;
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      for (long id = 1; id <= 3; id++) {
        assertThat(wire.code(requests.reserve(id, 1))).isEqualTo(Code.JOURNAL_FULL);
        assertThat(wire.code(requests.confirm(id))).isEqualTo(Code.JOURNAL_FULL);
      }
      assertThat(wire.code(requests.querySale())).as("a query").isEqualTo(Code.UNKNOWN_SALE);
      final NodeStatusDecoder status = wire.status(requests);
      assertThat(status.space()).isEqualTo(JournalSpace.FULL);
      assertThat(status.diskFreeBytes()).isPositive();
      assertThat(status.notTaken()).isEqualTo(6);
    }
    assertThat(configs.log).anyMatch(line -> line.startsWith("journal disk full: "));
    assertThat(configs.fatal).isEmpty();
  }

  @Test
  void whatWasBegunGoesOnWhenItIsNearlyFull() throws IOException {
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
      new Desk(node).accepted(requests.reserve(1, 1));
    }
    configs.minFreeBytes = 2 * Files.getFileStore(configs.dataDir()).getUsableSpace();
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      assertThat(wire.code(requests.reserve(2, 1))).isEqualTo(Code.JOURNAL_FULL);
      assertThat(wire.code(requests.confirm(1))).isEqualTo(Code.ACCEPTED);
      assertThat(wire.status(requests).space()).isEqualTo(JournalSpace.LOW);
      assertThat(new Desk(node).line()).isEqualTo("9 0 1");
    }
    assertThat(configs.log).anyMatch(line -> line.startsWith("journal disk nearly full: "));
    assertThat(configs.fatal).isEmpty();
  }
}
