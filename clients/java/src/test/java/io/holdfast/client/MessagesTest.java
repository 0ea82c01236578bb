package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
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
        s -> s.reserve(1, 2, 3, 4, 5, 6, 7, 8, 9, 3),
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
        s -> s.openSale(1, 2, 3, 4, "who", ""),
        (m, h) -> new OpenSaleDecoder().wrapAndApplyHeader(m, 0, h),
        "command=(hi=2|lo=3)|sale=4|operatorName='who'|reason=''");
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
    expect(s -> s.heartbeat(1), (m, h) -> new HeartbeatDecoder().wrapAndApplyHeader(m, 0, h), "");
  }
}
