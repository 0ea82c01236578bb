package io.holdfast.client;

import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/**
 * Brings calls of any thread to the session that there is, and answers back to their futures.
 *
 * <pre>
 *   any thread --> intake --(one drain, one flush)--> queue --window--> in flight --> answered
 *                                                  ^---again, or the connection is lost---+
 * </pre>
 *
 * <p>A call is in exactly one of them, and counted in {@code calls} until it leaves the last.
 * {@link #submit} is for any thread, everything else for the loop's. Which session there is, is the
 * {@link Connector}'s business.
 */
final class CallPump {
  private static final long NEVER_NS = Long.MAX_VALUE;

  /** Deadlines closer together than this share a scan. */
  private static final long TIMER_GRAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ClientLoop loop;
  private final int maxCalls;
  private final RetryPolicy policy;
  private final long startNs = System.nanoTime();
  private final Feeds feeds;

  /** Many consumers, too: once the loop is gone, any submitter clears it. */
  private final Queue<Call<?>> intake = new ConcurrentLinkedQueue<>();

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean drainIsScheduled = new AtomicBoolean();

  // Loop thread only.
  private final CallQueue queue = new CallQueue();
  private final InFlight inFlight = new InFlight();
  private String endReason;
  private Session session;

  /** The node has said that it stops: nothing more is sent to it. */
  private boolean leaving;

  /** Why there is no session; null while there is one. */
  private String trouble = "not connected yet";

  private long lastCorrelationId;
  private long timerNs = NEVER_NS;

  CallPump(final ClientLoop loop, final int maxCalls, final RetryPolicy policy) {
    this.loop = loop;
    this.maxCalls = maxCalls;
    this.policy = policy;
    this.feeds = new Feeds(loop);
  }

  /** The subscriptions on the same session. */
  Feeds feeds() {
    return feeds;
  }

  /** When a call made now is due. */
  long deadlineNs(final int timeoutMs) {
    return nowNs() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
  }

