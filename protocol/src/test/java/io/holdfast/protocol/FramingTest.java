package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.LinePageEncoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.ReservationViewEncoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.RoomViewEncoder;
import io.holdfast.protocol.codec.SalePageEncoder;
import io.holdfast.protocol.codec.TicketViewEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import org.junit.jupiter.api.Test;

/** The sizes that node and client agree on fit each other. */
final class FramingTest {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  @Test
  void theLongestBasketIsAMessage() {
    assertThat(ClientMessages.basket(Framing.MAX_BASKET_LINES))
        .hasSizeLessThanOrEqualTo(Framing.MAX_MESSAGE_BYTES);
  }

  @Test
  void theLongestTextsAreAMessage() {
    final String longest = "x".repeat(Framing.MAX_TEXT_BYTES);
    assertThat(ClientMessages.createSale(longest, longest, longest))
        .hasSizeLessThanOrEqualTo(Framing.MAX_MESSAGE_BYTES);
  }

  @Test
  void aRequestTakesASlotPerSlotBytesBegun() {
    assertThat(Framing.slots(0)).isEqualTo(1);
    assertThat(Framing.slots(1)).isEqualTo(1);
    assertThat(Framing.slots(Framing.SLOT_BYTES)).isEqualTo(1);
    assertThat(Framing.slots(Framing.SLOT_BYTES + 1)).isEqualTo(2);
    assertThat(Framing.slots(Framing.MAX_MESSAGE_BYTES))
        .isEqualTo(Framing.MAX_MESSAGE_BYTES / Framing.SLOT_BYTES);
  }

  @Test
  void aQueryWithALongAnswerTakesTheSlotsOfAPage() {
    for (final int template :
        new int[] {
          QuerySaleDecoder.TEMPLATE_ID,
          ListSalesDecoder.TEMPLATE_ID,
          ListLinesDecoder.TEMPLATE_ID,
          QueryRoomDecoder.TEMPLATE_ID,
          QueryBuyerDecoder.TEMPLATE_ID
        }) {
      assertThat(Framing.requestSlots(template, 24)).isEqualTo(Framing.LIST_SLOTS);
    }
    assertThat(Framing.requestSlots(QueryLineDecoder.TEMPLATE_ID, 32)).isEqualTo(1);
    assertThat(Framing.requestSlots(QueryTicketDecoder.TEMPLATE_ID, 32)).isEqualTo(1);
    assertThat(Framing.requestSlots(ReserveBasketDecoder.TEMPLATE_ID, 129)).isEqualTo(2);
  }

  /** What is on its way out of a connection is bounded by its window only if this holds. */
  @Test
  void anAnswerOfOneRowFitsTheSmallestRequestsSlot() {
    final int lineBytes =
        LinePageEncoder.BLOCK_LENGTH
            + LinePageEncoder.LinesEncoder.sbeHeaderSize()
            + LinePageEncoder.LinesEncoder.sbeBlockLength();
    for (final int body :
        new int[] {
          VerdictEncoder.BLOCK_LENGTH,
          ReservationViewEncoder.BLOCK_LENGTH,
          TicketViewEncoder.BLOCK_LENGTH,
          lineBytes
        }) {
      assertThat(Framing.LENGTH_FIELD_BYTES + HEADER_BYTES + body)
          .isLessThanOrEqualTo(Framing.SLOT_BYTES);
    }
  }

  @Test
  void theLongestSaleFitsAPage() {
    final int body =
        SalePageEncoder.BLOCK_LENGTH
            + SalePageEncoder.SalesEncoder.sbeHeaderSize()
            + SalePageEncoder.SalesEncoder.sbeBlockLength()
            + SalePageEncoder.SalesEncoder.nameHeaderLength()
            + Framing.MAX_TEXT_BYTES;
    assertThat(Framing.LENGTH_FIELD_BYTES + HEADER_BYTES + body)
        .isLessThanOrEqualTo(Framing.LIST_SLOTS * Framing.SLOT_BYTES);
  }

  @Test
  void aWaitingRoomFitsAPage() {
    assertThat(Framing.LENGTH_FIELD_BYTES + HEADER_BYTES + RoomViewEncoder.BLOCK_LENGTH)
        .isGreaterThan(Framing.SLOT_BYTES) // or one slot would do
        .isLessThanOrEqualTo(Framing.LIST_SLOTS * Framing.SLOT_BYTES);
  }

  @Test
  void aPageIsAMessageAndFitsTheSmallestWindow() {
    assertThat(Framing.LIST_SLOTS).isLessThanOrEqualTo(Framing.slots(Framing.MAX_MESSAGE_BYTES));
    assertThat(Framing.LIST_SLOTS * Framing.SLOT_BYTES)
        .isLessThanOrEqualTo(Framing.MAX_MESSAGE_BYTES);
  }
}
