package io.holdfast.server;

import io.holdfast.gateway.Gateway;
import io.holdfast.gateway.StatusSource;
import io.holdfast.pipeline.Activity;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.Gauges;
import io.holdfast.pipeline.Stage;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.NodeStatusEncoder;
import io.holdfast.protocol.codec.PipelineStage;
import io.holdfast.snapshotter.SnapshotStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agrona.MutableDirectBuffer;

/** Says how the node is, from numbers that its threads publish; waits for none of them. */
final class StatusWriter implements StatusSource {
  private static final short NO_STANDBY = 255;
  private static final long NS_PER_MS = 1_000_000;

  private final CompactPipeline pipeline;
  private final Gateway gateway;
  private final Activity activity;
  private final DiskGuard disk;
  private final NewestSnapshot snapshot;
  private final Identity identity;
  private final byte[] version;
  private final long startNs = System.nanoTime();

  /**
   * Who the node is.
   *
   * @param epoch number of the term
   * @param term its id; zero: it keeps no journal
   * @param durability class of every verdict
   * @param version of the program
   */
  record Identity(long epoch, UUID term, Durability durability, String version) {}

  /**
   * @param disk null: the node keeps no journal
   * @param snapshot likewise
   */
  StatusWriter(
      final CompactPipeline pipeline,
      final Gateway gateway,
      final Activity activity,
      final DiskGuard disk,
      final NewestSnapshot snapshot,
      final Identity identity) {
    this.pipeline = pipeline;
    this.gateway = gateway;
    this.activity = activity;
    this.disk = disk;
    this.snapshot = snapshot;
    this.identity = identity;
    final byte[] utf8 = identity.version().getBytes(StandardCharsets.UTF_8);
    this.version = utf8.length > Framing.MAX_TEXT_BYTES ? new byte[0] : utf8;
  }

  @Override
  public int write(final long correlationId, final MutableDirectBuffer buffer, final int offset) {
    final NodeStatusEncoder status =
        new NodeStatusEncoder()
            .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
            .correlationId(correlationId);
    writePositions(status);
    writeWork(status);
    writeStages(status, activity.lately().stages());
    status.putVersion(version, 0, version.length);
    return MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength();
  }

  /** Read from the last position to the first, so that none seems to be ahead of one before it. */
  private void writePositions(final NodeStatusEncoder status) {
    final Gauges gauges = pipeline.gauges();
    status
        .gate(gauges.gateSequence())
        .synced(
            gauges.syncedSequence() < 0
                ? NodeStatusEncoder.syncedNullValue()
                : gauges.syncedSequence())
        .journaled(gauges.journaledSequence())
        .sequence(gauges.executedSequence())
        .epoch(identity.epoch())
        .lag(NodeStatusEncoder.lagNullValue())
        .inSync(NO_STANDBY)
        .role(NodeRole.PRIMARY)
        .durability(identity.durability())
        .timeMs(pipeline.timeMs())
        .wallMs(System.currentTimeMillis())
        .uptimeMs((System.nanoTime() - startNs) / NS_PER_MS)
        .term()
        .hi(identity.term().getMostSignificantBits())
        .lo(identity.term().getLeastSignificantBits());
  }

  private void writeWork(final NodeStatusEncoder status) {
    final Gauges gauges = pipeline.gauges();
    final Activity.Lately lately = activity.lately();
    status
        .accepted(gauges.accepted())
        .rejected(gauges.rejected())
        .notTaken(gateway.counts().notTaken())
        .overMs(lately.overMs())
        .acceptedPerSecond(lately.acceptedPerSecond())
        .rejectedPerSecond(lately.rejectedPerSecond())
        .notTakenPerSecond(lately.notTakenPerSecond())
        .reservations(gauges.reservations())
        .ringSlots(pipeline.ring().slots())
        .ringUsed(pipeline.slotsInUse())
        .connections(gateway.counts().connections())
        .observers(gateway.observerCount())
        .subscriptions(gateway.subscriptions())
        .diskFreeBytes(disk == null ? NodeStatusEncoder.diskFreeBytesNullValue() : disk.freeBytes())
        .space(disk == null ? JournalSpace.ENOUGH : disk.level());
    writeSnapshot(status);
  }

  private void writeSnapshot(final NodeStatusEncoder status) {
    final Optional<SnapshotStore.Newest> newest =
        snapshot == null ? Optional.empty() : snapshot.found();
    status
        .snapshotSequence(
            newest
                .map(SnapshotStore.Newest::sequence)
                .orElse(NodeStatusEncoder.snapshotSequenceNullValue()))
        .snapshotMs(
            newest
                .map(SnapshotStore.Newest::writtenAtMs)
                .orElse(NodeStatusEncoder.snapshotMsNullValue()));
  }

  private static void writeStages(
      final NodeStatusEncoder status, final Map<Stage, Activity.StageTimes> stages) {
    final NodeStatusEncoder.StagesEncoder rows = status.stagesCount(stages.size());
    stages.forEach(
        (stage, times) ->
            rows.next()
                .batches(times.batches())
                .p50Ns(times.p50Ns())
                .p99Ns(times.p99Ns())
                .p999Ns(times.p999Ns())
                .maxNs(times.maxNs())
                .stage(wire(stage)));
  }

  private static PipelineStage wire(final Stage stage) {
    return switch (stage) {
      case LOGIC -> PipelineStage.LOGIC;
      case JOURNAL -> PipelineStage.JOURNAL;
      case BARRIER -> PipelineStage.BARRIER;
      case REPLY -> PipelineStage.REPLY;
    };
  }
}
