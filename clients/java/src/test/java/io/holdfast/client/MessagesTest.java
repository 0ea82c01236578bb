package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryStatusDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request, field by field, as a decoder sees it. */
class MessagesTest {
  /** A decoder around a message; its text names every field. */
  private interface Decoding {
    Object wrap(DirectBuffer message, MessageHeaderDecoder header);
  }

  private final FakeNode node = new FakeNode();
  private final ClientLoop loop = ClientLoop.start("test-messages");
  private final Events events = new Events();
  private Peer peer;

  @BeforeEach
  void connect() {
    loop.connect(node.address(), SessionConfig.of("t", Role.OPERATOR), events);
    peer = node.welcome(FakeNode.window(1000));
    assertThat(events.next()).isEqualTo("ready");
  }

  @AfterEach
  void close() {
    loop.close();
    node.close();
  }

  /** Sends with correlation id 1; {@code fields} are those behind it. */
  private void expect(final Predicate<Session> send, final Decoding decoding, final String fields) {
    final boolean sent =
        CompletableFuture.supplyAsync(
                () -> {
                  final boolean taken = send.test(events.session());
                  events.session().flush();
                  return taken;
                },
                loop::execute)
            .orTimeout(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS)
            .join();
    assertThat(sent).isTrue();
    final Peer.Request request = peer.next();
    assertThat(request.correlationId()).isEqualTo(1);
    final String text = decoding.wrap(request.message(), new MessageHeaderDecoder()).toString();
    assertThat(text.substring(text.indexOf("):") + 2))
        .isEqualTo("correlationId=1" + (fields.isEmpty() ? "" : "|") + fields);
    peer.send(Frames.notTaken(1, Code.BUSY));
    assertThat(events.next()).isEqualTo("verdict 1 BUSY");
    assertThat(events.session().slotsInFlight()).isZero();
  }

