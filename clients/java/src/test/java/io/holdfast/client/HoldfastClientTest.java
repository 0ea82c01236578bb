package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The futures against a node played by the test. */
class HoldfastClientTest extends ScriptedNode {
  private static final Id ID = new Id(1, 2);

  private CompletableFuture<Verdict> reserve(final Id id) {
    return client.reserve(ReserveRequest.of(id, 1, 2, 3, 1));
  }

  @Test
  void givesEveryFieldOfAVerdict() throws ExecutionException {
    connect(FakeNode.LIMITS);
    assertThat(client.limits()).isEqualTo(FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(ID);
    peer.accept(peer.next(), 9);
    assertThat(await(held))
        .isEqualTo(
            new Verdict(
                Code.ACCEPTED,
                ReservationState.HELD,
                false,
                false,
                1,
                OptionalLong.of(5),
                OptionalLong.of(601_009),
                OptionalLong.of(9),
                OptionalLong.of(1_009),
                OptionalInt.empty(),
                Optional.empty(),
                TicketState.NONE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                7,
                Durability.JOURNALED));
    assertThat(await(held).kind()).isEqualTo(Verdict.Kind.ACCEPTED);
  }

  @Test
  void matchesAnAnswerThatOvertakes() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> first = reserve(ID);
    final CompletableFuture<Verdict> second = reserve(new Id(1, 3));
    final Peer.Request taken = peer.next();
    final Peer.Request refused = peer.next();
    peer.send(Frames.notTaken(refused.correlationId(), Code.JOURNAL_FULL));
    assertThat(await(second).kind()).isEqualTo(Verdict.Kind.NOT_TAKEN);
    assertThat(await(second).sequence()).isEmpty();
    assertThat(first).isNotDone();
    peer.accept(taken, 1);
    assertThat(await(first).isAccepted()).isTrue();
  }

  @Test
  void tellsTheKindsOfCodesApart() {
    assertThat(Verdict.Kind.of(Code.ACCEPTED)).isEqualTo(Verdict.Kind.ACCEPTED);
    assertThat(Verdict.Kind.of(Code.MALFORMED)).isEqualTo(Verdict.Kind.NOT_TAKEN);
    assertThat(Verdict.Kind.of(Code.IDLE_TIMEOUT)).isEqualTo(Verdict.Kind.NOT_TAKEN);
    assertThat(Verdict.Kind.of(Code.UNKNOWN_SALE)).isEqualTo(Verdict.Kind.NOT_NOW);
    assertThat(Verdict.Kind.of(Code.NOT_OFFERED)).isEqualTo(Verdict.Kind.NOT_NOW);
    assertThat(Verdict.Kind.of(Code.SOLD_OUT)).isEqualTo(Verdict.Kind.FINAL);
  }

