package io.holdfast.gateway;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeReservationEncoder;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import io.holdfast.protocol.codec.SubscribeTicketEncoder;
import io.holdfast.protocol.codec.UnsubscribeEncoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import java.util.List;
import org.agrona.sbe.MessageDecoderFlyweight;

/** One frame of every message that a client may send after Hello, each under an id of its own. */
final class EveryMessage {
  private EveryMessage() {}

  /** What begins and ends subscriptions, which are answered more than once. */
  static List<byte[]> aboutSubscriptions(final Frames frames) {
    return List.of(
        frames.blank(31, new SubscribeSaleEncoder(), 0),
        frames.blank(32, new SubscribeReservationEncoder(), 0),
        frames.blank(33, new SubscribeTicketEncoder(), 0),
        frames.blank(34, new UnsubscribeEncoder(), 0));
  }

  /**
   * What has one answer. Their correlation ids count from 1. Zero ids where nothing else is said.
   */
  static List<byte[]> all(final Frames frames) {
    return List.of(
        frames.reserve(1),
        frames.basket(2, 3),
        frames.blank(3, new BeginPaymentEncoder(), 0),
        frames.blank(4, new BeginPaymentBasketEncoder(), 0),
        frames.confirm(5),
        frames.blank(6, new ConfirmBasketEncoder(), 0),
        frames.blank(7, new ReleaseEncoder(), 0),
        frames.blank(8, new ReleaseBasketEncoder(), 0),
        frames.blank(9, new CancelEncoder(), 0),
        frames.blank(10, new ExtendEncoder(), 0),
        frames.joinQueue(11, 1, 7),
        frames.blank(12, new LeaveQueueEncoder(), 0),
        frames.createSale(13, 2, "another sale"),
        frames.openSale(14, 2),
        frames.blank(15, new PauseSaleEncoder(), 2),
        frames.blank(16, new CloseSaleEncoder(), 2),
        frames.blank(17, new UpdateSaleEncoder(), 2),
        frames.stock(18, 2, 3, 4),
        frames.blank(19, new OperatorReleaseEncoder(), 2),
        frames.blank(20, new OperatorCancelEncoder(), 2),
        frames.queryReservation(21, 1),
        frames.querySale(22, 1),
        frames.blank(23, new QueryLineEncoder(), 0),
        frames.listSales(24, 0),
        frames.listLines(25, 1, 0),
        frames.queryTicket(26, 1, 7),
        frames.queryRoom(27, 1),
        frames.queryBuyer(28, 1, 7, 0),
        frames.queryStatus(29),
        frames.heartbeat(30));
  }

  /** Who reads them; not the last two, which ask for nothing in the ring. */
  static List<MessageDecoderFlyweight> decoders() {
    return List.of(
        new ReserveDecoder(),
        new ReserveBasketDecoder(),
        new BeginPaymentDecoder(),
        new BeginPaymentBasketDecoder(),
        new ConfirmDecoder(),
        new ConfirmBasketDecoder(),
        new ReleaseDecoder(),
        new ReleaseBasketDecoder(),
        new CancelDecoder(),
        new ExtendDecoder(),
        new JoinQueueDecoder(),
        new LeaveQueueDecoder(),
        new CreateSaleDecoder(),
        new OpenSaleDecoder(),
        new PauseSaleDecoder(),
        new CloseSaleDecoder(),
        new UpdateSaleDecoder(),
        new AdjustStockDecoder(),
        new OperatorReleaseDecoder(),
        new OperatorCancelDecoder(),
        new QueryReservationDecoder(),
        new QuerySaleDecoder(),
        new QueryLineDecoder(),
        new ListSalesDecoder(),
        new ListLinesDecoder(),
        new QueryTicketDecoder(),
        new QueryRoomDecoder(),
        new QueryBuyerDecoder(),
        new SubscribeReservationDecoder(),
        new SubscribeTicketDecoder());
  }
}
