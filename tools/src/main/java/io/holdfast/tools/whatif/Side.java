package io.holdfast.tools.whatif;

import io.holdfast.client.Id;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainVerdict;
import io.holdfast.model.ReservationView;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import io.holdfast.tools.history.CommandDecoder;
import io.holdfast.tools.history.RecordedCommand;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One history: its engine, and what came of it. */
final class Side {
  private static final int TICK_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH;

  private final Long sale;
  private final PlainEngine engine = new PlainEngine();
  private final CommandDecoder decoder = new CommandDecoder();
  private final UnsafeBuffer tick = new UnsafeBuffer(new byte[TICK_BYTES]);
  private final Tally tally;

  Side(final Long sale) {
    this.sale = sale;
    tally = new Tally(sale);
  }

  PlainEngine engine() {
    return engine;
  }

  Tally tally() {
    return tally;
  }

  long nextSequence() {
    return engine.isStarted() ? engine.lastSequence() + 1 : 1;
  }

  PlainVerdict execute(
      final long sequence,
      final long timeMs,
      final DirectBuffer buffer,
      final int offset,
      final int lengthBytes) {
    final PlainVerdict verdict = engine.execute(sequence, timeMs, buffer, offset, lengthBytes);
    engine.events().forEach(tally::event);
    if (verdict.code() != Code.ACCEPTED && isOfSale(buffer, offset, lengthBytes)) {
      tally.verdict(verdict);
    }
    return verdict;
  }

  /** Whether a command is about the sale that is counted; one that cannot be told is not. */
  private boolean isOfSale(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    if (sale == null) {
      return true;
    }
    final RecordedCommand command = decoder.decode(buffer, offset, lengthBytes);
    if (command.has("sale")) {
      return command.number("sale", 0) == sale;
    }
    for (final String field : List.of("reservation", "basket")) {
      if (command.has(field)) {
        return saleOf(Id.parse(command.text(field))).filter(sale::equals).isPresent();
      }
    }
    return false;
  }

  private Optional<Long> saleOf(final Id id) {
    return engine
        .reservation(new io.holdfast.model.Id(id.hi(), id.lo()))
        .map(ReservationView::sale);
  }

  /** A Tick that history does not have. */
  void tick(final long timeMs) {
    new TickEncoder().wrapAndApplyHeader(tick, 0, new MessageHeaderEncoder()).timeMs(timeMs);
    execute(nextSequence(), timeMs, tick, 0, TICK_BYTES);
  }
}
