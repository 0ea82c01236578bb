package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.PipelineStage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told about the node itself. */
class NodeStatusTest extends ScriptedNode {
  @BeforeEach
  void connect() {
    connect(FakeNode.LIMITS);
  }

  @Test
  void everyFieldIsTheOneTheNodeSent() throws ExecutionException {
    final CompletableFuture<NodeStatus> asked = client.status();
    peer.send(StatusFrames.complete(peer.next().correlationId()));
    assertThat(await(asked))
        .isEqualTo(
            new NodeStatus(
                NodeRole.PRIMARY,
                2,
                Optional.of(new Id(32, 33)),
                3,
                4,
                5,
                OptionalLong.of(27),
                OptionalLong.of(28),
                Optional.of(true),
                Durability.SYNCED,
                6,
                7,
                8,
                new NodeStatus.Requests(9, 10, 11),
                new NodeStatus.Requests(13, 14, 15),
                12,
                List.of(
                    new NodeStatus.StageTimes(PipelineStage.LOGIC, 20, 21, 22, 23, 24),
                    new NodeStatus.StageTimes(PipelineStage.BARRIER, 0, 0, 0, 0, 0)),
                17,
                18,
                19,
                25,
                26,
                16,
                OptionalLong.of(29),
                JournalSpace.LOW,
                OptionalLong.of(30),
                OptionalLong.of(31),
                "holdfast 9"));
  }

  @Test
  void whatThereIsNotIsEmpty() throws ExecutionException {
    final CompletableFuture<NodeStatus> asked = client.status();
    peer.send(StatusFrames.primary(peer.next().correlationId()));
    final NodeStatus status = await(asked);
    assertThat(status.term()).isEmpty();
    assertThat(status.synced()).isEmpty();
    assertThat(status.lag()).isEmpty();
    assertThat(status.inSync()).isEmpty();
    assertThat(status.diskFreeBytes()).isEmpty();
    assertThat(status.snapshotSequence()).isEmpty();
    assertThat(status.snapshotMs()).isEmpty();
  }

  @Test
  void itMayOvertakeWhatWasSentBefore() throws ExecutionException {
    final CompletableFuture<SaleInfo> before = client.sale(5);
    final long sale = peer.next().correlationId();
    final CompletableFuture<NodeStatus> asked = client.status();
    peer.send(StatusFrames.primary(peer.next().correlationId()));
    assertThat(await(asked).version()).isEqualTo("holdfast 9");
    assertThat(before).isNotDone();
    peer.send(Frames.sales(sale, -1, 5));
    assertThat(await(before).sale()).isEqualTo(5);
  }
}
