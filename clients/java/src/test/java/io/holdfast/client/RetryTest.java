package io.holdfast.client;

import static io.holdfast.client.ScriptedNode.await;
import static io.holdfast.client.ScriptedNode.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Codes after which a call is tried again, what remains unknown, and how it is found out. */
class RetryTest extends Pair {
  private static byte[] notTaken(final Peer.Request request, final Code code) {
    return Frames.notTaken(request.correlationId(), code);
  }

  @Test
  void triesAgainWhatTheNodeWasTooBusyFor() throws ExecutionException {
    final Peer peer = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    for (int i = 0; i < 5; i++) {
      peer.send(notTaken(nextReserve(peer, 2), Code.BUSY));
    }
    peer.accept(nextReserve(peer, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
  }

  @Test
  void handsOverWhatTheCallerIsToDecide() throws ExecutionException {
    final Peer peer = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    peer.send(notTaken(nextReserve(peer, 2), Code.JOURNAL_FULL));
    assertThat(await(held).code()).isEqualTo(Code.JOURNAL_FULL);
  }

  @Test
  void triesAgainWhatItIsToldTo() throws ExecutionException {
    final Peer peer =
        connect(config().withRetry(QUICK.withRetriedCodes(Code.JOURNAL_FULL)), FakeNode.LIMITS);
    final CompletableFuture<Verdict> full = reserve(2);
    peer.send(notTaken(nextReserve(peer, 2), Code.JOURNAL_FULL));
    peer.accept(nextReserve(peer, 2), 1);
    assertThat(await(full).isAccepted()).isTrue();
    final CompletableFuture<Verdict> busy = reserve(3);
    peer.send(notTaken(nextReserve(peer, 3), Code.BUSY));
    assertThat(await(busy).code()).isEqualTo(Code.BUSY);
  }

  /** Nothing has happened, so nothing is unknown. */
  @Test
  void handsTheLastCodeOverWhenThereIsNoOther() throws ExecutionException {
    final RetryPolicy patient = RetryPolicy.DEFAULT.withPausesMs(60_000, 60_000);
    final Peer peer = connect(config().withRetry(patient), FakeNode.LIMITS);
    final CompletableFuture<Verdict> busy = reserve(2);
    final CompletableFuture<Verdict> other = reserve(3);
    peer.send(notTaken(nextReserve(peer, 2), Code.BUSY));
    peer.accept(nextReserve(peer, 3), 1);
    assertThat(await(other).isAccepted()).isTrue();
    client.close();
    assertThat(await(busy).code()).isEqualTo(Code.BUSY);
  }

  @Test
  void triesAQueryAgain() throws ExecutionException {
    final Peer peer = connect();
    final CompletableFuture<SaleInfo> sale = client.sale(5);
    peer.send(notTaken(peer.next(), Code.BUSY));
    peer.send(Frames.sales(peer.next().correlationId(), -1, 5));
    assertThat(await(sale).sale()).isEqualTo(5);
  }

  /** The first try may have been carried out: that the second was not taken answers nothing. */
  @Test
  void doesNotTakeARefusalForTheOutcomeOfAnEarlierTry() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.send(notTaken(nextReserve(second, 2), Code.JOURNAL_FULL));
    final Throwable unknown = failure(held);
    assertThat(unknown)
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(
            "it may have been done before the connection was lost; now JOURNAL_FULL");

    final CompletableFuture<Verdict> asked = client.askAgain((OutcomeUnknownException) unknown);
    second.send(notTaken(nextReserve(second, 2), Code.JOURNAL_FULL));
    final Throwable still = failure(asked);
    assertThat(still)
        .isInstanceOf(OutcomeUnknownException.class)
        .extracting(e -> ((OutcomeUnknownException) e).id())
        .isEqualTo(Optional.of(new Id(1, 2)));
    final CompletableFuture<Verdict> answered = client.askAgain((OutcomeUnknownException) still);
    second.send(Frames.repeated(nextReserve(second, 2).correlationId(), 4));
    assertThat(await(answered).repeated()).isTrue();
  }

  /** What was judged is certain, whatever happened before. */
  @Test
  void takesAVerdictFromTheLogForTheOutcome() throws ExecutionException {
    final Peer first = connect();
    final CompletableFuture<Verdict> held = reserve(2);
    nextReserve(first, 2);
    first.close();
    final Peer second = two.welcome(FakeNode.LIMITS);
    second.send(Frames.verdict(nextReserve(second, 2).correlationId(), Code.SALE_PAUSED, 3, 0));
    assertThat(await(held).code()).isEqualTo(Code.SALE_PAUSED);
  }

  @Test
  void cannotAskAQueryAgain() {
    final Peer first = connect();
    final CompletableFuture<LineInfo> line = client.withCallTimeoutMs(20).line(1, 2);
    first.next();
    final OutcomeUnknownException unknown = (OutcomeUnknownException) failure(line);
    assertThat(unknown.canBeAskedAgain()).isFalse();
    assertThat(unknown).hasMessageEndingWith("; ask again");
    assertThatThrownBy(() -> client.askAgain(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no command to send again: QueryLine 1, 2: outcome unknown: ");
  }

  @Test
  void looksWhatBecameOfAReserve() throws ExecutionException {
    final Peer peer = connect();
    final CompletableFuture<Optional<ReservationInfo>> known = client.outcomeOf(new Id(1, 2));
    peer.send(Frames.reservation(peer.next().correlationId(), new Id(1, 2)));
    assertThat(await(known)).map(ReservationInfo::reservation).contains(new Id(1, 2));
    final CompletableFuture<Optional<ReservationInfo>> unknown = client.outcomeOf(new Id(1, 3));
    peer.send(notTaken(peer.next(), Code.UNKNOWN_RESERVATION));
    assertThat(await(unknown)).isEmpty();
    final CompletableFuture<Optional<ReservationInfo>> failed = client.outcomeOf(new Id(1, 4));
    peer.send(notTaken(peer.next(), Code.NOT_PERMITTED));
    assertThat(failure(failed)).isInstanceOf(QueryFailedException.class);
  }

  @Test
  void completesOnTheExecutorItIsGiven() throws ExecutionException {
    final Peer peer = connect();
    final Executor named = task -> new Thread(task, "callbacks").start();
    final HoldfastClient byName = client.with(client.options().withExecutor(named));
    final CompletableFuture<String> where =
        reserve(byName, 2).thenApply(verdict -> Thread.currentThread().getName());
    peer.accept(nextReserve(peer, 2), 1);
    assertThat(await(where)).isEqualTo("callbacks");
    final CompletableFuture<String> failed =
        byName.line(1, 2).handle((line, problem) -> Thread.currentThread().getName());
    peer.send(notTaken(peer.next(), Code.UNKNOWN_LINE));
    assertThat(await(failed)).isEqualTo("callbacks");
  }

  @Test
  void anAnswerIsNotLostWithItsExecutor() throws ExecutionException {
    final Peer peer = connect();
    final Executor refusing =
        task -> {
          throw new RejectedExecutionException("shut down");
        };
    final CompletableFuture<Verdict> held =
        reserve(client.with(CallOptions.within(Integer.MAX_VALUE).withExecutor(refusing)), 2);
    peer.accept(nextReserve(peer, 2), 1);
    assertThat(await(held).isAccepted()).isTrue();
  }
}
