package io.holdfast.client;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/**
 * One request on its way to an answer. Made by any thread, then in the hands of the loop's. What an
 * answer says is read in full before the future completes; what cannot be read is an
 * IllegalArgumentException or IndexOutOfBoundsException, and the future stays open.
 */
abstract class Call<T> {
  /** Sends on a session; false if the window has no room. */
  interface Sending {
    boolean send(Session session, long correlationId);
  }

  private final String what;
  private final Id id;
  private final int timeoutMs;
  private final long deadlineNs;
  private final CompletableFuture<T> future = new CompletableFuture<>();

  /**
   * @param what for messages
   * @param id to be named where the call fails; null if it has none
   * @param timeoutMs how long the caller is ready to wait
   * @param deadlineNs when that is, on the clock of the {@link CallPump}
   */
  Call(final String what, final Id id, final int timeoutMs, final long deadlineNs) {
    this.what = what;
    this.id = id;
    this.timeoutMs = timeoutMs;
    this.deadlineNs = deadlineNs;
  }

  abstract boolean send(Session session, long correlationId);

  /** Whether this answer only asks for the same request once more. */
  boolean isToBeSentAgain(final Verdict verdict) {
    return false;
  }

  /** The answer is a verdict. */
  abstract void onVerdict(Verdict verdict);

  /**
   * The answer is a page.
   *
   * @return false if more is to be asked for: the call must be sent again
   */
  abstract boolean onPage(int templateId, DirectBuffer buffer, int offset);

  final String what() {
    return what;
  }

  final long deadlineNs() {
    return deadlineNs;
  }

  final CompletableFuture<T> future() {
    return future;
  }

  /** Answered, failed, or given up by the caller. */
  final boolean isDone() {
    return future.isDone();
  }

  final void complete(final T answer) {
    future.complete(answer);
  }

  final void failQuery(final Verdict verdict) {
    future.completeExceptionally(new QueryFailedException(what, verdict));
  }

  /** Nothing has happened, and nothing will. */
  void notSent(final String reason) {
    future.completeExceptionally(new NotSentException(what, id, reason));
  }

  final void notSentInTime() {
    notSent("no room in the window within " + timeoutMs + " ms");
  }

  final void outcomeUnknown(final String reason) {
    future.completeExceptionally(new OutcomeUnknownException(what, id, reason));
  }

  final void notAnsweredInTime() {
    outcomeUnknown("no answer within " + timeoutMs + " ms");
  }
}
