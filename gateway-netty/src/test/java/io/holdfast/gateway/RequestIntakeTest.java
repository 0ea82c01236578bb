package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.EventEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.OutageEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.TickEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The same requests come out of a stream of bytes wherever it is cut. */
final class RequestIntakeTest {
  private static final int ROUNDS = 300;
  private static final long UNWATCHABLE = 666;
  private static final ReplyTarget WATCH = reply -> {};

  private final Frames frames = new Frames();
  private final Ring ring = new Ring();
  private final Told told = new Told();
  private final RequestIntake intake = new RequestIntake(ring);
  private final RequestIntake.Progress progress = new RequestIntake.Progress();
  private byte[] unread = new byte[0];
  private int freeSlots = Integer.MAX_VALUE;
  private Role role = Role.STOREFRONT;

  private byte[][] several() {
    return new byte[][] {
      frames.reserve(1),
      frames.heartbeat(2),
      frames.basket(3, 9),
      frames.listLines(4, 1, 0),
      frames.createSale(5, 2, "not for you"),
      frames.queryReservation(6, 1),
      frames.blank(7, new JoinQueueEncoder(), 0),
      frames.blank(8, new UpdateSaleEncoder(), 2),
      frames.blank(9, new QueryRoomEncoder(), 0)
    };
  }

  private void assertSeveral() {
    assertThat(ring.requests)
        .containsExactly(
            "1: 1 slot", "3: 3 slots", "4: 32 slots", "6: 1 slot", "7: 1 slot", "9: 32 slots");
    assertThat(told.all)
        .containsExactly("heartbeat 2", "refused 5 NOT_PERMITTED", "refused 8 NOT_PERMITTED");
    assertThat(unread).isEmpty();
  }

  @Test
  void takesWholeFramesFromOneRead() {
    arrive(Frames.join(several()));
    assertSeveral();
    assertThat(ring.runs).isEqualTo(1);
  }

  @Test
  void takesFramesThatWereCutAnywhere() {
    final byte[] stream = Frames.join(several());
    for (int cut = 0; cut <= stream.length; cut++) {
      ring.requests.clear();
      told.all.clear();
      arrive(Arrays.copyOf(stream, cut));
      arrive(Arrays.copyOfRange(stream, cut, stream.length));
      assertSeveral();
    }
  }

  @Test
  void takesFramesThatComeByteByByte() {
    for (final byte one : Frames.join(several())) {
      arrive(new byte[] {one});
    }
    assertSeveral();
  }

  @Test
  void takesNoMoreThanTheWindowHasRoomFor() {
    freeSlots = 3;
    arrive(Frames.join(several()));
    assertThat(ring.requests).containsExactly("1: 1 slot");
    assertThat(progress.windowFull).isTrue();
    freeSlots = 3 + Framing.LIST_SLOTS;
    arrive(new byte[0]);
    assertThat(ring.requests).hasSize(3);
    assertThat(progress.windowFull).isTrue();
    freeSlots = 2 + Framing.LIST_SLOTS;
    arrive(new byte[0]);
    assertThat(progress.windowFull).isFalse();
    assertSeveral();
  }

  @Test
  void subscribesToSalesPastTheRingAndToReservationsAndTicketsThroughIt() {
    arrive(
        Frames.join(
            frames.subscribeSale(1, 5),
            frames.unsubscribe(2, 1),
            frames.subscribeReservation(3, 1),
            frames.subscribeReservation(UNWATCHABLE, 1),
            frames.subscribeTicket(4, 1, 1)));
    assertThat(ring.requests).containsExactly("3: 1 slot, watched", "4: 1 slot, watched");
    assertThat(told.all)
        .containsExactly(
            "subscribe 1 to sale 5", "unsubscribe 2 from 1", "watch 3", "watch 666", "watch 4");
    assertThat(unread).isEmpty();
  }