  @Test
  void storefront() {
    expect(
        s -> s.reserve(1, 2, 3, 4, 5, 6, 7, 8, 9, Session.PARTIAL + Session.WAITLIST),
        (m, h) -> new ReserveDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)|sale=4|item=5|buyer=6|group=7|quantity=8|tier=9|"
            + "flags={partial,waitlist}");
    expect(
        s ->
            s.reserveBasket(
                1, 2, 3, 4, 5, 6, 7, new BasketLines().add(8, 9, 10, 11).add(12, 13, 14, 15)),
        (m, h) -> new ReserveBasketDecoder().wrapAndApplyHeader(m, 0, h),
        "basket=(hi=2|lo=3)|sale=4|buyer=5|group=6|tier=7|lines=[(reservation=(hi=8|"
            + "lo=9)|item=10|quantity=11),(reservation=(hi=12|lo=13)|item=14|quantity=15)]");
    expect(
        s -> s.beginPayment(1, 2, 3),
        (m, h) -> new BeginPaymentDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)");
    expect(
        s -> s.beginPaymentBasket(1, 2, 3),
        (m, h) -> new BeginPaymentBasketDecoder().wrapAndApplyHeader(m, 0, h),
        "basket=(hi=2|lo=3)");
    expect(
        s -> s.extend(1, 2, 3, 4),
        (m, h) -> new ExtendDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)|deadlineMs=4");
    expect(
        s -> s.joinQueue(1, 2, 3),
        (m, h) -> new JoinQueueDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|buyer=3");
    expect(
        s -> s.leaveQueue(1, 2, 3),
        (m, h) -> new LeaveQueueDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|buyer=3");
    expect(
        s -> s.confirm(1, 2, 3, 4),
        (m, h) -> new ConfirmDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)|quantity=4");
    expect(
        s -> s.confirm(1, 2, 3, Session.ALL_UNITS),
        (m, h) -> new ConfirmDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)|quantity=-2147483648");
    expect(
        s -> s.confirmBasket(1, 2, 3),
        (m, h) -> new ConfirmBasketDecoder().wrapAndApplyHeader(m, 0, h),
        "basket=(hi=2|lo=3)");
    expect(
        s -> s.release(1, 2, 3),
        (m, h) -> new ReleaseDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)");
    expect(
        s -> s.releaseBasket(1, 2, 3),
        (m, h) -> new ReleaseBasketDecoder().wrapAndApplyHeader(m, 0, h),
        "basket=(hi=2|lo=3)");
    expect(
        s -> s.cancel(1, 2, 3, 4, 5, 6),
        (m, h) -> new CancelDecoder().wrapAndApplyHeader(m, 0, h),
        "cancellation=(hi=2|lo=3)|reservation=(hi=4|lo=5)|quantity=6");
  }

  @Test
  void operator() {
    final CreateSaleRequest sale =
        CreateSaleRequest.builder(new Id(2, 3), 4)
            .name("näme")
            .opensAtMs(5)
            .holdMs(6)
            .paymentMs(7)
            .maxHoldMs(8)
            .retentionMs(9)
            .operatorName("who")
            .reason("why")
            .build();
    final CreateSaleRequest everything =
        CreateSaleRequest.builder(new Id(2, 3), 4)
            .closesAtMs(5)
            .graceUntilMs(6)
            .buyerLimit(7)
            .buyerLineLimit(8)
            .groupLimit(9)
            .groupLineLimit(10)
            .waitingRoom(
                WaitingRoom.of(seed()).withPolicy(AdmissionPolicy.DEFAULT.withReturnPermille(11)))
            .build();
    expect(
        s -> s.createSale(1, sale),
        (m, h) -> new CreateSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|opensAtMs=5|closesAtMs=-9223372036854775808|"
            + "graceUntilMs=-9223372036854775808|holdMs=6|paymentMs=7|maxHoldMs=8|"
            + "retentionMs=9|buyerLimit=0|buyerLineLimit=0|groupLimit=0|groupLineLimit=0|"
            + "admissionPerSecond=0|maxActive=0|finishMs=0|admitPermille=0|returnPermille=0|"
            + "unitsPerBuyer=0|gated=0|"
            + "seed=[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]|"
            + "name='näme'|operatorName='who'|reason='why'");
    expect(
        s -> s.createSale(1, everything),
        (m, h) -> new CreateSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|opensAtMs=-9223372036854775808|closesAtMs=5|"
            + "graceUntilMs=6|holdMs=600000|paymentMs=600000|maxHoldMs=3600000|"
            + "retentionMs=86400000|buyerLimit=7|buyerLineLimit=8|groupLimit=9|"
            + "groupLineLimit=10|admissionPerSecond=100|maxActive=10000|finishMs=600000|"
            + "admitPermille=1000|returnPermille=11|unitsPerBuyer=1|gated=1|"
            + "seed=[255,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
            + "27,28,29,30,31]|name=''|operatorName=''|reason=''");
    expect(
        s -> s.openSale(1, 2, 3, 4, "who", ""),
        (m, h) -> new OpenSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|operatorName='who'|reason=''");
    expect(
        s -> s.pauseSale(1, 2, 3, 4, OptionalLong.of(5), "who", "why"),
        (m, h) -> new PauseSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|graceUntilMs=5|operatorName='who'|reason='why'");
    expect(
        s -> s.pauseSale(1, 2, 3, 4, OptionalLong.empty(), "", ""),
        (m, h) -> new PauseSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|graceUntilMs=-9223372036854775808|operatorName=''|reason=''");
    expect(
        s -> s.closeSale(1, 2, 3, 4, "", "why"),
        (m, h) -> new CloseSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|operatorName=''|reason='why'");
    expect(
        s -> s.adjustStock(1, AdjustStockRequest.add(new Id(2, 3), 4, 5, 6).because("who", "why")),
        (m, h) -> new AdjustStockDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|item=5|delta=6|"
            + "expectedAvailable=-9223372036854775808|flags={createLine}|operatorName='who'|"
            + "reason='why'");
    expect(
        s ->
            s.adjustStock(
                1,
                new AdjustStockRequest(new Id(2, 3), 4, 5, -6, OptionalLong.empty(), false, "", "")
                    .ifAvailable(7)),
        (m, h) -> new AdjustStockDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|item=5|delta=-6|expectedAvailable=7|flags={}|"
            + "operatorName=''|reason=''");
  }

  @Test
  void operatorOnReservations() {
    expect(
        s -> s.operatorRelease(1, 2, 3, 4, 5, "who", "why"),
        (m, h) -> new OperatorReleaseDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|reservation=(hi=4|lo=5)|operatorName='who'|reason='why'");
    expect(
        s -> s.operatorCancel(1, 2, 3, 4, 5, 6, "who", "why"),
        (m, h) -> new OperatorCancelDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|reservation=(hi=4|lo=5)|quantity=6|operatorName='who'|reason='why'");
  }

  @Test
  void updateOfNothing() {
    final String none = "-9223372036854775808|";
    final String noInt = "-2147483648|";
    expect(
        s -> s.updateSale(1, UpdateSaleRequest.builder(new Id(2, 3), 4).build()),
        (m, h) -> new UpdateSaleDecoder().wrapAndApplyHeader(m, 0, h),
        ("command=(hi=2|lo=3)|sale=4|opensAtMs=L closesAtMs=L graceUntilMs=L holdMs=L paymentMs=L "
                + "maxHoldMs=L retentionMs=L buyerLimit=I buyerLineLimit=I groupLimit=I "
                + "groupLineLimit=I admissionPerSecond=I maxActive=I finishMs=L admitPermille=I "
                + "returnPermille=I unitsPerBuyer=I operatorName=''|reason=''")
            .replace("L ", none)
            .replace("I ", noInt));
  }

  @Test
  void updateOfEverything() {
    final UpdateSaleRequest update =
        UpdateSaleRequest.builder(new Id(2, 3), 4)
            .opensAtMs(5)
            .closesAtMs(6)
            .graceUntilMs(0)
            .holdMs(8)
            .paymentMs(9)
            .maxHoldMs(10)
            .retentionMs(11)
            .buyerLimit(12)
            .buyerLineLimit(13)
            .groupLimit(14)
            .groupLineLimit(0)
            .admissionPerSecond(16)
            .maxActive(17)
            .finishMs(18)
            .admitPermille(19)
            .returnPermille(20)
            .unitsPerBuyer(21)
            .operatorName("who")
            .reason("why")
            .build();
    expect(
        s -> s.updateSale(1, update),
        (m, h) -> new UpdateSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|opensAtMs=5|closesAtMs=6|graceUntilMs=0|holdMs=8|paymentMs=9|"
            + "maxHoldMs=10|retentionMs=11|buyerLimit=12|buyerLineLimit=13|groupLimit=14|"
            + "groupLineLimit=0|admissionPerSecond=16|maxActive=17|finishMs=18|admitPermille=19|"
            + "returnPermille=20|unitsPerBuyer=21|operatorName='who'|reason='why'");
  }

  /** 255, 1, 2, 3, ... */
  private static RoomSeed seed() {
    final byte[] bytes = new byte[RoomSeed.LENGTH_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    bytes[0] = -1;
    return RoomSeed.of(bytes);
  }

  @Test
  void queries() {
    expect(
        s -> s.queryReservation(1, 2, 3),
        (m, h) -> new QueryReservationDecoder().wrapAndApplyHeader(m, 0, h),
        "reservation=(hi=2|lo=3)");
    expect(
        s -> s.querySale(1, 2),
        (m, h) -> new QuerySaleDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2");
    expect(
        s -> s.queryLine(1, 2, 3),
        (m, h) -> new QueryLineDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|item=3");
    expect(
        s -> s.listSales(1, 2),
        (m, h) -> new ListSalesDecoder().wrapAndApplyHeader(m, 0, h),
        "from=2");
    expect(
        s -> s.listLines(1, 2, 3),
        (m, h) -> new ListLinesDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|from=3");
    expect(
        s -> s.queryTicket(1, 2, 3),
        (m, h) -> new QueryTicketDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|buyer=3");
    expect(
        s -> s.queryRoom(1, 2),
        (m, h) -> new QueryRoomDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2");
    expect(
        s -> s.queryBuyer(1, 2, 3, 4),
        (m, h) -> new QueryBuyerDecoder().wrapAndApplyHeader(m, 0, h),
        "sale=2|buyer=3|from=4");
    expect(
        s -> s.queryStatus(1), (m, h) -> new QueryStatusDecoder().wrapAndApplyHeader(m, 0, h), "");
    expect(s -> s.heartbeat(1), (m, h) -> new HeartbeatDecoder().wrapAndApplyHeader(m, 0, h), "");
  }
}