  @Test
  void keepsWhatDoesNotFitTheWindowInOrder() throws ExecutionException {
    connect(FakeNode.window(3));
    final List<CompletableFuture<Verdict>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(reserve(new Id(1, i + 1)));
    }
    for (int i = 0; i < 10; i += 3) {
      final List<Peer.Request> window = new ArrayList<>();
      for (int j = i; j < Math.min(i + 3, 10); j++) {
        window.add(peer.next());
      }
      assertThat(peer.waitingBytes()).isZero();
      for (final Peer.Request request : window) {
        peer.accept(request, request.correlationId());
      }
    }
    for (int i = 0; i < 10; i++) {
      assertThat(await(answers.get(i)).sequence()).hasValue(i + 1);
    }
  }

  @Test
  void asksForAllPagesOfALineList() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<List<LineInfo>> lines = client.listLines(5);
    assertThat(fromOfNextListLines()).isZero();
    peer.send(Frames.lines(1, 5, 2, 10, 11));
    assertThat(fromOfNextListLines()).isEqualTo(2);
    peer.send(Frames.lines(2, 5, -1, 12));
    assertThat(await(lines))
        .containsExactly(
            new LineInfo(5, 10, 9, 4, 3, 2, 6, 12),
            new LineInfo(5, 11, 9, 4, 3, 2, 6, 12),
            new LineInfo(5, 12, 9, 4, 3, 2, 6, 12));
  }

  private int fromOfNextListLines() {
    final ListLinesDecoder list =
        new ListLinesDecoder()
            .wrapAndApplyHeader(peer.next().message(), 0, new MessageHeaderDecoder());
    assertThat(list.sale()).isEqualTo(5);
    return list.from();
  }

  @Test
  void asksForAllPagesOfASaleList() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<List<SaleInfo>> sales = client.listSales();
    peer.next();
    peer.send(Frames.sales(1, 1, 100));
    final ListSalesDecoder second =
        new ListSalesDecoder()
            .wrapAndApplyHeader(peer.next().message(), 0, new MessageHeaderDecoder());
    assertThat(second.from()).isEqualTo(1);
    peer.send(Frames.sales(2, 3, 200, 300));
    peer.next();
    peer.send(Frames.sales(3, -1));
    assertThat(await(sales)).extracting(SaleInfo::sale).containsExactly(100L, 200L, 300L);
    assertThat(await(sales).get(1))
        .isEqualTo(
            new SaleInfo(
                200,
                "sale é 200",
                SaleState.OPEN,
                OptionalLong.empty(),
                OptionalLong.of(99),
                OptionalLong.of(50),
                10,
                20,
                30,
                40,
                5,
                6,
                7,
                8,
                true,
                9,
                4,
                3,
                2,
                1));
  }

  @Test
  void endsOverAListThatWouldNeverEnd() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<List<LineInfo>> lines = client.listLines(5);
    peer.next();
    peer.send(Frames.lines(1, 5, 0, 10));
    assertThat(failure(lines))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessage(
            "ListLines 5: outcome unknown: the node sent nonsense: a page from row 0 that goes on at"
                + " row 0; ask again");
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void answersQueries() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<ReservationInfo> reservation = client.reservation(ID);
    final CompletableFuture<SaleInfo> sale = client.sale(3);
    final CompletableFuture<LineInfo> line = client.line(3, 4);
    peer.send(Frames.reservation(peer.next().correlationId(), ID));
    peer.send(Frames.sales(peer.next().correlationId(), -1, 3));
    peer.send(Frames.notTaken(peer.next().correlationId(), Code.UNKNOWN_LINE));
    assertThat(await(reservation))
        .isEqualTo(
            new ReservationInfo(
                ID,
                Optional.empty(),
                1,
                2,
                3,
                4,
                ReservationState.CONFIRMED,
                OptionalLong.empty(),
                5,
                6,
                6,
                6,
                1,
                7,
                true,
                Code.LIMIT_BUYER));
    assertThat(await(sale).sale()).isEqualTo(3);
    assertThat(failure(line))
        .isInstanceOf(QueryFailedException.class)
        .hasMessage("QueryLine 3, 4: UNKNOWN_LINE")
        .extracting(e -> ((QueryFailedException) e).verdict().kind())
        .isEqualTo(Verdict.Kind.NOT_NOW);
  }

  @Test
  void doesNotKnowTheOutcomeWhenTheNodeIsSilent() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> patient = reserve(new Id(1, 3));
    final CompletableFuture<Verdict> late =
        client.withCallTimeoutMs(1).reserve(ReserveRequest.of(ID, 1, 2, 3, 1));
    assertThat(failure(late))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessage(
            "Reserve 00000000-0000-0001-0000-000000000002: outcome unknown: no answer within 1 ms;"
                + " send the same under this id to find out")
        .extracting(e -> ((OutcomeUnknownException) e).id())
        .isEqualTo(Optional.of(ID));
    // The late answer harms nobody.
    final Peer.Request first = peer.next();
    final Peer.Request second = peer.next();
    peer.accept(second, 1);
    peer.accept(first, 2);
    assertThat(await(patient).sequence()).hasValue(2);
  }

  @Test
  void knowsThatNothingHappenedWhenThereWasNoRoomInTime() throws ExecutionException {
    connect(FakeNode.window(1));
    final CompletableFuture<Verdict> inFlight = reserve(ID);
    final CompletableFuture<Verdict> stuck =
        client.withCallTimeoutMs(1).reserve(ReserveRequest.of(new Id(1, 3), 1, 2, 3, 1));
    final CompletableFuture<Verdict> patient = reserve(new Id(1, 4));
    assertThat(failure(stuck))
        .isInstanceOf(NotSentException.class)
        .hasMessageEndingWith(": not sent: no room in the window within 1 ms");
    peer.accept(peer.next(), 1);
    assertThat(await(inFlight).isAccepted()).isTrue();
    peer.accept(peer.next(), 2);
    assertThat(await(patient).sequence()).hasValue(2);
  }

  @Test
  void failsEverythingWhenTheNodeDies() {
    connect(FakeNode.window(2));
    final CompletableFuture<Verdict> first = reserve(ID);
    final CompletableFuture<LineInfo> second = client.line(3, 1);
    final CompletableFuture<Verdict> waiting = reserve(new Id(1, 3));
    peer.next();
    peer.next();
    peer.close();
    assertThat(failure(first))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the node closed the connection");
    assertThat(failure(second))
        .isInstanceOf(OutcomeUnknownException.class)
        .extracting(e -> ((OutcomeUnknownException) e).id())
        .isEqualTo(Optional.empty());
    assertThat(failure(waiting)).isInstanceOf(NotSentException.class);
    assertThat(failure(reserve(new Id(1, 4))))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("the node closed the connection");
  }

  @Test
  void failsEverythingWhenTheNodeSaysGoodbye() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> inFlight = reserve(ID);
    peer.next();
    peer.send(Frames.goodbye(Code.SHUTTING_DOWN, "restart"));
    assertThat(failure(inFlight))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the node said goodbye: SHUTTING_DOWN: restart");
  }

  @Test
  void failsEverythingWhenClosed() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> inFlight = reserve(ID);
    peer.next();
    client.close();
    assertThat(failure(inFlight)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure(reserve(ID))).isInstanceOf(NotSentException.class);
    assertThat(failure(reserve(ID))).isInstanceOf(NotSentException.class);
    client.close();
  }

  @Test
  void canBeClosedByWhatIsChainedToAnAnswer() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Void> closed = reserve(ID).thenAccept(verdict -> client.close());
    final CompletableFuture<Verdict> other = reserve(new Id(1, 3));
    final Peer.Request first = peer.next();
    peer.next();
    peer.accept(first, 1);
    closed.orTimeout(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS).join();
    assertThat(failure(other)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void dropsACallThatWasCancelledBeforeItLeft() throws ExecutionException {
    connect(FakeNode.window(1));
    final CompletableFuture<Verdict> first = reserve(ID);
    final CompletableFuture<Verdict> cancelled = reserve(new Id(1, 3));
    final CompletableFuture<Verdict> last = reserve(new Id(1, 4));
    assertThat(cancelled.cancel(false)).isTrue();
    peer.accept(peer.next(), 1);
    assertThat(await(first).isAccepted()).isTrue();
    final Peer.Request next = peer.next();
    assertThat(next.correlationId()).isEqualTo(2);
    peer.accept(next, 2);
    assertThat(await(last).isAccepted()).isTrue();
  }

  @Test
  void failsACallThatCouldNeverBeSent() {
    connect(FakeNode.window(2));
    final BasketRequest.Builder basket = BasketRequest.builder(ID, 1, 3);
    for (int i = 0; i < Framing.MAX_BASKET_LINES; i++) {
      basket.line(new Id(2, i + 1), i, 1);
    }
    assertThat(failure(client.reserveBasket(basket.build())))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("this session may send 8192 bytes and has 2 slots");
  }

  @Test
  void refusesMoreCallsThanItMayHold() throws ExecutionException {
    connect(config().withMaxCalls(2), FakeNode.LIMITS);
    final CompletableFuture<Verdict> first = reserve(ID);
    final CompletableFuture<Verdict> second = reserve(new Id(1, 3));
    assertThat(failure(reserve(new Id(1, 4))))
        .isInstanceOf(NotSentException.class)
        .hasMessageEndingWith("2 calls wait for their answer");
    peer.accept(peer.next(), 1);
    assertThat(await(first).isAccepted()).isTrue();
    final CompletableFuture<Verdict> third = reserve(new Id(1, 5));
    peer.accept(peer.next(), 2);
    peer.accept(peer.next(), 3);
    assertThat(await(second).isAccepted()).isTrue();
    assertThat(await(third).isAccepted()).isTrue();
  }

  @Test
  void endsOverAVerdictThatCannotBeRead() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> broken = reserve(ID);
    final CompletableFuture<Verdict> other = reserve(new Id(1, 3));
    final long first = peer.next().correlationId();
    peer.next();
    final byte[] unknownCode = Frames.verdict(first, Code.SOLD_OUT, 1, 0);
    final int codeOffset =
        Framing.LENGTH_FIELD_BYTES
            + MessageHeaderDecoder.ENCODED_LENGTH
            + VerdictDecoder.codeEncodingOffset();
    unknownCode[codeOffset + 1] = 0x7f;
    peer.send(unknownCode);
    assertThat(failure(broken))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the node sent nonsense: no code has the number ");
    assertThat(failure(other)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void namesTheAddressThatIsDead() {
    node.close();
    assertThatThrownBy(() -> HoldfastClient.connect(config()))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(node.hostAndPort() + ": cannot connect: connection refused")
        .extracting(e -> ((ConnectFailedException) e).port())
        .isEqualTo(node.address().getPort());
  }

  @Test
  void namesTheHostThatNobodyKnows() {
    final ClientConfig nowhere = ClientConfig.of("no-such-host.invalid:1", "t", Role.STOREFRONT);
    assertThatThrownBy(() -> HoldfastClient.connect(nowhere))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageStartingWith("no-such-host.invalid:1: cannot connect: unknown host");
  }

  @Test
  void namesTheReasonOfARefusal() {
    final CompletableFuture<Void> refusal =
        CompletableFuture.runAsync(
            () -> node.accept().send(Frames.goodbye(Code.NOT_PERMITTED, "bad credential")));
    assertThatThrownBy(() -> HoldfastClient.connect(config()))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageEndingWith(": the node said goodbye: NOT_PERMITTED: bad credential");
    refusal.join();
  }

  @Test
  void rejectsAddressesThatAreNone() {
    for (final String text :
        List.of("", "host", ":1", "host:", "host:x", "host:0", "host:65536", "::1:7")) {
      assertThatThrownBy(() -> ClientConfig.of(text, "t", Role.STOREFRONT))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("\"" + text + "\" is not HOST:PORT: ");
    }
    assertThat(ClientConfig.of("[::1]:7", "t", Role.STOREFRONT).addresses())
        .containsExactly(InetSocketAddress.createUnresolved("::1", 7));
    assertThat(ClientConfig.of("a:1, b:2", "t", Role.STOREFRONT).addresses())
        .containsExactly(
            InetSocketAddress.createUnresolved("a", 1), InetSocketAddress.createUnresolved("b", 2));
    assertThatThrownBy(() -> ClientConfig.of("a:1,", "t", Role.STOREFRONT))
        .hasMessageStartingWith("\"\" is not HOST:PORT: ");
  }

  @Test
  void rejectsWhatCannotBeWritten() {
    connect(FakeNode.LIMITS);
    final String tooLong = "é".repeat(129);
    assertThatThrownBy(() -> client.openSale(ID, 1, tooLong, ""))
        .hasMessage("operator name: at most 256 bytes of UTF-8, not 258");
    assertThatThrownBy(() -> client.closeSale(ID, 1, "", null)).hasMessage("reason: missing");
    assertThatThrownBy(() -> ReserveRequest.of(ID, 1, 2, 3, 1).withTier(256))
        .hasMessage("tier: 0 to 7, not 256");
    assertThatThrownBy(() -> client.confirm(ID, Integer.MIN_VALUE))
        .hasMessage("quantity: -2147483648 cannot be written");
    assertThatThrownBy(() -> client.withCallTimeoutMs(0))
        .hasMessage("call timeout: at least 1 ms, not 0");
  }

  @Test
  void joinThrowsWhatTheReferenceSays() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<SaleInfo> sale = client.sale(1);
    peer.send(Frames.notTaken(peer.next().correlationId(), Code.UNKNOWN_SALE));
    assertThatThrownBy(sale::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(QueryFailedException.class);
  }
}