  @Test
  void aSubscriptionForWhichTheRingHasNoRoomIsTakenBack() {
    ring.full = true;
    arrive(Frames.join(frames.reserve(1), frames.subscribeReservation(3, 1)));
    assertThat(told.all).containsExactly("watch 3", "refused 1 BUSY", "no watch", "refused 3 BUSY");
  }

  @Test
  void anObserverMaySubscribeToSalesOnly() {
    role = Role.OBSERVER;
    arrive(
        Frames.join(
            frames.subscribeSale(1, 5),
            frames.reserve(2),
            frames.subscribeTicket(3, 1, 1),
            frames.listSales(4, 0),
            frames.openSale(5, 1),
            frames.queryStatus(6),
            frames.unsubscribe(7, 1)));
    assertThat(ring.requests).isEmpty();
    assertThat(told.all)
        .containsExactly(
            "subscribe 1 to sale 5",
            "refused 2 NOT_PERMITTED",
            "refused 3 NOT_PERMITTED",
            "refused 4 NOT_PERMITTED",
            "refused 5 NOT_PERMITTED",
            "status 6",
            "unsubscribe 7 from 1");
  }

  @Test
  void refusesARunForWhichTheRingHasNoRoom() {
    ring.full = true;
    arrive(Frames.join(frames.reserve(1), frames.reserve(2)));
    assertThat(told.all).containsExactly("refused 1 BUSY", "refused 2 BUSY");
    assertThat(progress.slotsTaken).isZero();
    assertThat(unread).isEmpty();
  }

  @Test
  void takesOperatorsCommandsFromOperatorsOnly() {
    final byte[] stream =
        Frames.join(
            frames.blank(30, new CreateSaleEncoder(), 3),
            frames.blank(31, new OpenSaleEncoder(), 2),
            frames.blank(32, new PauseSaleEncoder(), 2),
            frames.blank(33, new CloseSaleEncoder(), 2),
            frames.blank(34, new UpdateSaleEncoder(), 2),
            frames.blank(35, new AdjustStockEncoder(), 2),
            frames.blank(36, new OperatorReleaseEncoder(), 2),
            frames.blank(37, new OperatorCancelEncoder(), 2));
    arrive(stream);
    assertThat(ring.requests).isEmpty();
    assertThat(told.all)
        .isEqualTo(
            IntStream.rangeClosed(30, 37)
                .mapToObj(id -> "refused %d NOT_PERMITTED".formatted(id))
                .toList());

    told.all.clear();
    role = Role.OPERATOR;
    arrive(stream);
    assertThat(ring.requests).hasSize(8);
    assertThat(told.all).isEmpty();
  }

  @Test
  void takesStorefrontsCommandsAndQueriesFromAnyone() {
    for (final Role anyone : new Role[] {Role.STOREFRONT, Role.OPERATOR}) {
      role = anyone;
      ring.requests.clear();
      arrive(
          Frames.join(
              frames.blank(12, new BeginPaymentEncoder(), 0),
              frames.blank(13, new BeginPaymentBasketEncoder(), 0),
              frames.blank(19, new ExtendEncoder(), 0),
              frames.blank(20, new JoinQueueEncoder(), 0),
              frames.blank(21, new LeaveQueueEncoder(), 0),
              frames.blank(65, new QueryTicketEncoder(), 0),
              frames.blank(66, new QueryRoomEncoder(), 0),
              frames.blank(67, new QueryBuyerEncoder(), 0)));
      assertThat(ring.requests)
          .containsExactly(
              "12: 1 slot",
              "13: 1 slot",
              "19: 1 slot",
              "20: 1 slot",
              "21: 1 slot",
              "65: 1 slot",
              "66: 32 slots",
              "67: 32 slots");
    }
    assertThat(told.all).isEmpty();
  }

