package io.holdfast.tools.history;

import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import org.agrona.DirectBuffer;

/** The fields of the node's own steps. Each method gives where the message ends. */
final class NodeFields {
  private final TickDecoder tick = new TickDecoder();
  private final OutageDecoder outage = new OutageDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();

  int tick(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    tick.wrapAndApplyHeader(bytes, at, header);
    to.number("timeMs", tick.timeMs());
    return tick.limit();
  }

  int outage(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    outage.wrapAndApplyHeader(bytes, at, header);
    to.number("timeMs", outage.timeMs()).number("graceMs", outage.graceMs());
    return outage.limit();
  }

  int epochStart(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    epochStart.wrapAndApplyHeader(bytes, at, header);
    to.id("cluster", epochStart.cluster())
        .id("term", epochStart.term())
        .id("parentTerm", epochStart.parentTerm())
        .number("epoch", epochStart.epoch())
        .number("startSequence", epochStart.startSequence())
        .number("memoryRetentionMs", epochStart.memoryRetentionMs())
        .number("maxLineUnits", epochStart.maxLineUnits())
        .number("rulesVersion", epochStart.rulesVersion())
        .number("maxChangesPerStep", epochStart.maxChangesPerStep())
        .number("maxReservations", epochStart.maxReservations())
        .number("maxEndedHolds", epochStart.maxEndedHolds())
        .number("maxRejections", epochStart.maxRejections())
        .number("maxCommandIds", epochStart.maxCommandIds())
        .number("maxSales", epochStart.maxSales())
        .number("maxLines", epochStart.maxLines())
        .number("maxReservationUnits", epochStart.maxReservationUnits())
        .number("maxTickets", epochStart.maxTickets())
        .number("maxBuyerHolds", epochStart.maxBuyerHolds());
    return epochStart.limit();
  }
}
