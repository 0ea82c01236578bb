package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.Role;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** What tests of the connection share: two nodes played by the test, and a client of both. */
abstract class Pair {
  private static final int NEVER_MS = Integer.MAX_VALUE;

  /** As quick as can be, but a pause. */
  static final RetryPolicy QUICK = RetryPolicy.DEFAULT.withPausesMs(2, 4);

  protected final FakeNode one = new FakeNode();
  protected final FakeNode two = new FakeNode();
  protected final ConnectionEvents events = new ConnectionEvents();
  protected HoldfastClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
    one.close();
    two.close();
  }

  protected final ClientConfig config() {
    return ClientConfig.of(one.hostAndPort() + "," + two.hostAndPort(), "tester", Role.OPERATOR)
        .withCallTimeoutMs(NEVER_MS)
        .withRetry(QUICK)
        .withListener(events);
  }

  /** Connects to the first of them. */
  protected final Peer connect(final ClientConfig config, final SessionLimits limits) {
    final CompletableFuture<Peer> accepted =
        CompletableFuture.supplyAsync(() -> one.welcome(limits));
    client = HoldfastClient.connect(config);
    final Peer peer = accepted.join();
    assertThat(events.next()).isEqualTo("connected " + one.hostAndPort() + " epoch 7");
    return peer;
  }

  protected final Peer connect() {
    return connect(config(), FakeNode.LIMITS);
  }

  protected final CompletableFuture<Verdict> reserve(final long lo) {
    return reserve(client, lo);
  }

  protected static CompletableFuture<Verdict> reserve(final HoldfastClient by, final long lo) {
    return by.reserve(ReserveRequest.of(new Id(1, lo), 1, 2, 3, 1));
  }

  /** The next request, which must be a Reserve of this reservation. */
  protected static Peer.Request nextReserve(final Peer peer, final long lo) {
    final Peer.Request request = peer.next();
    assertThat(request.templateId()).isEqualTo(ReserveDecoder.TEMPLATE_ID);
    assertThat(reservation(request)).isEqualTo(lo);
    return request;
  }

  /** Which one a Reserve is about. */
  protected static long reservation(final Peer.Request request) {
    final ReserveDecoder reserve =
        new ReserveDecoder().wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    return reserve.reservation().lo();
  }

  static SessionLimits epoch(final long epoch) {
    return new SessionLimits(
        FakeNode.LIMITS.windowSlots(),
        FakeNode.LIMITS.slotBytes(),
        FakeNode.LIMITS.listSlots(),
        FakeNode.LIMITS.maxFrameBytes(),
        FakeNode.LIMITS.heartbeatMs(),
        epoch,
        FakeNode.LIMITS.timeMs(),
        FakeNode.LIMITS.durability());
  }
}
