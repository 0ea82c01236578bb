package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.agrona.DirectBuffer;

/**
 * One request on its way to an answer. Made by any thread, then in the hands of the loop's. What an
 * answer says is read in full before the future completes; what cannot be read is an
 * IllegalArgumentException or IndexOutOfBoundsException, and the future stays open.
 *
 * <p>It knows what is certain about it: a call that was sent on a connection that is lost may have
 * been carried out, whatever is said of a later try that the node did not take.
 */
abstract class Call<T> {
  /** Sends on a session; false if the window has no room. */
  interface Sending {
    boolean send(Session session, long correlationId);
  }

  /** What to do about a verdict. */
  enum Next {
    /** It is the answer. */
    DELIVER,
    /** Send the request again at once. */
    AGAIN,
    /** Send it again after a pause. */
    AGAIN_LATER,
    /** Send it again on another connection; this one will end. */
    AGAIN_ELSEWHERE
  }

  private final String what;
  private final Id id;
  private final CallOptions options;
  private final long deadlineNs;
  private final CompletableFuture<T> future = new CompletableFuture<>();

  // Loop thread only from here on.
  private long order;
  private boolean inFlight;
  private boolean uncertain;
  private Verdict lastWord;
  private int settlings;
  private int pauses;
  private long pausedUntilNs;

  /**
   * @param what for messages
   * @param id to be named where the call fails; null if it has none
   * @param deadlineNs when it is too late, on the clock of the {@link CallPump}
   */
  Call(final String what, final Id id, final CallOptions options, final long deadlineNs) {
    this.what = what;
    this.id = id;
    this.options = options;
    this.deadlineNs = deadlineNs;
  }

  /** Writes the request; false if the window has no room. */
  abstract boolean write(Session session, long correlationId);

  /** The answer is a verdict. */
  abstract void onVerdict(Verdict verdict);

  /**
   * The answer is a page.
   *
   * @return false if more is to be asked for: the call must be sent again
   */
  abstract boolean onPage(int templateId, DirectBuffer buffer, int offset);

  /** Forgets the part of an answer that is there: the rest will come from another connection. */
  void beginAgain() {}

  /** The request as it can be sent by another call; null for a query. */
  Sending command() {
    return null;
  }

  final boolean send(final Session session, final long correlationId) {
    inFlight = write(session, correlationId);
    return inFlight;
  }

  /** An earlier call sent the same, and nobody knows what became of it. */
  final void followsUncertainOne() {
    uncertain = true;
  }

  /** Something came for it. */
  final void onAnswer() {
    inFlight = false;
  }

  final void onConnectionLost() {
    uncertain |= inFlight;
    inFlight = false;
    beginAgain();
  }

  /** Decides about a verdict; if the call is to be sent again, that is noted. */
  final Next next(final Verdict verdict, final RetryPolicy policy) {
    // What was judged was known to whoever judged it; a query leaves nothing behind.
    if (verdict.sequence().isPresent() || command() == null) {
      uncertain = false;
    }
    final Next next = decide(verdict, policy);
    if (next != Next.DELIVER) {
      lastWord = verdict;
    }
    return next;
  }

  private Next decide(final Verdict verdict, final RetryPolicy policy) {
    if (verdict.code() == Code.SETTLING) {
      settlings++;
      return settlings > HoldfastClient.MAX_SETTLING_RESENDS ? Next.DELIVER : Next.AGAIN;
    }
    if (verdict.code() == Code.SHUTTING_DOWN && policy.reconnects()) {
      return Next.AGAIN_ELSEWHERE;
    }
    return policy.retries(verdict.codeNumber()) ? Next.AGAIN_LATER : Next.DELIVER;
  }

  /** The verdict is the last word about the call. */
  final void deliver(final Verdict verdict) {
    if (uncertain) {
      outcomeUnknown(
          "it may have been done before the connection was lost; now " + verdict.codeText());
    } else {
      onVerdict(verdict);
    }
  }

  /**
   * There will be no answer any more.
   *
   * @param ifSent why, if it may have been carried out
   * @param ifNotSent why, if it has not
   */
  final void fail(final String ifSent, final String ifNotSent) {
    if (inFlight || uncertain) {
      outcomeUnknown(ifSent);
    } else if (lastWord != null) {
      onVerdict(lastWord);
    } else {
      settle(() -> future.completeExceptionally(new NotSentException(what, id, ifNotSent)));
    }
  }

  /**
   * The deadline has passed.
   *
   * @param trouble why there is no connection; null if there is one
   */
  final void expire(final String trouble) {
    final String within = " within " + options.timeoutMs() + " ms";
    if (trouble == null) {
      fail("no answer" + within, "no room in the window" + within);
    } else {
      fail("no answer" + within + "; " + trouble, "no connection" + within + "; " + trouble);
    }
  }

  final void outcomeUnknown(final String reason) {
    settle(
        () ->
            future.completeExceptionally(new OutcomeUnknownException(what, id, reason, command())));
  }

  final void complete(final T answer) {
    settle(() -> future.complete(answer));
  }

  final void failQuery(final Verdict verdict) {
    settle(() -> future.completeExceptionally(new QueryFailedException(what, verdict)));
  }

  private void settle(final Runnable completion) {
    if (options.executor().isEmpty()) {
      completion.run();
      return;
    }
    final Executor executor = options.executor().get();
    try {
      executor.execute(completion);
    } catch (final RejectedExecutionException e) {
      // The answer is there and must reach the caller all the same.
      completion.run();
    }
  }

  /** Place among all calls, in the order in which they were made. */
  final long order() {
    return order;
  }

  final void order(final long newOrder) {
    order = newOrder;
  }

  final long deadlineNs() {
    return deadlineNs;
  }

  /** Begins the next pause, which is longer than the one before. */
  final void pause(final long nowNs, final RetryPolicy policy) {
    pauses++;
    pausedUntilNs = nowNs + Pauses.nextNs(policy, pauses);
  }

  final long pausedUntilNs() {
    return pausedUntilNs;
  }

  final CompletableFuture<T> future() {
    return future;
  }

  /** Answered, failed, or given up by the caller. */
  final boolean isDone() {
    return future.isDone();
  }
}