  /** Takes a call over; it completes in any case. */
  void submit(final Call<?> call) {
    if (calls.incrementAndGet() > maxCalls) {
      calls.decrementAndGet();
      refuse(call, maxCalls + " calls wait for their answer");
      return;
    }
    intake.add(call);
    if (drainIsScheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::drain);
      } catch (final RejectedExecutionException e) {
        drainIsScheduled.set(false);
        failIntake("the client is closed");
      }
    }
  }

  private void drain() {
    // Before the intake is read: what comes after schedules a drain of its own.
    drainIsScheduled.set(false);
    if (endReason != null) {
      failIntake(endReason);
      return;
    }
    long earliestNs = NEVER_NS;
    for (Call<?> call = intake.poll(); call != null; call = intake.poll()) {
      queue.add(call);
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    setTimer(earliestNs);
    pump();
  }

  /** Sends what the window has room for, in order, with one flush. */
  private void pump() {
    if (session == null || leaving) {
      return;
    }
    for (Call<?> call = queue.poll(); call != null; call = queue.poll()) {
      if (call.isDone()) {
        leave(); // The caller gave up.
      } else if (!send(call)) {
        queue.addFirst(call);
        break;
      }
    }
    session.flush();
  }

  /** False if the window has no room. */
  private boolean send(final Call<?> call) {
    final long correlationId = lastCorrelationId + 1;
    try {
      if (!call.send(session, correlationId)) {
        return false;
      }
    } catch (final IllegalArgumentException e) {
      leave();
      call.fail("it cannot be sent again: " + e.getMessage(), e.getMessage());
      return true;
    }
    lastCorrelationId = correlationId;
    inFlight.put(correlationId, call);
    return true;
  }

  /** There is a session: everything that waits travels on it. */
  void connected(final Session welcomed) {
    session = welcomed;
    trouble = null;
    feeds.connected(welcomed);
    pump();
  }

  /** Takes the answer to a request of this session. */
  void onVerdict(final VerdictDecoder verdict) {
    if (Feeds.isTheirs(verdict.correlationId())) {
      feeds.onVerdict(verdict);
      return;
    }
    final Call<?> call = inFlight.remove(verdict.correlationId());
    if (call == null) {
      return; // Came after its deadline.
    }
    final Verdict answer;
    try {
      answer = Verdict.read(verdict);
    } catch (final IllegalArgumentException e) {
      leave();
      nonsense(call, e);
      return;
    }
    call.onAnswer();
    switch (call.next(answer, policy)) {
      case AGAIN -> queue.addAgain(call);
      case AGAIN_LATER -> {
        call.pause(nowNs(), policy);
        queue.addPausing(call);
        setTimer(call.pausedUntilNs());
      }
      case AGAIN_ELSEWHERE -> {
        leaving = true;
        queue.addAgain(call);
      }
      case DELIVER -> {
        leave();
        call.deliver(answer);
      }
    }
  }

  /** Whether a request under this correlation id waits for its answer. */
  boolean awaitsAnswer(final long correlationId) {
    return inFlight.contains(correlationId);
  }

  /** Takes what has changed of something subscribed to. */
  void onUpdate(final int templateId, final DirectBuffer buffer, final int offset) {
    feeds.onUpdate(templateId, buffer, offset);
  }

  /** Takes the answer to a query of this session. */
  void onPage(final int templateId, final DirectBuffer buffer, final int offset) {
    final Call<?> call = inFlight.remove(Dispatcher.correlationId(buffer, offset));
    if (call == null) {
      return; // Came after its deadline.
    }
    try {
      final boolean isAnswered = call.onPage(templateId, buffer, offset);
      call.onAnswer();
      if (isAnswered) {
        leave();
      } else {
        queue.addLast(call);
      }
    } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
      leave();
      nonsense(call, e);
    }
  }

  private void nonsense(final Call<?> call, final RuntimeException problem) {
    final String reason = "the node sent nonsense: " + problem.getMessage();
    call.outcomeUnknown(reason);
    session.close(reason);
  }

  /** All answers that have come are read. */
  void onReadComplete() {
    queue.endRound();
    pump();
    feeds.onReadComplete();
  }

  /**
   * The session is lost and another one will be looked for.
   *
   * @param reason why there is none, for calls whose deadline passes meanwhile
   */
  void disconnected(final String reason) {
    session = null;
    leaving = false;
    trouble = reason;
    feeds.disconnected();
    queue.takeBack(inFlight.takeDue(NEVER_NS));
  }

  /** There will be no session any more. */
  void end(final String reason) {
    if (endReason != null) {
      return;
    }
    endReason = reason;
    session = null;
    feeds.disconnected();
    feeds.end(reason);
    final List<Call<?>> left = takeDue(NEVER_NS);
    left.forEach(call -> call.fail(reason, reason));
    failIntake(reason);
  }

  private void failIntake(final String reason) {
    for (Call<?> call = intake.poll(); call != null; call = intake.poll()) {
      leave();
      refuse(call, reason);
    }
  }

  private static void refuse(final Call<?> call, final String reason) {
    call.fail(reason, reason);
  }

  private void setTimer(final long atNs) {
    if (atNs >= timerNs || endReason != null) {
      return;
    }
    timerNs = atNs;
    loop.schedule(() -> onTimer(atNs), Math.max(TIMER_GRAIN_NS, atNs - nowNs()));
  }

  private void onTimer(final long atNs) {
    if (atNs != timerNs || endReason != null) {
      return; // An earlier one has taken its place, or it is over.
    }
    timerNs = NEVER_NS;
    final long nowNs = nowNs();
    final List<Call<?>> due = takeDue(nowNs);
    queue.wake(nowNs);
    setTimer(Math.min(queue.earliestNs(), inFlight.earliestNs()));
    due.forEach(call -> call.expire(trouble));
    pump();
  }

  /** Takes out what is due by then, first what is in flight. */
  private List<Call<?>> takeDue(final long deadlineNs) {
    final List<Call<?>> due = inFlight.takeDue(deadlineNs);
    due.addAll(queue.takeDue(deadlineNs));
    calls.addAndGet(-due.size());
    return due;
  }

  private void leave() {
    calls.decrementAndGet();
  }

  private long nowNs() {
    return System.nanoTime() - startNs;
  }
}
