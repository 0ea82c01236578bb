package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call sends what it was told, in the right message. */
class ClientCallsTest extends ScriptedNode {
  private static final Id COMMAND = new Id(1, 2);
  private static final Id ID = new Id(3, 4);

  /** A decoder around a message; its text names every field. */
  private interface Decoding {
    Object wrap(DirectBuffer message, int offset, MessageHeaderDecoder header);
  }

  @BeforeEach
  void connect() {
    connect(FakeNode.LIMITS);
  }

  private void expect(
      final CompletableFuture<Verdict> call, final Decoding decoding, final String fields)
      throws ExecutionException {
    final Peer.Request request = peer.next();
    final String text = decoding.wrap(request.message(), 0, new MessageHeaderDecoder()).toString();
    assertThat(text.substring(text.indexOf("):") + 2))
        .isEqualTo("correlationId=%d|%s".formatted(request.correlationId(), fields));
    peer.accept(request, 1);
    assertThat(await(call).isAccepted()).isTrue();
  }

  @Test
  void reserves() throws ExecutionException {
    final ReserveRequest request = ReserveRequest.of(ID, 5, 6, 7, 8).withTier(2).withGroup(9);
    final Decoding reserve = (m, o, h) -> new ReserveDecoder().wrapAndApplyHeader(m, o, h);
    final String fields =
        "reservation=(hi=3|lo=4)|sale=5|item=6|buyer=7|group=9|quantity=8|tier=2|flags=";
    expect(client.reserve(request), reserve, fields + "{}");
    expect(client.reserve(request.withPartial()), reserve, fields + "{partial}");
    expect(client.reserve(request.withWaitlist()), reserve, fields + "{waitlist}");
    expect(
        client.reserve(request.withPartial().withWaitlist()),
        reserve,
        fields + "{partial,waitlist}");
  }

  @Test
  void flagsSurviveOtherChanges() {
    final ReserveRequest request = ReserveRequest.of(ID, 5, 6, 7, 8).withPartial().withWaitlist();
    assertThat(request.withTier(1).withGroup(1))
        .isEqualTo(new ReserveRequest(ID, 5, 6, 7, 1, 8, 1, true, true));
  }

  @Test
  void pays() throws ExecutionException {
    expect(
        client.beginPayment(ID),
        (m, o, h) -> new BeginPaymentDecoder().wrapAndApplyHeader(m, o, h),
        "reservation=(hi=3|lo=4)");
    expect(
        client.beginPaymentBasket(ID),
        (m, o, h) -> new BeginPaymentBasketDecoder().wrapAndApplyHeader(m, o, h),
        "basket=(hi=3|lo=4)");
    expect(
        client.extend(ID, 5),
        (m, o, h) -> new ExtendDecoder().wrapAndApplyHeader(m, o, h),
        "reservation=(hi=3|lo=4)|deadlineMs=5");
  }

  @Test
  void queues() throws ExecutionException {
    expect(
        client.joinQueue(5, 6),
        (m, o, h) -> new JoinQueueDecoder().wrapAndApplyHeader(m, o, h),
        "sale=5|buyer=6");
    expect(
        client.leaveQueue(5, 6),
        (m, o, h) -> new LeaveQueueDecoder().wrapAndApplyHeader(m, o, h),
        "sale=5|buyer=6");
  }

  @Test
  void operatesSales() throws ExecutionException {
    expect(
        client.pauseSale(COMMAND, 5, OptionalLong.of(6), "who", "why"),
        (m, o, h) -> new PauseSaleDecoder().wrapAndApplyHeader(m, o, h),
        "command=(hi=1|lo=2)|sale=5|graceUntilMs=6|operatorName='who'|reason='why'");
    expect(
        client.resumeSale(COMMAND, 5, "who", "why"),
        (m, o, h) -> new OpenSaleDecoder().wrapAndApplyHeader(m, o, h),
        "command=(hi=1|lo=2)|sale=5|operatorName='who'|reason='why'");
  }

  @Test
  void updatesASale() throws ExecutionException {
    final CompletableFuture<Verdict> call =
        client.updateSale(UpdateSaleRequest.builder(COMMAND, 5).holdMs(6).build());
    final Peer.Request request = peer.next();
    final UpdateSaleDecoder update =
        new UpdateSaleDecoder()
            .wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    assertThat(update.sale()).isEqualTo(5);
    assertThat(update.holdMs()).isEqualTo(6);
    assertThat(update.paymentMs()).isEqualTo(UpdateSaleDecoder.paymentMsNullValue());
    peer.accept(request, 1);
    assertThat(await(call).isAccepted()).isTrue();
  }

  @Test
  void operatesReservations() throws ExecutionException {
    expect(
        client.releaseAsOperator(COMMAND, ID, "who", "why"),
        (m, o, h) -> new OperatorReleaseDecoder().wrapAndApplyHeader(m, o, h),
        "command=(hi=1|lo=2)|reservation=(hi=3|lo=4)|operatorName='who'|reason='why'");
    final Decoding cancel = (m, o, h) -> new OperatorCancelDecoder().wrapAndApplyHeader(m, o, h);
    expect(
        client.cancelAsOperator(COMMAND, ID, "who", "why"),
        cancel,
        "command=(hi=1|lo=2)|reservation=(hi=3|lo=4)|quantity=-2147483648|operatorName='who'|"
            + "reason='why'");
    expect(
        client.cancelAsOperator(COMMAND, ID, 5, "who", "why"),
        cancel,
        "command=(hi=1|lo=2)|reservation=(hi=3|lo=4)|quantity=5|operatorName='who'|reason='why'");
  }

  @Test
  void rejectsWhatWouldTravelAsSomethingElse() {
    assertThatThrownBy(() -> client.pauseSale(COMMAND, 1, OptionalLong.of(Long.MIN_VALUE), "", ""))
        .hasMessage("graceUntilMs: -9223372036854775808 cannot be written");
    assertThatThrownBy(() -> client.cancelAsOperator(COMMAND, ID, Integer.MIN_VALUE, "", ""))
        .hasMessage("quantity: -2147483648 cannot be written");
    assertThatThrownBy(
            () -> UpdateSaleRequest.builder(COMMAND, 1).groupLimit(Integer.MIN_VALUE).build())
        .hasMessage("groupLimit: -2147483648 cannot be written");
    assertThatThrownBy(
            () -> CreateSaleRequest.builder(COMMAND, 1).graceUntilMs(Long.MIN_VALUE).build())
        .hasMessage("graceUntilMs: -9223372036854775808 cannot be written");
    assertThatThrownBy(() -> client.releaseAsOperator(COMMAND, ID, null, ""))
        .hasMessage("operator name: missing");
    assertThatThrownBy(() -> client.releaseAsOperator(COMMAND, null, "", ""))
        .hasMessage("reservation");
    assertThatThrownBy(() -> client.beginPayment(null)).hasMessage("id");
  }
}