  @Test
  void takesNothingThatOnlyTheNodeWrites() {
    arrive(
        Frames.join(
            frames.blank(1, new TickEncoder(), 0),
            frames.blank(2, new EpochStartEncoder(), 0),
            frames.blank(3, new OutageEncoder(), 0),
            frames.blank(4, new EventEncoder(), 0)));
    assertThat(ring.requests).isEmpty();
    assertThat(told.all)
        .containsExactly(
            "refused 1 UNKNOWN_MESSAGE",
            "refused 2 UNKNOWN_MESSAGE",
            "refused 3 UNKNOWN_MESSAGE",
            "refused 4 UNKNOWN_MESSAGE");
  }

  @Test
  void takesWhatCameBeforeNonsense() {
    arrive(Frames.join(frames.reserve(1), new byte[Framing.LENGTH_FIELD_BYTES], frames.reserve(2)));
    assertThat(ring.requests).containsExactly("1: 1 slot");
    assertThat(progress.slotsTaken).isEqualTo(1);
    assertThat(progress.broken).isEqualTo(Code.MALFORMED);
    assertThat(progress.brokenText).isEqualTo("a frame of 0 bytes");
  }

  @Test
  void neverThrowsWhateverTheBytes(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      final byte[] stream = Frames.join(several());
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        stream[random.nextInt(stream.length)] = (byte) random.nextInt(256);
      }
      unread = new byte[0];
      final int cut = random.nextInt(stream.length);
      arrive(Arrays.copyOf(stream, cut));
      if (progress.broken == null) {
        arrive(Arrays.copyOfRange(stream, cut, stream.length));
      }
      assertThat(progress.bytesTaken).isLessThanOrEqualTo(stream.length);
    }
  }

  /** As a connection does: what was not taken stays and is looked at again with what follows. */
  private void arrive(final byte[] bytes) {
    final byte[] all = Frames.join(unread, bytes);
    intake.take(
        new UnsafeBuffer(all), all.length, freeSlots, role, null, reply -> {}, told, progress);
    unread = Arrays.copyOfRange(all, progress.bytesTaken, all.length);
  }

  private static final class Told implements RequestIntake.Exceptions {
    private final List<String> all = new ArrayList<>();

    @Override
    public void onRefused(final long correlationId, final Code code) {
      all.add("refused " + correlationId + " " + code);
    }

    @Override
    public void onHeartbeat(final long correlationId) {
      all.add("heartbeat " + correlationId);
    }

    @Override
    public void onQueryStatus(final long correlationId) {
      all.add("status " + correlationId);
    }

    @Override
    public void onSubscribeSale(final long correlationId, final long sale) {
      all.add("subscribe " + correlationId + " to sale " + sale);
    }

    @Override
    public void onUnsubscribe(final long correlationId, final long subscription) {
      all.add("unsubscribe " + correlationId + " from " + subscription);
    }

    @Override
    public ReplyTarget onSubscribe(final long correlationId) {
      all.add("watch " + correlationId);
      return correlationId == UNWATCHABLE ? null : WATCH;
    }

    @Override
    public void onSubscribeRefused(final ReplyTarget target) {
      all.add("no watch");
    }
  }

  /** A ring without end that nobody reads. */
  private static final class Ring implements CommandIngress {
    private final MutableDirectBuffer bytes = new ExpandableArrayBuffer();
    private final List<String> requests = new ArrayList<>();
    private boolean full;
    private int runs;

    @Override
    public long tryClaim(final int slots) {
      runs++;
      return full ? NO_ROOM : 0;
    }

    @Override
    public MutableDirectBuffer bytes() {
      return bytes;
    }

    @Override
    public int offset(final long position) {
      return (int) position * Framing.SLOT_BYTES;
    }

    @Override
    public void fill(
        final long position,
        final int slots,
        final int lengthBytes,
        final int templateId,
        final long correlationId,
        final ReplyTarget target) {
      requests.add(
          correlationId
              + ": "
              + slots
              + (slots == 1 ? " slot" : " slots")
              + (target == WATCH ? ", watched" : ""));
    }

    @Override
    public void publish(final long first, final long last) {}
  }
}
