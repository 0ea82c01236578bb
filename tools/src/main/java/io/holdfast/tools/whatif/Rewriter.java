package io.holdfast.tools.whatif;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.history.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Makes the commands of another history of the recorded ones: sales are created with the other
 * rules, updates do not touch what is given, and the first delivery of an item is another one. All
 * other bytes stay as they are. Must see every command once, in order.
 */
final class Rewriter {
  private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

  private record CommandId(long hi, long lo) {}

  private record SaleItem(long sale, long item) {}

  private final OtherRules rules;
  private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(1_024);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CreateSaleDecoder createSale = new CreateSaleDecoder();
  private final UpdateSaleDecoder updateSale = new UpdateSaleDecoder();
  private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();

  /** Deliveries that were changed, so that one sent again is changed alike. */
  private final Map<CommandId, Long> deliveries = new HashMap<>();

  /** Compared corrections that history took: an operator compares with the number of the day. */
  private final Set<CommandId> compared = new HashSet<>();

  private final Set<SaleItem> delivered = new HashSet<>();
  private boolean sawSale;
  private boolean sawRoom;

  Rewriter(final OtherRules rules) {
    this.rules = rules;
  }

  /**
   * The command under the other rules.
   *
   * @param recorded what history answered
   * @param sequence under which it will be executed
   * @return holds it from index 0 on, until the next call
   */
  DirectBuffer rewrite(
      final DirectBuffer buffer,
      final int offset,
      final int lengthBytes,
      final Outcome recorded,
      final long sequence) {
    copy.putBytes(0, buffer, offset, lengthBytes);
    if (lengthBytes < HEADER_BYTES) {
      return copy;
    }
    switch (header.wrap(copy, 0).templateId()) {
      case CreateSaleDecoder.TEMPLATE_ID -> create();
      case UpdateSaleDecoder.TEMPLATE_ID -> update();
      case AdjustStockDecoder.TEMPLATE_ID -> adjust(recorded);
      // Ticks come and go under other rules, so a later term may start at another sequence.
      case EpochStartEncoder.TEMPLATE_ID ->
          new EpochStartEncoder().wrap(copy, HEADER_BYTES).startSequence(sequence);
      default -> {}
    }
    return copy;
  }

  private void create() {
    createSale.wrapAndApplyHeader(copy, 0, header);
    if (!rules.concern(createSale.sale())) {
      return;
    }
    sawSale = true;
    sawRoom |= createSale.gated() == 1;
    final CreateSaleEncoder to = new CreateSaleEncoder().wrap(copy, HEADER_BYTES);
    if (rules.holdMs() != null) {
      to.holdMs(rules.holdMs());
    }
    if (rules.paymentMs() != null) {
      to.paymentMs(rules.paymentMs());
    }
    if (rules.limit() != null) {
      to.buyerLimit(rules.limit());
    }
    if (rules.admissionPerSecond() != null && createSale.gated() == 1) {
      to.admissionPerSecond(rules.admissionPerSecond());
    }
  }

  private void update() {
    updateSale.wrapAndApplyHeader(copy, 0, header);
    if (!rules.concern(updateSale.sale())) {
      return;
    }
    final UpdateSaleEncoder to = new UpdateSaleEncoder().wrap(copy, HEADER_BYTES);
    if (rules.holdMs() != null) {
      to.holdMs(UpdateSaleEncoder.holdMsNullValue());
    }
    if (rules.paymentMs() != null) {
      to.paymentMs(UpdateSaleEncoder.paymentMsNullValue());
    }
    if (rules.limit() != null) {
      to.buyerLimit(UpdateSaleEncoder.buyerLimitNullValue());
    }
    if (rules.admissionPerSecond() != null) {
      to.admissionPerSecond(UpdateSaleEncoder.admissionPerSecondNullValue());
    }
  }

  private void adjust(final Outcome recorded) {
    adjustStock.wrapAndApplyHeader(copy, 0, header);
    if (rules.areHistorys()) {
      return;
    }
    final CommandId id = new CommandId(adjustStock.command().hi(), adjustStock.command().lo());
    final boolean done = recorded.is(Code.ACCEPTED) && !recorded.isRepeated();
    final AdjustStockEncoder to = new AdjustStockEncoder().wrap(copy, HEADER_BYTES);
    if (done) {
      compared.add(id);
      deliver(id);
    }
    if (compared.contains(id)) {
      to.expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    }
    final Long other = deliveries.get(id);
    if (other != null) {
      to.delta(other);
    }
  }

  private void deliver(final CommandId id) {
    final SaleItem line = new SaleItem(adjustStock.sale(), adjustStock.item());
    final boolean meant =
        rules.stock() != null && rules.concern(line.sale()) && rules.item() == line.item();
    final long units = adjustStock.delta();
    if (!meant || units <= 0 || !delivered.add(line)) {
      return;
    }
    final long other = rules.stock().of(units);
    if (other < 1) {
      throw new OperatorMistake(
          "--stock "
              + rules.stock()
              + ": the first delivery of item "
              + line.item()
              + " in sale "
              + line.sale()
              + " was "
              + units
              + ", so nothing would be left of it");
    }
    deliveries.put(id, other);
  }

  /**
   * Checks, at the end, that there was something to be otherwise.
   *
   * @throws OperatorMistake if not
   */
  void checkApplied() {
    if (!sawSale && rules.sale() != null) {
      throw new OperatorMistake("--sale " + rules.sale() + ": history has no such sale");
    }
    if (rules.admissionPerSecond() != null && !sawRoom) {
      throw new OperatorMistake("--admission-rate: no waiting room in history");
    }
    if (rules.stock() != null && delivered.isEmpty()) {
      throw new OperatorMistake("--item " + rules.item() + ": history has no delivery of it");
    }
  }
}
