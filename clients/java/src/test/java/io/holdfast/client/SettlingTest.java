package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A command is sent again while the node settles lapsed holds, but not for ever. */
class SettlingTest extends ScriptedNode {
  private CompletableFuture<Verdict> reserve(final long lo) {
    return client.reserve(ReserveRequest.of(new Id(1, lo), 1, 2, 3, 1));
  }

  /** The next request, which must be a Reserve of this reservation. */
  private Peer.Request nextReserve(final long lo) {
    final Peer.Request request = peer.next();
    final ReserveDecoder reserve =
        new ReserveDecoder().wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder());
    assertThat(reserve.reservation().hi()).isEqualTo(1);
    assertThat(reserve.reservation().lo()).isEqualTo(lo);
    return request;
  }

  /** Whatever was to be sent before is on its way before this one. */
  private void assertNextRequestIsOf(final long lo) throws ExecutionException {
    final CompletableFuture<Verdict> next = reserve(lo);
    peer.accept(nextReserve(lo), 99);
    assertThat(await(next).isAccepted()).isTrue();
  }

  private static byte[] settling(final Peer.Request request, final long sequence) {
    return Frames.verdict(request.correlationId(), Code.SETTLING, sequence, 0);
  }

  @Test
  void sendsTheSameCommandAgain() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    final Peer.Request first = nextReserve(2);
    peer.send(settling(first, 1));
    final Peer.Request second = nextReserve(2);
    assertThat(second.correlationId()).isNotEqualTo(first.correlationId());
    peer.accept(second, 2);
    assertThat(await(held).isAccepted()).isTrue();
    assertThat(await(held).sequence()).hasValue(2);
  }

  @Test
  void handsTheVerdictOverInTheEnd() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    for (int i = 0; i <= HoldfastClient.MAX_SETTLING_RESENDS; i++) {
      peer.send(settling(nextReserve(2), i));
    }
    assertThat(await(held).code()).isEqualTo(Code.SETTLING);
    assertThat(await(held).sequence()).hasValue(HoldfastClient.MAX_SETTLING_RESENDS);
    assertNextRequestIsOf(3);
  }

  @Test
  void sendsNothingElseAgain() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> paused = reserve(2);
    peer.send(Frames.verdict(nextReserve(2).correlationId(), Code.SALE_PAUSED, 1, 0));
    assertThat(await(paused).code()).isEqualTo(Code.SALE_PAUSED);
    assertNextRequestIsOf(3);
  }

  /** Two that settle keep their order, before those that wait for room in the window. */
  @Test
  void sendsAgainBeforeWhatWasNeverSent() throws ExecutionException {
    connect(FakeNode.window(2));
    final CompletableFuture<Verdict> first = reserve(2);
    final CompletableFuture<Verdict> second = reserve(3);
    final CompletableFuture<Verdict> third = reserve(4);
    final Peer.Request one = nextReserve(2);
    final Peer.Request two = nextReserve(3);
    peer.send(Frames.join(settling(one, 1), settling(two, 2)));
    peer.accept(nextReserve(2), 3);
    assertThat(await(first).sequence()).hasValue(3);
    peer.accept(nextReserve(3), 4);
    assertThat(await(second).sequence()).hasValue(4);
    peer.accept(nextReserve(4), 5);
    assertThat(await(third).sequence()).hasValue(5);
  }

  @Test
  void doesNotSendAgainWhatTheCallerGaveUp() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> given = reserve(2);
    final Peer.Request first = nextReserve(2);
    assertThat(given.cancel(false)).isTrue();
    peer.send(settling(first, 1));
    assertNextRequestIsOf(3);
    assertNextRequestIsOf(4);
  }

  @Test
  void doesNotKnowTheOutcomeOfWhatWasSentAgain() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    peer.send(settling(nextReserve(2), 1));
    nextReserve(2);
    peer.close();
    assertThat(failure(held)).isInstanceOf(OutcomeUnknownException.class);
  }

  /** The verdict is there, so nothing is unknown. */
  @Test
  void handsTheVerdictOverWhenTheNodeLeavesBeforeItIsSentAgain() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    peer.send(
        Frames.join(
            settling(nextReserve(2), 1), Frames.goodbye(Code.SHUTTING_DOWN, "maintenance")));
    assertThat(await(held).code()).isEqualTo(Code.SETTLING);
  }
}
