package io.holdfast.client;

import static io.holdfast.client.ScriptedNode.await;
import static io.holdfast.client.ScriptedNode.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Which node a client talks to, and whose word it believes. */
class RedirectTest extends Pair {
  private static byte[] goTo(final FakeNode node) {
    return Frames.goodbye(Code.NOT_PRIMARY, "elsewhere", node.hostAndPort());
  }

  /** Shakes no hands. */
  private static void sendAway(final FakeNode from, final FakeNode to) {
    try (Peer peer = from.accept()) {
      peer.next();
      peer.send(goTo(to));
      assertThat(peer.atEnd()).isTrue();
    }
  }

  @Test
  void goesAtOnceWhereTheNodeSaysWithWhatIsUnanswered() throws ExecutionException {
    try (FakeNode primary = new FakeNode()) {
      final Peer first = connect();
      final CompletableFuture<Verdict> held = reserve(2);
      nextReserve(first, 2);
      first.send(goTo(primary));
      final Peer second = primary.welcome(FakeNode.LIMITS);
      second.accept(nextReserve(second, 2), 1);
      assertThat(await(held).isAccepted()).isTrue();
      assertThat(events.next()).startsWith("lost " + one.hostAndPort());
      assertThat(events.next()).isEqualTo("at once " + primary.hostAndPort());
      assertThat(events.next()).startsWith("connected " + primary.hostAndPort());
    }
  }

  @Test
  void isSentOnBeforeItsFirstWelcome() {
    final CompletableFuture<Peer> played =
        CompletableFuture.supplyAsync(
            () -> {
              sendAway(one, two);
              return two.welcome(FakeNode.LIMITS);
            });
    client = HoldfastClient.connect(config());
    played.join();
    assertThat(events.next()).isEqualTo("connected " + two.hostAndPort() + " epoch 7");
  }

  @Test
  void takesAPauseWhenItIsSentRoundInCircles() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.send(goTo(two));
    sendAway(two, one);
    sendAway(one, two);
    sendAway(two, one);
    sendAway(one, two);
    assertThat(events.next()).startsWith("lost ");
    assertThat(events.next()).isEqualTo("at once " + two.hostAndPort());
    assertThat(events.next()).isEqualTo("at once " + one.hostAndPort());
    assertThat(events.next()).isEqualTo("at once " + two.hostAndPort());
    assertThat(events.next()).isEqualTo("at once " + one.hostAndPort());
    assertThat(events.next()).isEqualTo("later " + two.hostAndPort());
    final Peer last = two.welcome(FakeNode.LIMITS);
    last.accept(nextReserve(last, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
  }

  @Test
  void goesOnInTurnWhenTheAddressItIsToldIsNone() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.send(Frames.goodbye(Code.NOT_PRIMARY, "elsewhere", "nowhere"));
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
  }

  @Test
  void leavesANodeThatIsBehindTheOneSeenBefore() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.close();
    final Peer replaced = two.accept();
    replaced.next();
    replaced.welcome(epoch(6));
    assertThat(replaced.atEnd()).isTrue();
    final Peer third = one.welcome(epoch(8));
    third.send(
        Frames.inEpoch(
            8, Frames.verdict(nextReserve(third, 2).correlationId(), Code.ACCEPTED, 1, 1)));
    assertThat(await(held).epoch()).isEqualTo(8);
  }

  /** A node that was replaced while it was connected: what it says is not what happened. */
  @Test
  void discardsAnAnswerThatIsBehindTheOneSeenBefore() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> ahead = reserve(2);
    final CompletableFuture<Verdict> behind = reserve(3);
    first.send(
        Frames.inEpoch(
            9, Frames.verdict(nextReserve(first, 2).correlationId(), Code.ACCEPTED, 1, 1)));
    assertThat(await(ahead).epoch()).isEqualTo(9);
    first.send(
        Frames.inEpoch(
            8, Frames.verdict(nextReserve(first, 3).correlationId(), Code.SOLD_OUT, 2, 0)));
    assertThat(first.atEnd()).isTrue();
    final Peer second = two.welcome(epoch(9));
    second.send(
        Frames.inEpoch(
            9, Frames.verdict(nextReserve(second, 3).correlationId(), Code.ACCEPTED, 2, 1)));
    assertThat(await(behind).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void connectsToTheFirstThatWill() {
    one.close();
    final CompletableFuture<Peer> accepted =
        CompletableFuture.supplyAsync(() -> two.welcome(FakeNode.LIMITS));
    client = HoldfastClient.connect(config());
    accepted.join();
    assertThat(events.next()).startsWith("connected " + two.hostAndPort());
  }

  @Test
  void namesEveryNodeThatWouldNot() {
    one.close();
    two.close();
    assertThatThrownBy(() -> HoldfastClient.connect(config()))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(
            "%s: cannot connect: connection refused; %s: cannot connect: connection refused",
            one.hostAndPort(), two.hostAndPort());
  }

  @Test
  void doesNotConnectAgainUnlessItMay() {
    final Peer first = connect(config().withRetry(RetryPolicy.NONE), FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.send(goTo(two));
    assertThat(failure(held))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("NOT_PRIMARY");
    assertThat(failure(reserve(3))).isInstanceOf(NotSentException.class);
  }

  @Test
  void needsAnAddress() {
    assertThatThrownBy(() -> ClientConfig.of("", "t", Role.STOREFRONT))
        .hasMessage("\"\" is not HOST:PORT: no port");
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withPausesMs(5, 4))
        .hasMessage(
            "pauses: at least 1 ms and the longest no shorter than the first, not 5 and 4 ms");
    assertThatThrownBy(() -> RetryPolicy.DEFAULT.withRetriedCodes(Code.SALE_PAUSED))
        .hasMessage("code 2012: only codes of the kind NOT_TAKEN, 1000 to 1999, can be retried");
  }
}
