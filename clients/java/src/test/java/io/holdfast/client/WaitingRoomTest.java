package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.RoomViewEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told about tickets, waiting rooms and buyers. */
class WaitingRoomTest extends ScriptedNode {
  private static final byte[] NO_SEED = new byte[RoomSeed.LENGTH_BYTES];

  @BeforeEach
  void connect() {
    connect(FakeNode.LIMITS);
  }

  private Verdict join(final TicketState state, final OptionalLong place, final long admittedUpTo)
      throws ExecutionException {
    final CompletableFuture<Verdict> joined = client.joinQueue(5, 6);
    peer.send(RoomFrames.verdict(peer.next().correlationId(), state, place, admittedUpTo));
    return await(joined);
  }

  @Test
  void aTicketHasNoPlaceBeforeTheOpening() throws ExecutionException {
    final Verdict joined = join(TicketState.WAITING, OptionalLong.empty(), 0);
    assertThat(joined.ticket()).isEqualTo(TicketState.WAITING);
    assertThat(joined.place()).isEmpty();
    assertThat(joined.admittedUpTo()).hasValue(0);
    assertThat(joined.position()).isEmpty();
  }

  @Test
  void thePositionCountsThePlacesBefore() throws ExecutionException {
    assertThat(join(TicketState.WAITING, OptionalLong.of(100), 40).position()).hasValue(60);
    assertThat(join(TicketState.WAITING, OptionalLong.of(40), 40).position()).hasValue(0);
  }

  @Test
  void aTicketThatHadItsTurnHasNoPosition() throws ExecutionException {
    final Verdict joined = join(TicketState.ADMITTED, OptionalLong.of(39), 40);
    assertThat(joined.place()).hasValue(39);
    assertThat(joined.position()).isEmpty();
  }

  @Test
  void anAnswerAboutNoTicketHasNoPosition() throws ExecutionException {
    final CompletableFuture<Verdict> left = client.leaveQueue(5, 6);
    peer.send(Frames.verdict(peer.next().correlationId(), Code.UNKNOWN_TICKET, 1, 0));
    assertThat(await(left).code()).isEqualTo(Code.UNKNOWN_TICKET);
    assertThat(await(left).ticket()).isEqualTo(TicketState.NONE);
    assertThat(await(left).position()).isEmpty();
  }

  @Test
  void namesSaleAndBuyerOfAJoinThatFails() {
    final CompletableFuture<Verdict> joined = client.joinQueue(5, 6);
    peer.next();
    peer.close();
    assertThat(failure(joined))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageStartingWith("JoinQueue 5, buyer 6: outcome unknown: ")
        .extracting(e -> ((OutcomeUnknownException) e).id())
        .isEqualTo(Optional.empty());
  }

  @Test
  void givesEveryFieldOfATicket() throws ExecutionException {
    final CompletableFuture<TicketInfo> ticket = client.ticket(5, 6);
    peer.send(
        RoomFrames.ticket(peer.next().correlationId(), TicketState.WAITING, OptionalLong.of(45)));
    assertThat(await(ticket))
        .isEqualTo(
            new TicketInfo(
                5, 6, 7, TicketState.WAITING, 8, OptionalLong.of(45), 40, OptionalLong.empty()));
    assertThat(await(ticket).position()).hasValue(5);
  }

  @Test
  void tellsThatThereIsNoTicket() {
    final CompletableFuture<TicketInfo> ticket = client.ticket(5, 6);
    peer.send(Frames.notTaken(peer.next().correlationId(), Code.UNKNOWN_TICKET));
    assertThat(failure(ticket))
        .isInstanceOf(QueryFailedException.class)
        .hasMessage("QueryTicket 5, buyer 6: UNKNOWN_TICKET");
  }

  @Test
  void keepsTheSeedUnknownBeforeTheOpening() throws ExecutionException {
    final RoomSeed seed = RoomSeed.random();
    final CompletableFuture<RoomInfo> room = client.room(5);
    peer.send(
        RoomFrames.room(
            peer.next().correlationId(),
            HexFormat.of().parseHex(seed.sha256()),
            NO_SEED,
            RoomViewEncoder.drawnNullValue()));
    assertThat(await(room).seed()).isEmpty();
    assertThat(await(room).seedHash()).isEqualTo(seed.sha256());
    assertThat(await(room).drawn()).isEmpty();
  }

  @Test
  void givesEveryFieldOfAWaitingRoom() throws ExecutionException {
    final RoomSeed seed = RoomSeed.random();
    final CompletableFuture<RoomInfo> room = client.room(5);
    peer.send(
        RoomFrames.room(
            peer.next().correlationId(), HexFormat.of().parseHex(seed.sha256()), seed.bytes(), 9));
    assertThat(await(room))
        .isEqualTo(
            new RoomInfo(
                5,
                SaleState.PAUSED,
                7,
                10,
                OptionalLong.of(9),
                11,
                12,
                13,
                14,
                15,
                16,
                17,
                18,
                new AdmissionPolicy(19, 20, 21, 22, 23, 24),
                true,
                seed.sha256(),
                Optional.of(seed)));
  }

  @Test
  void putsThePagesAboutABuyerTogether() throws ExecutionException {
    final CompletableFuture<BuyerInfo> buyer = client.buyer(5, 6);
    assertThat(fromOfNextQueryBuyer()).isZero();
    peer.send(RoomFrames.buyer(1, 7, 2, new Id(1, 30), new Id(1, 20)));
    assertThat(fromOfNextQueryBuyer()).isEqualTo(2);
    peer.send(RoomFrames.buyer(2, 8, -1, new Id(1, 10)));
    assertThat(await(buyer).reservations())
        .extracting(BuyerInfo.Reservation::item)
        .containsExactly(30L, 20L, 10L);
    assertThat(await(buyer).reservations().get(2))
        .isEqualTo(
            new BuyerInfo.Reservation(
                new Id(1, 10), 10, ReservationState.HELD, OptionalLong.of(70), 3, 2));
    assertThat(await(buyer))
        .isEqualTo(
            new BuyerInfo(
                5, 6, 8, OptionalLong.of(9), TicketState.ADMITTED, await(buyer).reservations()));
  }

  private int fromOfNextQueryBuyer() {
    final QueryBuyerDecoder query =
        new QueryBuyerDecoder()
            .wrapAndApplyHeader(peer.next().message(), 0, new MessageHeaderDecoder());
    assertThat(query.sale()).isEqualTo(5);
    assertThat(query.buyer()).isEqualTo(6);
    return query.from();
  }

  @Test
  void aBuyerWithNothingIsAnAnswer() throws ExecutionException {
    final CompletableFuture<BuyerInfo> buyer = client.buyer(5, 6);
    peer.send(RoomFrames.buyer(peer.next().correlationId(), 7, -1));
    assertThat(await(buyer).reservations()).isEmpty();
  }

  @Test
  void endsOverAPageThatStopsInARow() {
    final CompletableFuture<BuyerInfo> buyer = client.buyer(5, 6);
    final byte[] page = RoomFrames.buyer(peer.next().correlationId(), 7, -1, new Id(1, 10));
    final byte[] cut = Arrays.copyOf(page, page.length - 1);
    cut[0]--;
    peer.send(cut);
    assertThat(failure(buyer))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the node sent nonsense: ");
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void endsOverAnAnswerToAnotherQuestion() {
    final CompletableFuture<RoomInfo> room = client.room(5);
    peer.send(
        RoomFrames.ticket(peer.next().correlationId(), TicketState.WAITING, OptionalLong.empty()));
    assertThat(failure(room))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("message 84 where 85 is the answer");
  }
}
