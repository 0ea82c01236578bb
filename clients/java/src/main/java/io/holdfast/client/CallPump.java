package io.holdfast.client;

import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/**
 * Brings calls of any thread to one session and answers back to their futures.
 *
 * <pre>
 *   any thread --> intake --(one drain, one flush)--> waiting --window--> inFlight --> answered
 *                                                  ^------again-------+
 * </pre>
 *
 * <p>A call is in exactly one of them, and counted in {@code calls} until it leaves the last.
 * {@link #submit} is for any thread, everything else for the loop's.
 */
final class CallPump implements SessionListener {
  private static final long NEVER_NS = Long.MAX_VALUE;

  /** Deadlines closer together than this share a scan. */
  private static final long TIMER_GRAIN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ClientLoop loop;
  private final int maxCalls;
  private final long startNs = System.nanoTime();
  private final CompletableFuture<SessionLimits> ready = new CompletableFuture<>();
  private final Feeds feeds;

  /** Many consumers, too: once the loop is gone, any submitter clears it. */
  private final Queue<Call<?>> intake = new ConcurrentLinkedQueue<>();

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean drainIsScheduled = new AtomicBoolean();
  private volatile String endReason;

  private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();

  /** Answered in this round of reads, and to be sent once more; empty between the rounds. */
  private final ArrayDeque<Call<?>> again = new ArrayDeque<>();

  private final Long2ObjectHashMap<Call<?>> inFlight = new Long2ObjectHashMap<>();
  private Session session;
  private long lastCorrelationId;
  private long timerNs = NEVER_NS;

  CallPump(final ClientLoop loop, final int maxCalls) {
    this.loop = loop;
    this.maxCalls = maxCalls;
    this.feeds = new Feeds(loop);
  }

  /** Completes with the handshake; fails with the reason as its message. */
  CompletableFuture<SessionLimits> ready() {
    return ready;
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
      call.notSent(maxCalls + " calls wait for their answer");
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
      waiting.add(call);
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    setTimer(earliestNs);
    pump();
  }

  /** Sends what the window has room for, in order, with one flush. */
  private void pump() {
    if (session == null) {
      return;
    }
    for (Call<?> call = waiting.poll(); call != null; call = waiting.poll()) {
      if (call.isDone()) {
        leave(); // The caller gave up.
      } else if (!send(call)) {
        waiting.addFirst(call);
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
      call.notSent(e.getMessage());
      return true;
    }
    lastCorrelationId = correlationId;
    inFlight.put(correlationId, call);
    return true;
  }

  @Override
  public void onReady(final Session welcomed) {
    session = welcomed;
    ready.complete(welcomed.limits());
    feeds.connected(welcomed);
    pump();
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
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
    if (call.isToBeSentAgain(answer)) {
      again.add(call);
    } else {
      leave();
      call.onVerdict(answer);
    }
  }

  @Override
  public boolean awaitsAnswer(final Session from, final long correlationId) {
    return inFlight.containsKey(correlationId);
  }

  @Override
  public void onUpdate(
      final Session from,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    feeds.onUpdate(templateId, buffer, offset);
  }

  @Override
  public void onPage(
      final Session from,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    final long correlationId = Dispatcher.correlationId(buffer, offset);
    final Call<?> call = inFlight.remove(correlationId);
    if (call == null) {
      return; // Came after its deadline.
    }
    try {
      if (call.onPage(templateId, buffer, offset)) {
        leave();
      } else {
        waiting.add(call);
      }
    } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
      leave();
      nonsense(call, e);
    }
  }

  /** In front of those that were never sent, in their old order. */
  private void putBack() {
    while (!again.isEmpty()) {
      waiting.addFirst(again.pollLast());
    }
  }

  private void nonsense(final Call<?> call, final RuntimeException problem) {
    final String reason = "the node sent nonsense: " + problem.getMessage();
    call.outcomeUnknown(reason);
    session.close(reason);
  }

  @Override
  public void onReadComplete(final Session from) {
    putBack();
    pump();
    feeds.onReadComplete();
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    endReason = reason;
    feeds.disconnected();
    feeds.end(reason);
    putBack();
    final List<Call<?>> sent = takeInFlight(NEVER_NS);
    final List<Call<?>> unsent = new ArrayList<>(waiting);
    waiting.clear();
    calls.addAndGet(-sent.size() - unsent.size());
    ready.completeExceptionally(new IllegalStateException(reason));
    sent.forEach(call -> call.outcomeUnknown(reason));
    unsent.forEach(call -> call.notSent(reason));
    failIntake(reason);
  }

  private void failIntake(final String reason) {
    for (Call<?> call = intake.poll(); call != null; call = intake.poll()) {
      leave();
      call.notSent(reason);
    }
  }

  private void setTimer(final long atNs) {
    if (atNs >= timerNs || endReason != null) {
      return;
    }
    timerNs = atNs;
    loop.schedule(() -> onTimer(atNs), Math.max(TIMER_GRAIN_NS, atNs - nowNs()));
  }

  private void onTimer(final long atNs) {
    if (atNs != timerNs) {
      return; // An earlier one has taken its place.
    }
    timerNs = NEVER_NS;
    final long nowNs = nowNs();
    final List<Call<?>> unsent = new ArrayList<>();
    for (final Iterator<Call<?>> calling = waiting.iterator(); calling.hasNext(); ) {
      final Call<?> call = calling.next();
      if (call.deadlineNs() <= nowNs) {
        calling.remove();
        unsent.add(call);
      }
    }
    final List<Call<?>> sent = takeInFlight(nowNs);
    calls.addAndGet(-sent.size() - unsent.size());
    setTimer(earliestDeadlineNs());
    sent.forEach(Call::notAnsweredInTime);
    unsent.forEach(Call::notSentInTime);
    pump();
  }

  /** Takes out what is due by then, in the order of sending. */
  private List<Call<?>> takeInFlight(final long deadlineNs) {
    final LongArrayList due = new LongArrayList();
    inFlight.forEachLong(
        (correlationId, call) -> {
          if (call.deadlineNs() <= deadlineNs) {
            due.addLong(correlationId);
          }
        });
    final long[] inOrder = due.toLongArray();
    Arrays.sort(inOrder);
    final List<Call<?>> taken = new ArrayList<>(inOrder.length);
    for (final long correlationId : inOrder) {
      taken.add(inFlight.remove(correlationId));
    }
    return taken;
  }

  private long earliestDeadlineNs() {
    long earliestNs = NEVER_NS;
    for (final Call<?> call : waiting) {
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    for (final Call<?> call : inFlight.values()) {
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    return earliestNs;
  }

  private void leave() {
    calls.decrementAndGet();
  }

  private long nowNs() {
    return System.nanoTime() - startNs;
  }
}
