package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.PipelineStage;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node says how it is, with the numbers of what it did. */
final class NodeStatusTest {
  private final Requests requests = new Requests();
  private Configs configs;

  @BeforeEach
  void configure(@TestDir final Path dir) {
    configs = new Configs(dir.resolve("data"));
  }

  /** Four commands, one of them rejected, and the steps before them. */
  private void work(final Wire wire, final Node node) throws IOException {
    new Desk(node).sell(1);
    assertThat(wire.code(requests.reserve(1, 1))).isEqualTo(Code.ACCEPTED);
    assertThat(wire.code(requests.reserve(2, 1))).isEqualTo(Code.SOLD_OUT);
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "JOURNALED", "SYNCED"})
  void positionsAndCountsAreThoseOfTheWorkDone(final Durability durability) throws IOException {
    configs.durability = durability;
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      work(wire, node);
      final NodeStatusDecoder status = wire.status(requests);
      assertThat(status.role()).isEqualTo(NodeRole.PRIMARY);
      assertThat(status.durability()).isEqualTo(durability);
      assertThat(status.epoch()).isEqualTo(node.epoch());
      final boolean hasTerm = status.term().hi() != 0 || status.term().lo() != 0;
      assertThat(hasTerm).isEqualTo(durability != Durability.MEMORY);
      assertThat(status.sequence()).isEqualTo(node.startSequence() + 5);
      assertThat(status.gate()).isEqualTo(status.sequence());
      assertThat(status.journaled()).isEqualTo(status.sequence());
      assertThat(status.synced())
          .isEqualTo(
              durability == Durability.SYNCED
                  ? status.sequence()
                  : NodeStatusDecoder.syncedNullValue());
      assertThat(status.accepted()).isEqualTo(4);
      assertThat(status.rejected()).isEqualTo(1);
      assertThat(status.notTaken()).isZero();
      assertThat(status.reservations()).isEqualTo(1);
      assertThat(status.connections()).isEqualTo(1);
      assertThat(status.ringSlots()).isEqualTo(1_024);
      assertThat(status.ringUsed()).isZero();
      assertThat(status.space()).isEqualTo(JournalSpace.ENOUGH);
    }
  }

  @Test
  void whoWatchesIsCounted() throws IOException {
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello());
        Wire observer = new Wire(node, requests.helloOfAnObserver())) {
      work(wire, node);
      observer.subscribe(requests.subscribeSale(1));
      observer.subscribe(requests.subscribeSale(2));
      final NodeStatusDecoder status = wire.status(requests);
      assertThat(status.connections()).isEqualTo(2);
      assertThat(status.observers()).isEqualTo(1);
      assertThat(status.subscriptions()).isEqualTo(2);
    }
  }

  @Test
  void whatThereIsNotIsNull() throws IOException {
    configs.durability = Durability.MEMORY;
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      final NodeStatusDecoder status = wire.status(requests);
      assertThat(status.lag()).isEqualTo(NodeStatusDecoder.lagNullValue());
      assertThat(status.inSync()).isEqualTo((short) 255);
      assertThat(status.diskFreeBytes()).isEqualTo(NodeStatusDecoder.diskFreeBytesNullValue());
      assertThat(status.snapshotSequence())
          .isEqualTo(NodeStatusDecoder.snapshotSequenceNullValue());
      assertThat(status.snapshotMs()).isEqualTo(NodeStatusDecoder.snapshotMsNullValue());
    }
  }

  @Test
  void theStagesOfTheLastSecondsAreTimed() throws IOException {
    configs.durability = Durability.SYNCED;
    try (Node node = configs.start();
        Wire wire = new Wire(node, requests.hello())) {
      work(wire, node);
      Map<PipelineStage, Long> batches = stages(wire);
      while (batches.get(PipelineStage.BARRIER) < 5) {
        // The node looks at its counters twice a second.
        batches = stages(wire);
      }
      assertThat(batches.get(PipelineStage.LOGIC)).isGreaterThanOrEqualTo(5);
      assertThat(batches.get(PipelineStage.JOURNAL)).isEqualTo(5);
      assertThat(batches.get(PipelineStage.BARRIER)).isEqualTo(5);
      assertThat(batches.get(PipelineStage.REPLY)).isGreaterThanOrEqualTo(5);
    }
  }

  private Map<PipelineStage, Long> stages(final Wire wire) throws IOException {
    final Map<PipelineStage, Long> batches = new EnumMap<>(PipelineStage.class);
    final NodeStatusDecoder status = wire.status(requests);
    for (final NodeStatusDecoder.StagesDecoder row : status.stages()) {
      batches.put(row.stage(), row.batches());
      assertThat(row.p50Ns()).isLessThanOrEqualTo(row.p99Ns());
      assertThat(row.p99Ns()).isLessThanOrEqualTo(row.p999Ns());
      assertThat(row.p999Ns()).isLessThanOrEqualTo(row.maxNs());
      assertThat(row.maxNs() > 0).isEqualTo(row.batches() > 0);
    }
    assertThat(status.version()).isEqualTo("tested");
    assertThat(batches)
        .containsOnlyKeys(
            PipelineStage.LOGIC, PipelineStage.JOURNAL, PipelineStage.BARRIER, PipelineStage.REPLY);
    return batches;
  }
}
