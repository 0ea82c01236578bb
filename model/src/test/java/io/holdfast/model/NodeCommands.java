package io.holdfast.model;

import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OutageEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import org.agrona.MutableDirectBuffer;

/** The node's own steps, written as {@link Commands} are. */
public final class NodeCommands {
  private NodeCommands() {}

  public static final class Outage extends Commands.Spec<Outage> {
    public long timeMs;
    public long graceMs = 60_000;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final OutageEncoder to =
          new OutageEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      to.timeMs(timeMs).graceMs(graceMs);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class Tick extends Commands.Spec<Tick> {
    public long timeMs;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final TickEncoder to =
          new TickEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      to.timeMs(timeMs);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class EpochStart extends Commands.Spec<EpochStart> {
    public long epoch = 1;
    public long startSequence = 1;
    public int rulesVersion = 2;
    public long memoryRetentionMs = 60_000;
    public long maxLineUnits = 1_000_000;
    public int maxChangesPerStep = 1_000;
    public int maxReservations = 100;
    public int maxEndedHolds = 100;
    public int maxRejections = 100;
    public int maxCommandIds = 100;
    public int maxSales = 10;
    public int maxLines = 10;
    public int maxReservationUnits = 1_000;
    public int maxTickets = 100;
    public int maxBuyerHolds = 100;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final EpochStartEncoder to =
          new EpochStartEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      Commands.put(to.cluster(), new Id(7, 1));
      Commands.put(to.term(), new Id(7, 2));
      Commands.put(to.parentTerm(), new Id(0, 0));
      to.epoch(epoch).startSequence(startSequence).rulesVersion(rulesVersion);
      to.memoryRetentionMs(memoryRetentionMs).maxLineUnits(maxLineUnits);
      to.maxChangesPerStep(maxChangesPerStep).maxReservations(maxReservations);
      to.maxEndedHolds(maxEndedHolds).maxRejections(maxRejections).maxCommandIds(maxCommandIds);
      to.maxSales(maxSales).maxLines(maxLines).maxReservationUnits(maxReservationUnits);
      to.maxTickets(maxTickets).maxBuyerHolds(maxBuyerHolds);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }
}
