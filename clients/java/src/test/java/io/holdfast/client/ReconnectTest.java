package io.holdfast.client;

import static io.holdfast.client.ScriptedNode.await;
import static io.holdfast.client.ScriptedNode.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.test.ExpectedErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection is lost in every way there is; what has no answer is sent again. */
class ReconnectTest extends Pair {
  @Test
  void sendsAgainWhatWasLostBeforeItsAnswer() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    final long before = nextReserve(first, 2).correlationId();
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    final Peer.Request again = nextReserve(second, 2);
    assertThat(again.correlationId()).isNotEqualTo(before);
    second.send(Frames.repeated(again.correlationId(), 9));
    assertThat(await(held).isAccepted()).isTrue();
    assertThat(await(held).repeated()).isTrue();
    assertThat(events.next())
        .isEqualTo("lost " + one.hostAndPort() + ": the node closed the connection");
    assertThat(events.next()).isEqualTo("later " + two.hostAndPort());
    assertThat(events.next()).isEqualTo("connected " + two.hostAndPort() + " epoch 7");
  }

  @Test
  void sendsAgainWhatHasHalfAnAnswer() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> whole = reserve(2);
    final CompletableFuture<Verdict> half = reserve(3);
    final byte[] answer =
        Frames.verdict(nextReserve(first, 2).correlationId(), Code.ACCEPTED, 1, 1);
    final byte[] cut = Frames.verdict(nextReserve(first, 3).correlationId(), Code.ACCEPTED, 2, 1);
    first.send(Frames.join(answer, Arrays.copyOf(cut, cut.length - 1)));
    assertThat(await(whole).sequence()).hasValue(1);
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 3), 3);
    assertThat(await(half).sequence()).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"SHUTTING_DOWN", "NO_WINDOW_LEFT", "IDLE_TIMEOUT", "NOT_PRIMARY"})
  void goesOnAfterAGoodbye(final Code code) throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.send(Frames.goodbye(code, "for a reason"));
    final Peer refusing = two.accept();
    refusing.next();
    refusing.send(Frames.goodbye(code, "here, too"));
    final Peer third = one.welcome(FakeNode.LIMITS);
    third.accept(nextReserve(third, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
    assertThat(await(held).repeated()).isFalse();
  }

  /** The node has not taken it, and another one may. */
  @Test
  void sendsElsewhereWhatAStoppingNodeDidNotTake() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> taken = reserve(2);
    final CompletableFuture<Verdict> refused = reserve(3);
    final Peer.Request request = nextReserve(first, 2);
    first.send(Frames.notTaken(nextReserve(first, 3).correlationId(), Code.SHUTTING_DOWN));
    first.send(Frames.verdict(request.correlationId(), Code.ACCEPTED, 1, 1));
    assertThat(await(taken).sequence()).hasValue(1);
    final CompletableFuture<Verdict> later = reserve(4);
    first.send(Frames.goodbye(Code.SHUTTING_DOWN, "restart"));
    // What was asked for after the notice was not sent to the node that gave it.
    assertThat(first.atEnd()).isTrue();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 3), 2);
    second.accept(nextReserve(second, 4), 3);
    assertThat(await(refused).sequence()).hasValue(2);
    assertThat(await(later).sequence()).hasValue(3);
  }

  @Test
  void goesOnAfterASilence() throws ExecutionException {
    final SessionLimits impatient =
        new SessionLimits(64, 128, 32, 8192, 8, 7, 1, FakeNode.LIMITS.durability());
    connect(config(), impatient);
    final CompletableFuture<Verdict> held = reserve(2);
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
    assertThat(events.next())
        .isEqualTo(
            "lost " + one.hostAndPort() + ": nothing heard from the node for three heartbeats");
  }

  @Test
  void goesOnAfterNonsenseButNotWithTheCallItWasAbout() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<LineInfo> broken = client.line(1, 2);
    final CompletableFuture<Verdict> other = reserve(2);
    final long asked = first.next().correlationId();
    nextReserve(first, 2);
    first.send(Frames.sales(asked, -1, 1));
    assertThat(failure(broken))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the node sent nonsense: ");
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 2), 1);
    assertThat(await(other).isAccepted()).isTrue();
  }

  /** In the order of the calls, whatever was answered in between, and before those never sent. */
  @Test
  void keepsTheOrderOfTheCalls() throws ExecutionException {
    final Peer first = connect(config(), FakeNode.window(4));
    final List<CompletableFuture<Verdict>> calls = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      calls.add(reserve(i));
    }
    final Peer.Request[] window = new Peer.Request[4];
    for (int i = 0; i < 4; i++) {
      window[i] = nextReserve(first, i);
    }
    // The second is settled again and so comes behind the fifth; the third is answered.
    first.send(Frames.verdict(window[1].correlationId(), Code.SETTLING, 1, 0));
    assertThat(reservation(first.next())).isEqualTo(1);
    first.accept(window[2], 2);
    assertThat(await(calls.get(2)).sequence()).hasValue(2);
    nextReserve(first, 4);
    first.close();
    final Peer second = two.welcome(FakeNode.window(3));
    for (final int lo : new int[] {0, 1, 3, 4, 5, 6, 7, 8}) {
      second.accept(nextReserve(second, lo), 10 + lo);
      assertThat(await(calls.get(lo)).sequence()).hasValue(10 + lo);
    }
  }

  @Test
  void beginsAListAgain() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<List<LineInfo>> lines = client.listLines(5);
    first.send(Frames.lines(first.next().correlationId(), 5, 2, 10, 11));
    assertThat(from(first.next())).isEqualTo(2);
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    final Peer.Request again = second.next();
    assertThat(from(again)).isZero();
    second.send(Frames.lines(again.correlationId(), 5, -1, 20, 21));
    assertThat(await(lines)).extracting(LineInfo::item).containsExactly(20L, 21L);
  }

  /** Whether it is sent once more before the connection is lost, or not. */
  @Test
  void beginsAListAgainThatPauses() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<List<LineInfo>> lines = client.listLines(5);
    first.send(Frames.lines(first.next().correlationId(), 5, 2, 10, 11));
    first.send(Frames.notTaken(first.next().correlationId(), Code.BUSY));
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    final Peer.Request again = second.next();
    assertThat(from(again)).isZero();
    second.send(Frames.lines(again.correlationId(), 5, -1, 20));
    assertThat(await(lines)).extracting(LineInfo::item).containsExactly(20L);
  }

  private static int from(final Peer.Request request) {
    return new ListLinesDecoder()
        .wrapAndApplyHeader(request.message(), 0, new MessageHeaderDecoder())
        .from();
  }

  @Test
  void subscribesAgain() throws ExecutionException, InterruptedException {
    final Peer first = connect();
    final BlockingQueue<SaleUpdate> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Subscription> watched = client.watchSale(1, heard::add);
    first.send(UpdateFrames.sale(first.next().correlationId(), -1, 5, false));
    await(watched);
    assertThat(heard.take()).isEqualTo(UpdateFrames.expectedSale(-1, 5, false));
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.send(UpdateFrames.sale(second.next().correlationId(), -1, 6, false));
    assertThat(heard.take()).isEqualTo(UpdateFrames.expectedSale(-1, 6, false));
  }

  @Test
  void doesNotSendAgainWhatTheCallerGaveUp() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> given = reserve(2);
    final CompletableFuture<Verdict> kept = reserve(3);
    nextReserve(first, 2);
    nextReserve(first, 3);
    assertThat(given.cancel(false)).isTrue();
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.accept(nextReserve(second, 3), 1);
    assertThat(await(kept).isAccepted()).isTrue();
  }

  @Test
  void doesNotKnowTheOutcomeOfWhatWasSentWhenItsTimeIsUp() {
    final Peer first = connect();
    one.close();
    two.close();
    final CompletableFuture<Verdict> sent = reserve(client.withCallTimeoutMs(300), 2);
    nextReserve(first, 2);
    first.close();
    assertThat(events.next()).startsWith("lost ");
    final CompletableFuture<Verdict> unsent = reserve(client.withCallTimeoutMs(10), 3);
    assertThat(failure(unsent))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining(": not sent: no connection within 10 ms; not connected: 127.0.0.1:");
    assertThat(failure(sent))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageStartingWith(
            "Reserve 00000000-0000-0001-0000-000000000002: outcome unknown: no answer within 300 ms")
        .hasMessageEndingWith("; send the same under this id to find out");
  }

  @Test
  void failsWhatIsLeftWhenItIsClosedWithoutAConnection() {
    final Peer first = connect();
    one.close();
    two.close();
    final CompletableFuture<Verdict> sent = reserve(2);
    nextReserve(first, 2);
    first.close();
    assertThat(events.next()).startsWith("lost ");
    final CompletableFuture<Verdict> unsent = reserve(3);
    client.close();
    assertThat(failure(sent))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("the client was closed");
    assertThat(failure(unsent))
        .isInstanceOf(NotSentException.class)
        .hasMessageEndingWith("the client was closed");
  }

  /** What it throws is logged and changes nothing. */
  @Test
  void doesNotDependOnItsListener() throws ExecutionException {
    final ExpectedErrors expected = ExpectedErrors.matching("a connection listener failed");
    final ConnectionListener failing =
        new ConnectionListener() {
          @Override
          public void onConnected(final String address, final SessionLimits limits) {
            events.onConnected(address, limits);
            throw new IllegalStateException("oops");
          }
        };
    final Peer first = connect(config().withListener(failing), FakeNode.LIMITS);
    final CompletableFuture<Verdict> held = reserve(2);
    first.accept(nextReserve(first, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
    assertThat(expected.count()).isEqualTo(1);
  }
}
