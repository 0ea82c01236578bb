package io.holdfast.engine;

import io.holdfast.protocol.codec.GroupSizeEncodingDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.StateBacklogDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateEndDecoder;
import io.holdfast.protocol.codec.StateEngineDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder;
import org.agrona.DirectBuffer;

/**
 * How long the blocks of a state's messages and rows are. The codecs believe what a message says of
 * that; a row said to have no bytes could be repeated thousands of times.
 */
final class StateLayout {
  private static final int NO_ROWS = -1;

  private StateLayout() {}

  /** Refuses a message whose block, or whose rows, have another length than the schema's. */
  static void check(
      final MessageHeaderDecoder header, final DirectBuffer buffer, final int offset) {
    final int section = header.templateId();
    final int block = header.blockLength();
    if (block != blockBytes(section)) {
      throw new StateException(
          "a message of section " + section + " says that its block has " + block + " bytes");
    }
    final int row = rowBytes(section);
    if (row == NO_ROWS) {
      return;
    }
    final int said =
        new GroupSizeEncodingDecoder()
            .wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH + block)
            .blockLength();
    if (said != row) {
      throw new StateException(
          "a message of section " + section + " says that its rows have " + said + " bytes");
    }
  }

  private static int blockBytes(final int section) {
    return switch (section) {
      case StateEngineDecoder.TEMPLATE_ID -> StateEngineDecoder.BLOCK_LENGTH;
      case StateSaleDecoder.TEMPLATE_ID -> StateSaleDecoder.BLOCK_LENGTH;
      case StateLinesDecoder.TEMPLATE_ID -> StateLinesDecoder.BLOCK_LENGTH;
      case StateReservationsDecoder.TEMPLATE_ID -> StateReservationsDecoder.BLOCK_LENGTH;
      case StateBasketsDecoder.TEMPLATE_ID -> StateBasketsDecoder.BLOCK_LENGTH;
      case StateCommandsDecoder.TEMPLATE_ID -> StateCommandsDecoder.BLOCK_LENGTH;
      case StateTicketsDecoder.TEMPLATE_ID -> StateTicketsDecoder.BLOCK_LENGTH;
      case StateSessionsDecoder.TEMPLATE_ID -> StateSessionsDecoder.BLOCK_LENGTH;
      case StateBacklogDecoder.TEMPLATE_ID -> StateBacklogDecoder.BLOCK_LENGTH;
      case StateEndDecoder.TEMPLATE_ID -> StateEndDecoder.BLOCK_LENGTH;
      default -> throw new StateException("no section of a state has the number " + section);
    };
  }

  private static int rowBytes(final int section) {
    return switch (section) {
      case StateLinesDecoder.TEMPLATE_ID -> StateLinesDecoder.LinesDecoder.sbeBlockLength();
      case StateReservationsDecoder.TEMPLATE_ID ->
          StateReservationsDecoder.ReservationsDecoder.sbeBlockLength();
      case StateBasketsDecoder.TEMPLATE_ID -> StateBasketsDecoder.BasketsDecoder.sbeBlockLength();
      case StateCommandsDecoder.TEMPLATE_ID ->
          StateCommandsDecoder.CommandsDecoder.sbeBlockLength();
      case StateTicketsDecoder.TEMPLATE_ID -> StateTicketsDecoder.TicketsDecoder.sbeBlockLength();
      case StateSessionsDecoder.TEMPLATE_ID ->
          StateSessionsDecoder.SessionsDecoder.sbeBlockLength();
      case StateBacklogDecoder.TEMPLATE_ID -> StateBacklogDecoder.LinesDecoder.sbeBlockLength();
      default -> NO_ROWS;
    };
  }
}
