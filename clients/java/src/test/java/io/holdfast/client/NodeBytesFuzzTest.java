package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come from a node, and wherever they are cut: the session tells its listener the
 * same, or ends and says why, once; it never fails.
 */
class NodeBytesFuzzTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(
          64,
          Framing.SLOT_BYTES,
          Framing.LIST_SLOTS,
          Framing.MAX_MESSAGE_BYTES,
          60_000,
          1,
          1_000,
          Durability.JOURNALED);

  private static ClientLoop loop;

  @BeforeAll
  static void startLoop() {
    loop = ClientLoop.start("fuzz");
  }

  @AfterAll
  static void closeLoop() {
    loop.close();
  }

  static Stream<byte[]> seeds() {
    final List<byte[]> frames =
        List.of(
            Frames.verdict(1, Code.ACCEPTED, 7, 1),
            Frames.notTaken(2, Code.BUSY),
            Frames.reservation(1, new Id(1, 2)),
            Frames.sales(1, -1, 1, 2),
            Frames.lines(1, 2, -1, 3, 4),
            RoomFrames.ticket(1, TicketState.WAITING, OptionalLong.of(2)),
            RoomFrames.room(1, new byte[32], new byte[32], 1),
            RoomFrames.buyer(1, 2, -1, new Id(1, 2), new Id(3, 4)),
            StatusFrames.primary(1),
            Frames.heartbeat(3),
            Frames.goodbye(Code.SHUTTING_DOWN, "the node is stopping"));
    final byte[] all = Frames.join(frames.toArray(new byte[0][]));
    return Stream.concat(frames.stream(), Stream.of(all))
        .flatMap(
            bytes ->
                Stream.of(
                    Frames.join(new byte[] {0, 9}, bytes),
                    Frames.join(
                        new byte[] {1, 9},
                        Frames.welcome(Framing.PROTOCOL_VERSION, LIMITS),
                        bytes)));
  }

  /** Writes down what a session tells, reading everything as a client does. */
  private static final class Told implements SessionListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void onReady(final Session session) {
      all.add("ready");
      takeSlots(session);
    }

    @Override
    public void onVerdict(final Session session, final VerdictDecoder verdict) {
      all.add("verdict " + verdict.correlationId() + " " + verdict.sequence());
    }

    @Override
    public void onPage(
        final Session session,
        final int templateId,
        final DirectBuffer buffer,
        final int offset,
        final int length) {
      all.add("page " + templateId + ": " + read(reading(templateId), buffer, offset));
    }

    private static String read(
        final QueryCall.Reading<?> reading, final DirectBuffer buffer, final int offset) {
      try {
        return String.valueOf(reading.read(buffer, offset));
      } catch (final IllegalArgumentException | IndexOutOfBoundsException makesNoSense) {
        return "no sense: " + makesNoSense.getClass().getSimpleName();
      }
    }

    private static QueryCall.Reading<?> reading(final int templateId) {
      return switch (templateId) {
        case ReservationViewDecoder.TEMPLATE_ID -> Pages::reservation;
        case SalePageDecoder.TEMPLATE_ID -> Pages::sales;
        case LinePageDecoder.TEMPLATE_ID -> Pages::lines;
        case TicketViewDecoder.TEMPLATE_ID -> RoomPages::ticket;
        case RoomViewDecoder.TEMPLATE_ID -> RoomPages::room;
        case BuyerPageDecoder.TEMPLATE_ID ->
            (buffer, offset) -> {
              new BuyerPages().add(buffer, offset);
              return "";
            };
        case NodeStatusDecoder.TEMPLATE_ID ->
            (buffer, offset) -> StatusPages.status(buffer, offset).role();
        default -> throw new AssertionError("a page of template " + templateId);
      };
    }

    @Override
    public void onHeartbeat(final Session session, final long correlationId) {
      all.add("heartbeat " + correlationId);
    }

    @Override
    public void onGoodbye(final Session session, final Code code, final String text) {
      all.add("goodbye " + code + " " + text);
    }

    @Override
    public void onClosed(final Session session, final String reason) {
      all.add("closed: " + reason);
    }
  }

  /** As if requests were in flight: of one slot each, and two of more. */
  private static void takeSlots(final Session session) {
    final Window window = session.window();
    window.take(1, 20);
    window.take(2, 2);
    for (int id = 3; window.freeSlots() > 0; id++) {
      window.take(id, 1);
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void theSameIsToldWhereverTheStreamIsCut(final byte[] input) {
    if (input.length < 2) {
      return;
    }
    final int bytes = input.length - 2;
    final byte[] start =
        (input[0] & 1) == 1 ? new byte[0] : Frames.welcome(Framing.PROTOCOL_VERSION, LIMITS);
    final int cut = (input[1] & 0xFF) % (bytes + 1);
    final List<String> whole = told(start, input, bytes);
    assertThat(told(start, input, cut)).isEqualTo(whole);
    assertThat(whole.stream().filter(line -> line.startsWith("closed")).count()).isEqualTo(1);
    assertThat(whole.get(whole.size() - 1))
        .startsWith("closed")
        .doesNotContain("a listener failed");
  }

  /** Everything the listener hears until the node leaves. */
  private static List<String> told(final byte[] start, final byte[] input, final int cut) {
    final Told told = new Told();
    final Session session =
        new Session(
            loop,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            SessionConfig.of("fuzz", Role.STOREFRONT),
            told);
    final EmbeddedChannel channel = new EmbeddedChannel(session.connection());
    feed(channel, start, 0, start.length);
    feed(channel, input, 2, 2 + cut);
    feed(channel, input, 2 + cut, input.length);
    channel.finishAndReleaseAll();
    return told.all;
  }

  private static void feed(
      final EmbeddedChannel channel, final byte[] bytes, final int from, final int to) {
    if (from == to || !channel.isOpen()) {
      return;
    }
    final ByteBuf piece = Unpooled.directBuffer(to - from).writeBytes(bytes, from, to - from);
    channel.writeInbound(piece);
  }
}
