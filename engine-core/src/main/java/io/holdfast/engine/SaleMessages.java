package io.holdfast.engine;

import io.holdfast.protocol.codec.StateSaleEncoder;
import java.nio.charset.StandardCharsets;

/** Writes sales with their waiting rooms, in order of creation. */
final class SaleMessages {
  private final StateSaleEncoder message = new StateSaleEncoder();
  private final StateMessages messages;
  private final EngineState engine;

  SaleMessages(final StateMessages messages, final EngineState engine) {
    this.messages = messages;
    this.engine = engine;
  }

  void write() {
    for (final Sale sale : engine.sales.sales()) {
      message.wrapAndApplyHeader(messages.buffer, 0, messages.header);
      writePolicy(sale);
      writeLimits(sale);
      writeRoomPolicy(sale.policy().room());
      writeRoom(sale.room);
      final byte[] name = sale.policy().name().getBytes(StandardCharsets.UTF_8);
      message.putName(name, 0, name.length);
      messages.send(StateSaleEncoder.TEMPLATE_ID, 1, message.encodedLength());
    }
  }

  private void writePolicy(final Sale sale) {
    final SalePolicy policy = sale.policy();
    message
        .sale(sale.id)
        .created(sale.created)
        .closedAtMs(sale.closedAtMs())
        .opensAtMs(policy.opensAtMs())
        .closesAtMs(policy.closesAtMs())
        .graceUntilMs(sale.graceUntilMs)
        .holdMs(policy.holdMs())
        .paymentMs(policy.paymentMs())
        .maxHoldMs(policy.maxHoldMs())
        .retentionMs(policy.retentionMs())
        .state(sale.state())
        .gated((short) (sale.isGated() ? 1 : 0));
  }

  private void writeLimits(final Sale sale) {
    final UnitLimits limits = sale.policy().limits();
    message
        .buyerLimit(limits.buyer())
        .buyerLineLimit(limits.buyerLine())
        .groupLimit(limits.group())
        .groupLineLimit(limits.groupLine())
        .countedBuyer(sale.counted.buyer())
        .countedBuyerLine(sale.counted.buyerLine())
        .countedGroup(sale.counted.group())
        .countedGroupLine(sale.counted.groupLine());
  }

  private void writeRoomPolicy(final RoomPolicy room) {
    message
        .finishMs(room == null ? 0 : room.finishMs())
        .admissionPerSecond(room == null ? 0 : room.perSecond())
        .maxActive(room == null ? 0 : room.maxActive())
        .admitPermille(room == null ? 0 : room.admitPermille())
        .returnPermille(room == null ? 0 : room.returnPermille())
        .unitsPerBuyer(room == null ? 0 : room.unitsPerBuyer());
  }

  private void writeRoom(final Room room) {
    message
        .joined(room == null ? 0 : room.joined())
        .drawn(room == null ? 0 : room.drawn())
        .admittedUpTo(room == null ? 0 : room.admittedUpTo())
        .waiting(room == null ? 0 : room.waiting)
        .credit(room == null ? 0 : room.credit())
        .creditAtMs(room == null ? 0 : room.creditAtMs())
        .lastDeadlineMs(room == null ? 0 : room.sessions().lastDeadlineMs())
        .admitted(room == null ? 0 : room.admitted)
        .done(room == null ? 0 : room.done)
        .expired(room == null ? 0 : room.expired)
        .left(room == null ? 0 : room.left);
    for (int i = 0; i < StateSaleEncoder.seedLength(); i++) {
      final long word = room == null ? 0 : room.seed()[i / Long.BYTES];
      message.seed(i, (short) (word >>> (i % Long.BYTES * Byte.SIZE) & 0xFF));
    }
  }
}
