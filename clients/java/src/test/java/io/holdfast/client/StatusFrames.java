package io.holdfast.client;

import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.NodeRole;
import io.holdfast.protocol.codec.NodeStatusEncoder;
import io.holdfast.protocol.codec.PipelineStage;
import org.agrona.concurrent.UnsafeBuffer;

/** A node's status; the numbers tell the fields apart. */
final class StatusFrames {
  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();
  private static final short NO_STANDBY = 255;

  private StatusFrames() {}

  /** Of a primary that has no standby and no snapshot. */
  static synchronized byte[] primary(final long correlationId) {
    final UnsafeBuffer buffer = Frames.buffer();
    final NodeStatusEncoder status = status(buffer, correlationId);
    status
        .synced(NodeStatusEncoder.syncedNullValue())
        .lag(NodeStatusEncoder.lagNullValue())
        .diskFreeBytes(NodeStatusEncoder.diskFreeBytesNullValue())
        .snapshotSequence(NodeStatusEncoder.snapshotSequenceNullValue())
        .snapshotMs(NodeStatusEncoder.snapshotMsNullValue())
        .inSync(NO_STANDBY)
        .term()
        .hi(0)
        .lo(0);
    return finish(buffer, status);
  }

  /** Of one that has everything. */
  static synchronized byte[] complete(final long correlationId) {
    final UnsafeBuffer buffer = Frames.buffer();
    final NodeStatusEncoder status = status(buffer, correlationId);
    status
        .synced(27)
        .lag(28)
        .diskFreeBytes(29)
        .snapshotSequence(30)
        .snapshotMs(31)
        .inSync((short) 1)
        .term()
        .hi(32)
        .lo(33);
    return finish(buffer, status);
  }

  private static NodeStatusEncoder status(final UnsafeBuffer buffer, final long correlationId) {
    return new NodeStatusEncoder()
        .wrapAndApplyHeader(buffer, Frames.START, HEADER)
        .correlationId(correlationId)
        .epoch(2)
        .sequence(3)
        .gate(4)
        .journaled(5)
        .uptimeMs(6)
        .timeMs(7)
        .wallMs(8)
        .accepted(9)
        .rejected(10)
        .notTaken(11)
        .overMs(12)
        .acceptedPerSecond(13)
        .rejectedPerSecond(14)
        .notTakenPerSecond(15)
        .reservations(16)
        .ringSlots(17)
        .ringUsed(18)
        .connections(19)
        .observers(25)
        .subscriptions(26)
        .role(NodeRole.PRIMARY)
        .durability(Durability.SYNCED)
        .space(JournalSpace.LOW);
  }

  private static byte[] finish(final UnsafeBuffer buffer, final NodeStatusEncoder status) {
    status
        .stagesCount(2)
        .next()
        .batches(20)
        .p50Ns(21)
        .p99Ns(22)
        .p999Ns(23)
        .maxNs(24)
        .stage(PipelineStage.LOGIC)
        .next()
        .batches(0)
        .p50Ns(0)
        .p99Ns(0)
        .p999Ns(0)
        .maxNs(0)
        .stage(PipelineStage.BARRIER);
    status.version("holdfast 9");
    return Frames.frame(buffer, status.encodedLength());
  }
}
