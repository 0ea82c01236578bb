package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting rooms and buyers as they are seen over the wire. */
final class RoomsAndBuyersTest {
  private static final long GATED = 2;
  private static final int BUYERS = 3;
  private static final long COLLECTOR = 77;
  private static final int HOLDS = 200;

  private final TestNode node = TestNode.start();
  private final byte[] seed = new byte[RoomViewDecoder.seedLength()];
  private RawClient client;
  private Frames frames;

  @BeforeEach
  void connect() {
    Arrays.fill(seed, (byte) 7);
    client = node.connect();
    frames = client.frames;
    client.hello(Role.OPERATOR, WindowPool.SMALLEST_WINDOW);
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
  }

  private void joinAll() {
    client.send(frames.createSale(1, GATED, "gated", seed));
    client.assertVerdict(1, Code.ACCEPTED);
    for (int buyer = 1; buyer <= BUYERS; buyer++) {
      client.send(frames.joinQueue(buyer, GATED, buyer));
      final VerdictDecoder joined = client.verdict();
      assertThat(joined.code()).isEqualTo(Code.ACCEPTED);
      assertThat(joined.ticket()).isEqualTo(TicketState.WAITING);
      assertThat(joined.place()).isEqualTo(VerdictDecoder.placeNullValue());
      assertThat(joined.admittedUpTo()).isZero();
    }
  }

  @Test
  void theSeedShowsNotBeforeTheOpening() throws NoSuchAlgorithmException {
    joinAll();
    client.send(frames.queryRoom(1, GATED));
    final RoomViewDecoder before = client.room();
    assertThat(before.joined()).isEqualTo(BUYERS);
    assertThat(before.drawn()).isEqualTo(RoomViewDecoder.drawnNullValue());
    assertThat(seed(before)).containsOnly(0);
    assertThat(seedHash(before)).isEqualTo(MessageDigest.getInstance("SHA-256").digest(seed));

    client.send(frames.openSale(2, GATED), frames.queryRoom(3, GATED));
    client.assertVerdict(2, Code.ACCEPTED);
    final RoomViewDecoder after = client.room();
    assertThat(after.correlationId()).isEqualTo(3);
    assertThat(after.drawn()).isEqualTo(BUYERS);
    assertThat(seed(after)).isEqualTo(seed);
  }

  @Test
  void placesAreDrawnAtTheOpening() {
    joinAll();
    client.send(frames.queryTicket(1, GATED, 2));
    final TicketViewDecoder before = client.ticket();
    assertThat(before.number()).isEqualTo(1);
    assertThat(before.place()).isEqualTo(TicketViewDecoder.placeNullValue());
    assertThat(before.state()).isEqualTo(TicketState.WAITING);

    client.send(frames.openSale(2, GATED));
    client.assertVerdict(2, Code.ACCEPTED);
    final List<Long> places = new ArrayList<>();
    for (int buyer = 1; buyer <= BUYERS; buyer++) {
      client.send(frames.queryTicket(buyer, GATED, buyer));
      places.add(client.ticket().place());
    }
    assertThat(places).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  @Test
  void whatIsNotThereIsAVerdict() {
    joinAll();
    client.send(
        frames.queryTicket(1, GATED, 4711),
        frames.queryTicket(2, 1, 1),
        frames.queryTicket(3, 4711, 1));
    client.assertVerdict(1, Code.UNKNOWN_TICKET);
    client.assertVerdict(2, Code.NOT_GATED);
    client.assertVerdict(3, Code.UNKNOWN_SALE);
    client.send(frames.queryRoom(4, 1));
    client.assertVerdict(4, Code.NOT_GATED);
    client.send(frames.queryRoom(5, 4711));
    client.assertVerdict(5, Code.UNKNOWN_SALE);
    client.send(frames.queryBuyer(6, 4711, 1, 0));
    client.assertVerdict(6, Code.UNKNOWN_SALE);
  }

  /** With the smallest window every page fits what one query takes of it. */
  @Test
  void aBuyersReservationsComeInSeveralPagesNewestFirst() {
    for (int id = 1; id <= HOLDS; id++) {
      client.send(frames.reserve(id, COLLECTOR));
      client.assertVerdict(id, Code.ACCEPTED);
    }
    final List<Long> ids = new ArrayList<>();
    int pages = 0;
    int next = 0;
    while (next >= 0) {
      client.send(frames.queryBuyer(1_000 + pages, 1, COLLECTOR, next));
      final BuyerPageDecoder page = client.buyer();
      assertThat(page.correlationId()).isEqualTo(1_000 + pages);
      assertThat(page.buyer()).isEqualTo(COLLECTOR);
      assertThat(page.ticket()).isEqualTo(TicketState.NONE);
      next = page.next();
      for (final BuyerPageDecoder.ReservationsDecoder row : page.reservations()) {
        assertThat(row.state()).isEqualTo(ReservationState.HELD);
        ids.add(row.reservation().lo());
      }
      pages++;
    }
    assertThat(pages).isGreaterThan(1);
    assertThat(ids).isEqualTo(LongStream.range(0, HOLDS).mapToObj(back -> HOLDS - back).toList());
  }

  @Test
  void aBuyerWithNothingIsAnEmptyPage() {
    client.send(frames.queryBuyer(1, 1, 4711, 0));
    final BuyerPageDecoder page = client.buyer();
    assertThat(page.next()).isEqualTo(-1);
    assertThat(page.reservations().count()).isZero();
  }

  private static byte[] seed(final RoomViewDecoder room) {
    final byte[] bytes = new byte[RoomViewDecoder.seedLength()];
    room.getSeed(bytes, 0, bytes.length);
    return bytes;
  }

  private static byte[] seedHash(final RoomViewDecoder room) {
    final byte[] bytes = new byte[RoomViewDecoder.seedHashLength()];
    room.getSeedHash(bytes, 0, bytes.length);
    return bytes;
  }
}
