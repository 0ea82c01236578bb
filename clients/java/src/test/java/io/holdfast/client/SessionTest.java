package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.test.ExpectedErrors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The low level against a node played by the test. */
class SessionTest {
  private static final SessionConfig CONFIG = SessionConfig.of("tester", Role.OPERATOR);

  private final FakeNode node = new FakeNode();
  private final ClientLoop loop = ClientLoop.start("test-client");
  private final Events events = new Events();

  @AfterEach
  void close() {
    loop.close();
    node.close();
  }

  private Peer connect(final SessionLimits limits) {
    loop.connect(node.address(), CONFIG, events);
    final Peer peer = node.welcome(limits);
    assertThat(events.next()).isEqualTo("ready");
    return peer;
  }

  private <T> T onLoop(final Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, loop::execute)
        .orTimeout(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS)
        .join();
  }

  private boolean reserve(final long correlationId) {
    return onLoop(
        () -> {
          final boolean sent = events.session().reserve(correlationId, 1, 2, 3, 4, 5, 6, 7, 1, 2);
          events.session().flush();
          return sent;
        });
  }

  private int freeSlots() {
    return onLoop(() -> events.session().freeSlots());
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void shakesHandsOnEveryTransport(final Transport transport) {
    if (transport == Transport.EPOLL && Transport.best() != Transport.EPOLL) {
      return;
    }
    try (ClientLoop own = ClientLoop.start("test-transport", transport)) {
      own.connect(node.address(), CONFIG.withCredential("secret").withWindowSlots(9), events);
      final Peer peer = node.accept();
      final HelloDecoder hello =
          new HelloDecoder()
              .wrapAndApplyHeader(peer.next().message(), 0, new MessageHeaderDecoder());
      assertThat(hello.protocolVersion()).isEqualTo(Versions.newest());
      assertThat(hello.role()).isEqualTo(Role.OPERATOR);
      assertThat(hello.windowSlots()).isEqualTo(9);
      assertThat(hello.clientName()).isEqualTo("tester");
      assertThat(hello.credential()).isEqualTo("secret");
      peer.welcome(FakeNode.LIMITS);
      assertThat(events.next()).isEqualTo("ready");
      assertThat(events.session().limits()).isEqualTo(FakeNode.LIMITS);
    }
    assertThat(events.next()).isEqualTo("closed: the client's loop was closed");
  }

  @Test
  void writesEveryFieldOfAReserve() {
    final Peer peer = connect(FakeNode.LIMITS);
    assertThat(reserve(42)).isTrue();
    final ReserveDecoder reserve =
        new ReserveDecoder()
            .wrapAndApplyHeader(peer.next().message(), 0, new MessageHeaderDecoder());
    assertThat(reserve.correlationId()).isEqualTo(42);
    assertThat(reserve.reservation().hi()).isEqualTo(1);
    assertThat(reserve.reservation().lo()).isEqualTo(2);
    assertThat(reserve.sale()).isEqualTo(3);
    assertThat(reserve.item()).isEqualTo(4);
    assertThat(reserve.buyer()).isEqualTo(5);
    assertThat(reserve.group()).isEqualTo(6);
    assertThat(reserve.quantity()).isEqualTo(7);
    assertThat(reserve.tier()).isEqualTo((short) 1);
    assertThat(reserve.flags().partial()).isFalse();
    assertThat(reserve.flags().waitlist()).isTrue();
  }

  @Test
  void sendsNothingBeyondTheWindow() {
    final Peer peer = connect(FakeNode.window(2));
    assertThat(reserve(1)).isTrue();
    assertThat(reserve(2)).isTrue();
    assertThat(reserve(3)).isFalse();
    final Peer.Request first = peer.next();
    assertThat(peer.next().correlationId()).isEqualTo(2);
    assertThat(peer.waitingBytes()).isZero();
    peer.accept(first, 1);
    assertThat(events.next()).isEqualTo("verdict 1 ACCEPTED");
    assertThat(freeSlots()).isEqualTo(1);
    assertThat(reserve(4)).isTrue();
    assertThat(peer.next().correlationId()).isEqualTo(4);
  }

  @Test
  void countsTheSlotsOfBasketsAndListsAndFreesThemInAnyOrder() {
    final Peer peer = connect(FakeNode.window(40));
    final BasketLines lines = new BasketLines();
    for (int i = 0; i < 7; i++) {
      lines.add(1, i + 1, i, 1);
    }
    // 8 header + 49 block + 4 group + 7 * 28 lines = 257 bytes: one over two slots.
    assertThat(
            onLoop(
                () ->
                    events.session().reserveBasket(1, 9, 9, 1, 1, 0, 0, lines)
                        && events.session().listSales(2, 0)
                        && events.session().reserve(3, 1, 2, 3, 4, 5, 6, 7, 1, 0)))
        .isTrue();
    assertThat(freeSlots()).isEqualTo(40 - 3 - 32 - 1);
    assertThat(onLoop(() -> events.session().listLines(4, 1, 0))).isFalse();
    peer.send(Frames.notTaken(3, Code.BUSY));
    assertThat(events.next()).isEqualTo("verdict 3 BUSY");
    assertThat(freeSlots()).isEqualTo(5);
    peer.send(Frames.sales(2, -1, 1));
    assertThat(events.next()).startsWith("page 82 of ");
    assertThat(freeSlots()).isEqualTo(37);
    peer.send(Frames.verdict(1, Code.ACCEPTED, 1, 7));
    assertThat(events.next()).isEqualTo("verdict 1 ACCEPTED");
    assertThat(freeSlots()).isEqualTo(40);
  }

  @Test
  void countsTheSlotsOfRoomsBuyersAndTickets() {
    connect(FakeNode.window(100));
    assertThat(onLoop(() -> events.session().queryTicket(1, 2, 3))).isTrue();
    assertThat(freeSlots()).isEqualTo(99);
    assertThat(onLoop(() -> events.session().queryRoom(2, 3))).isTrue();
    assertThat(freeSlots()).isEqualTo(67);
    assertThat(onLoop(() -> events.session().queryBuyer(3, 4, 5, 0))).isTrue();
    assertThat(freeSlots()).isEqualTo(35);
  }

  @Test
  void refusesWhatCouldNeverBeSent() {
    connect(FakeNode.window(2));
    assertThatThrownBy(() -> onLoop(() -> events.session().listSales(1, 0)))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 slots: this session may send 8192 bytes and has 2 slots");
    assertThat(freeSlots()).isEqualTo(2);
  }

  @Test
  void readsFramesSplitAtEveryByte() {
    final Peer peer = connect(FakeNode.window(1000));
    final byte[] three =
        Frames.join(
            Frames.verdict(1, Code.ACCEPTED, 1, 1),
            Frames.heartbeat(2),
            Frames.verdict(3, Code.SOLD_OUT, 3, 0));
    for (int split = 0; split <= three.length; split++) {
      onLoop(
          () ->
              events.session().reserve(1, 1, 2, 3, 4, 5, 6, 7, 1, 0)
                  && events.session().heartbeat(2)
                  && events.session().reserve(3, 1, 2, 3, 4, 5, 6, 7, 1, 0));
      peer.send(three, 0, split);
      // A round trip through the loop makes it likely, not certain, that the parts are read apart;
      // FrameReaderTest splits for sure.
      freeSlots();
      peer.send(three, split, three.length - split);
      assertThat(events.next()).isEqualTo("verdict 1 ACCEPTED");
      assertThat(events.next()).isEqualTo("heartbeat 2");
      assertThat(events.next()).isEqualTo("verdict 3 SOLD_OUT");
    }
    assertThat(freeSlots()).isEqualTo(1000);
  }

  @Test
  void sendsMoreThanOneBufferInOneFlush() {
    final int count = 1000;
    final Peer peer = connect(FakeNode.window(count));
    onLoop(
        () -> {
          for (int i = 1; i <= count; i++) {
            assertThat(events.session().reserve(i, 1, i, 3, 4, 5, 6, 7, 1, 0)).isTrue();
          }
          events.session().flush();
          return null;
        });
    for (int i = 1; i <= count; i++) {
      assertThat(peer.next().correlationId()).isEqualTo(i);
    }
  }

  @Test
  void tellsAGoodbyeThenTheEnd() {
    final Peer peer = connect(FakeNode.LIMITS);
    peer.send(Frames.goodbye(Code.SHUTTING_DOWN, "restart"));
    assertThat(events.next()).isEqualTo("goodbye SHUTTING_DOWN restart");
    assertThat(events.next()).isEqualTo("closed: the node said goodbye: SHUTTING_DOWN: restart");
    assertThat(peer.atEnd()).isTrue();
    assertThat(freeSlots()).isZero();
    assertThat(reserve(1)).isFalse();
  }

  @Test
  void tellsARefusedHandshake() {
    loop.connect(node.address(), CONFIG, events);
    final Peer peer = node.accept();
    peer.send(Frames.goodbye(Code.NO_WINDOW_LEFT, "later"));
    assertThat(events.next()).isEqualTo("goodbye NO_WINDOW_LEFT later");
    assertThat(events.next()).isEqualTo("closed: the node said goodbye: NO_WINDOW_LEFT: later");
    assertThat(events.session()).isNull();
  }

  @Test
  void tellsADeadAddress() {
    node.close();
    loop.connect(node.address(), CONFIG, events);
    assertThat(events.next()).isEqualTo("closed: cannot connect: connection refused");
  }

  @Test
  void tellsThatTheNodeClosed() {
    final Peer peer = connect(FakeNode.LIMITS);
    peer.close();
    assertThat(events.next()).isEqualTo("closed: the node closed the connection");
  }

  @Test
  void givesUpOnAWelcomeThatDoesNotCome() {
    loop.connect(node.address(), CONFIG.withHandshakeTimeoutMs(20), events);
    final Peer peer = node.accept();
    assertThat(events.next()).isEqualTo("closed: no Welcome from the node within 20 ms");
    peer.next();
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void endsOverNonsense() {
    final byte[] wrongSchema = Frames.heartbeat(1);
    wrongSchema[8] ^= 1;
    final byte[] truncated = Frames.verdict(1, Code.ACCEPTED, 1, 1);
    truncated[0]--;
    final byte[] shortBlock = Frames.verdict(1, Code.ACCEPTED, 1, 1);
    shortBlock[4]--;
    final int verdictBytes = shortBlock.length - Framing.LENGTH_FIELD_BYTES;
    final byte[] badGoodbye = Frames.goodbye(Code.BUSY, "hello");
    badGoodbye[badGoodbye.length - 9] = 99;
    expectNonsense(wrongSchema, "schema 1700");
    expectNonsense(truncated, "message 80, truncated at %d bytes".formatted(verdictBytes - 1));
    expectNonsense(shortBlock, "message 80, truncated at %d bytes".formatted(verdictBytes));
    expectNonsense(badGoodbye, "a Goodbye that cannot be read: ");
    expectNonsense(new byte[] {7, 0, 0, 0}, "a frame of length 7");
    expectNonsense(new byte[] {0, 0, 0, -1}, "a frame of length -16777216");
    expectNonsense(
        Frames.notTaken(77, Code.BUSY), "an answer with correlation id 77 to no request");
  }

  private void expectNonsense(final byte[] bytes, final String problem) {
    final Peer peer = connect(FakeNode.LIMITS);
    peer.send(bytes);
    assertThat(events.next()).startsWith("closed: the node sent nonsense: " + problem);
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void endsOverAWelcomeThatMakesNoSense() {
    loop.connect(node.address(), CONFIG, events);
    Peer peer = node.accept();
    peer.send(Frames.welcome(Versions.newest() + 1, FakeNode.LIMITS));
    assertThat(events.next())
        .isEqualTo(
            "closed: the node sent nonsense: a Welcome with protocol version %d, where this client"
                    .formatted(Versions.newest() + 1)
                + " speaks %d to %d".formatted(Versions.oldest(), Versions.newest()));
    loop.connect(node.address(), CONFIG, events);
    peer = node.accept();
    peer.send(Frames.heartbeat(1));
    assertThat(events.next())
        .isEqualTo("closed: the node sent nonsense: message 4 where Welcome is due");
  }

  @Test
  void sendsHeartbeatsOfItsOwnWhenIdleAndKeepsTheirAnswersToItself() {
    final SessionLimits limits =
        new SessionLimits(1, 128, 32, 8192, 400, 1, 1, FakeNode.LIMITS.durability());
    final Peer peer = connect(limits);
    for (int i = 0; i < 3; i++) {
      final Peer.Request heartbeat = peer.next();
      assertThat(heartbeat.templateId()).isEqualTo(4);
      assertThat(heartbeat.correlationId()).isEqualTo(Session.RESERVED_CORRELATION_ID);
      peer.send(Frames.heartbeat(heartbeat.correlationId()));
    }
    assertThat(freeSlots()).isEqualTo(1);
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void givesUpOnASilentNode() {
    connect(new SessionLimits(1, 128, 32, 8192, 8, 1, 1, FakeNode.LIMITS.durability()));
    assertThat(events.next()).isEqualTo("closed: nothing heard from the node for three heartbeats");
  }

  /** It may not be reading because the window is full; but not for ever. */
  @Test
  void givesUpLaterOnASilentNodeWhoseWindowIsFull() {
    final SessionLimits limits =
        new SessionLimits(1, 128, 32, 8192, 100, 1, 1, FakeNode.LIMITS.durability());
    connect(limits);
    assertThat(reserve(1)).isTrue();
    assertThat(events.next()).isEqualTo("closed: nothing heard from the node for nine heartbeats");
  }

  @Test
  void closesInsideACallback() {
    final SessionListener closing =
        new SessionListener() {
          @Override
          public void onReady(final Session session) {
            events.onReady(session);
          }

          @Override
          public void onVerdict(final Session session, final VerdictDecoder verdict) {
            events.onVerdict(session, verdict);
            session.close();
          }

          @Override
          public void onClosed(final Session session, final String reason) {
            events.onClosed(session, reason);
          }
        };
    loop.connect(node.address(), CONFIG, closing);
    final Peer peer = node.welcome(FakeNode.LIMITS);
    assertThat(events.next()).isEqualTo("ready");
    assertThat(reserve(1)).isTrue();
    assertThat(reserve(2)).isTrue();
    peer.send(Frames.join(Frames.notTaken(1, Code.BUSY), Frames.notTaken(2, Code.BUSY)));
    assertThat(events.next()).isEqualTo("verdict 1 BUSY");
    assertThat(events.next()).isEqualTo("closed: closed by this client");
    freeSlots();
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void endsOverAListenerThatThrows() {
    final ExpectedErrors expected = ExpectedErrors.matching("a listener failed; the session ends");
    final SessionListener throwing =
        new SessionListener() {
          @Override
          public void onReady(final Session session) {
            throw new IllegalStateException("oops");
          }

          @Override
          public void onVerdict(final Session session, final VerdictDecoder verdict) {
            events.onVerdict(session, verdict);
          }

          @Override
          public void onClosed(final Session session, final String reason) {
            events.onClosed(session, reason);
          }
        };
    loop.connect(node.address(), CONFIG, throwing);
    final Peer peer = node.welcome(FakeNode.LIMITS);
    assertThat(events.next())
        .isEqualTo("closed: a listener failed: java.lang.IllegalStateException: oops");
    assertThat(peer.atEnd()).isTrue();
    assertThat(expected.count()).isEqualTo(1);
  }
}
