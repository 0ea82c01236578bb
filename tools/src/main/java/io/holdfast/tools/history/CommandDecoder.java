package io.holdfast.tools.history;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Makes readable fields of the bytes of any recorded command. Not thread-safe. */
public final class CommandDecoder {
  /** Reads the fields of one message and gives where it ends. */
  @FunctionalInterface
  private interface Reader {
    int read(DirectBuffer bytes, int offset, MessageHeaderDecoder header, FieldList to);
  }

  private record Template(String name, Reader reader) {}

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final Map<Integer, Template> templates = new HashMap<>();

  public CommandDecoder() {
    addStorefrontCommands(new StorefrontFields());
    addOperatorCommands(new OperatorFields());
    addNodeSteps(new NodeFields());
  }

  private void addStorefrontCommands(final StorefrontFields from) {
    add(ReserveDecoder.TEMPLATE_ID, "Reserve", from::reserve);
    add(ReserveBasketDecoder.TEMPLATE_ID, "ReserveBasket", from::reserveBasket);
    add(BeginPaymentDecoder.TEMPLATE_ID, "BeginPayment", from::beginPayment);
    add(BeginPaymentBasketDecoder.TEMPLATE_ID, "BeginPaymentBasket", from::beginPaymentBasket);
    add(ConfirmDecoder.TEMPLATE_ID, "Confirm", from::confirm);
    add(ConfirmBasketDecoder.TEMPLATE_ID, "ConfirmBasket", from::confirmBasket);
    add(ReleaseDecoder.TEMPLATE_ID, "Release", from::release);
    add(ReleaseBasketDecoder.TEMPLATE_ID, "ReleaseBasket", from::releaseBasket);
    add(CancelDecoder.TEMPLATE_ID, "Cancel", from::cancel);
    add(ExtendDecoder.TEMPLATE_ID, "Extend", from::extend);
    add(JoinQueueDecoder.TEMPLATE_ID, "JoinQueue", from::joinQueue);
    add(LeaveQueueDecoder.TEMPLATE_ID, "LeaveQueue", from::leaveQueue);
  }

  private void addOperatorCommands(final OperatorFields from) {
    add(CreateSaleDecoder.TEMPLATE_ID, "CreateSale", from::createSale);
    add(OpenSaleDecoder.TEMPLATE_ID, "OpenSale", from::openSale);
    add(PauseSaleDecoder.TEMPLATE_ID, "PauseSale", from::pauseSale);
    add(CloseSaleDecoder.TEMPLATE_ID, "CloseSale", from::closeSale);
    add(UpdateSaleDecoder.TEMPLATE_ID, "UpdateSale", from::updateSale);
    add(AdjustStockDecoder.TEMPLATE_ID, "AdjustStock", from::adjustStock);
    add(OperatorReleaseDecoder.TEMPLATE_ID, "OperatorRelease", from::operatorRelease);
    add(OperatorCancelDecoder.TEMPLATE_ID, "OperatorCancel", from::operatorCancel);
  }

  private void addNodeSteps(final NodeFields from) {
    add(TickDecoder.TEMPLATE_ID, "Tick", from::tick);
    add(OutageDecoder.TEMPLATE_ID, "Outage", from::outage);
    add(EpochStartDecoder.TEMPLATE_ID, "EpochStart", from::epochStart);
  }

  private void add(final int id, final String name, final Reader reader) {
    templates.put(id, new Template(name, reader));
  }

  /**
   * Decodes one command. What is not exactly one that this program knows is given as its bytes.
   *
   * @param lengthBytes of the SBE header, block, groups and data, without padding
   */
  public RecordedCommand decode(
      final DirectBuffer buffer, final int offset, final int lengthBytes) {
    if (lengthBytes < MessageHeaderDecoder.ENCODED_LENGTH) {
      return unreadable(buffer, offset, lengthBytes);
    }
    header.wrap(buffer, offset);
    final Template template = templates.get(header.templateId());
    if (template == null || header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      return unreadable(buffer, offset, lengthBytes);
    }
    final FieldList fields = new FieldList();
    try {
      final int end = template.reader().read(buffer, offset, header, fields);
      return end == offset + lengthBytes
          ? new RecordedCommand(template.name(), fields.json())
          : unreadable(buffer, offset, lengthBytes);
    } catch (final IndexOutOfBoundsException e) {
      // A length inside the command leads out of the excerpt.
      return unreadable(buffer, offset, lengthBytes);
    }
  }

  private static RecordedCommand unreadable(
      final DirectBuffer buffer, final int offset, final int lengthBytes) {
    final byte[] bytes = new byte[lengthBytes];
    buffer.getBytes(offset, bytes);
    final JsonObject fields = new JsonObject();
    fields.addProperty("bytes", HexFormat.of().formatHex(bytes));
    return new RecordedCommand(RecordedCommand.UNREADABLE, fields);
  }
}
