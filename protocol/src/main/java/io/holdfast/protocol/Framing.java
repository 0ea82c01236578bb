package io.holdfast.protocol;

import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;

/** Sizes that node and client agree on; the schema's comment draws the frame. */
public final class Framing {
  /**
   * Newest version of the protocol spoken here, as in Hello and Welcome: that of the schema. The
   * versions that are spoken besides are known to {@link Versions}.
   */
  public static final int PROTOCOL_VERSION = HelloDecoder.SCHEMA_VERSION;

  /** Length of the int32 before every message on the wire. */
  public static final int LENGTH_FIELD_BYTES = 4;

  /** Longest basket, in lines. */
  public static final int MAX_BASKET_LINES = 256;

  /** Longest text of a varString, in bytes. */
  public static final int MAX_TEXT_BYTES = 256;

  /** Longest message, length field excluded: a full basket with room to grow. */
  public static final int MAX_MESSAGE_BYTES = 8 * 1024;

  /** A request takes one slot of the node's ring per this many bytes. */
  public static final int SLOT_BYTES = 128;

  /**
   * Slots a query takes whose answer may be longer than a slot (a list, a sale with its name, a
   * waiting room): the answer is kept in them until it may be seen.
   */
  public static final int LIST_SLOTS = 32;

  private Framing() {}

  /** Slots that a message of this length takes, queries with long answers apart. */
  public static int slots(final int messageBytes) {
    return Math.max(1, (messageBytes + SLOT_BYTES - 1) / SLOT_BYTES);
  }

  /** Slots that a request takes: room for its own bytes and for its answer. */
  public static int requestSlots(final int templateId, final int messageBytes) {
    return switch (templateId) {
      case QuerySaleDecoder.TEMPLATE_ID,
          ListSalesDecoder.TEMPLATE_ID,
          ListLinesDecoder.TEMPLATE_ID,
          QueryRoomDecoder.TEMPLATE_ID,
          QueryBuyerDecoder.TEMPLATE_ID ->
          LIST_SLOTS;
      default -> slots(messageBytes);
    };
  }
}
