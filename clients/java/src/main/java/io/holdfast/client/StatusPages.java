package io.holdfast.client;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Copies a node's status out of its buffer. What cannot be read is an IllegalArgumentException. */
final class StatusPages {
  private static final short IN_SYNC = 1;
  private static final short NOT_IN_SYNC = 0;

  private StatusPages() {}

  static NodeStatus status(final DirectBuffer buffer, final int offset) {
    final NodeStatusDecoder view =
        new NodeStatusDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    // Groups and texts can be read in their order only, and after that the block still can.
    final List<NodeStatus.StageTimes> stages = stages(view);
    final String version = view.version();
    return new NodeStatus(
        WireEnum.NODE_ROLE.of(view.roleRaw()),
        view.epoch(),
        term(view.term()),
        view.sequence(),
        view.gate(),
        view.journaled(),
        Optionals.of(view.synced()),
        Optionals.of(view.lag()),
        inSync(view.inSync()),
        WireEnum.DURABILITY.of(view.durabilityRaw()),
        view.uptimeMs(),
        view.timeMs(),
        view.wallMs(),
        new NodeStatus.Requests(view.accepted(), view.rejected(), view.notTaken()),
        new NodeStatus.Requests(
            view.acceptedPerSecond(), view.rejectedPerSecond(), view.notTakenPerSecond()),
        view.overMs(),
        stages,
        view.ringSlots(),
        view.ringUsed(),
        view.connections(),
        view.observers(),
        view.subscriptions(),
        view.reservations(),
        Optionals.of(view.diskFreeBytes()),
        WireEnum.JOURNAL_SPACE.of(view.spaceRaw()),
        Optionals.of(view.snapshotSequence()),
        Optionals.of(view.snapshotMs()),
        version);
  }

  private static Optional<Id> term(final UuidDecoder term) {
    final Id id = new Id(term.hi(), term.lo());
    return id.isZero() ? Optional.empty() : Optional.of(id);
  }

  private static Optional<Boolean> inSync(final short wireValue) {
    return switch (wireValue) {
      case IN_SYNC -> Optional.of(true);
      case NOT_IN_SYNC -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static List<NodeStatus.StageTimes> stages(final NodeStatusDecoder view) {
    final List<NodeStatus.StageTimes> stages = new ArrayList<>();
    for (final NodeStatusDecoder.StagesDecoder row : view.stages()) {
      stages.add(
          new NodeStatus.StageTimes(
              WireEnum.PIPELINE_STAGE.of(row.stageRaw()),
              row.batches(),
              row.p50Ns(),
              row.p99Ns(),
              row.p999Ns(),
              row.maxNs()));
    }
    return stages;
  }
}
