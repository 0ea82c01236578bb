package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.snapshotter.SnapshotInfo;
import io.holdfast.snapshotter.SnapshotTaker;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node starts from a snapshot and the journal behind it, and is the node it was. */
final class NodeSnapshotTest {
  private Path dir;
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path given) {
    dir = given.resolve("data");
    configs = new Configs(dir);
  }

  @AfterEach
  void nothingStoppedIt() {
    assertThat(configs.fatal).isEmpty();
  }

  @Test
  void goesOnFromTheOneThatWasTakenWhileItRan() {
    final SnapshotInfo snapshot;
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
      snapshot = take();
      desk.accepted(desk.requests.reserve(2, 2));
      desk.accepted(desk.requests.confirm(2));
    }
    configs.log.clear();

    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      assertThat(desk.line()).isEqualTo("5 3 2");
      final VerdictDecoder verdict = desk.verdict(desk.requests.reserve(1, 3));
      assertThat(verdict.marks().repeated()).isTrue();
    }
    assertThat(snapshot.point().sequence()).isEqualTo(5);
    assertThat(configs.log).anyMatch(line -> line.startsWith("loaded " + snapshot.file()));
    assertThat(configs.log).anyMatch(line -> line.startsWith("recovered 2 steps up to sequence 7"));
  }

  @Test
  void theStatusNamesIt() throws IOException {
    final Requests requests = new Requests();
    final SnapshotInfo snapshot;
    try (Node node = configs.start()) {
      new Desk(node).sell(10);
      snapshot = take();
    }

    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      final NodeStatusDecoder status = wire.status(requests);
      assertThat(status.snapshotSequence()).isEqualTo(snapshot.point().sequence());
      assertThat(status.snapshotMs())
          .isEqualTo(Files.getLastModifiedTime(snapshot.file()).toMillis());
    }
  }

  @Test
  void aDamagedOneCostsOnlyTime() throws IOException {
    final SnapshotInfo snapshot;
    try (Node node = configs.start()) {
      final Desk desk = new Desk(node);
      desk.sell(10);
      desk.accepted(desk.requests.reserve(1, 3));
      snapshot = take();
    }
    final byte[] bytes = Files.readAllBytes(snapshot.file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(snapshot.file(), bytes);
    configs.log.clear();

    try (Node node = configs.start()) {
      assertThat(new Desk(node).line()).isEqualTo("7 3 0");
    }
    assertThat(configs.log)
        .anyMatch(line -> line.startsWith("passed over: " + snapshot.file()))
        .anyMatch(line -> line.startsWith("recovered 5 steps up to sequence 5"));
  }

  private SnapshotInfo take() {
    return new SnapshotTaker(dir, note -> {}, sequence -> {}, System::currentTimeMillis)
        .take(SnapshotTaker.TO_THE_END)
        .snapshot();
  }
}
