package io.holdfast.tools.load;

import io.holdfast.client.BasketLines;
import io.holdfast.client.ClientLoop;
import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.tools.cli.OperatorMistake;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Plays commands over one connection in order, as many in flight as the window allows, and survives
 * the node's end: it connects again and sends everything unanswered again, in order, under the same
 * ids, before anything new.
 *
 * <p>What the node had executed comes back as a repeat, with two exceptions: a command that was
 * refused for now (codes 2000 to 2999) binds no id, so without its answer it is judged anew, after
 * what was executed behind it; and a join is known by the ticket, so behind a leave it takes
 * another.
 *
 * <p>Everything runs on the loop's thread but for {@link #start}, {@link #offer}, {@link
 * #endOfCommands}, {@link #answered} and the future.
 */
final class WorkloadPlayer implements SessionListener {
  private static final PlayCommand END = new PlayCommand(Long.MAX_VALUE, null, 0, null);

  private final ClientLoop loop;
  private final PlayOptions options;
  private final Consumer<String> progress;
  private final CompletableFuture<PlayOutcome> outcome = new CompletableFuture<>();
  private final Flight flight = new Flight();
  private final PlayTally tally = new PlayTally();
  private final BasketLines scratch = new BasketLines();
  private final AtomicLong answered = new AtomicLong();
  private final Feed feed;
  private final NodeRound nodes;

  /** Null while there is no connection. */
  private Session session;

  private Durability durability;
  private PlayCommand ahead;
  private boolean retryScheduled;
  private boolean stuck;
  private long stuckSinceNanos;
  private long startNanos;
  private long lastAnswerNanos;
  private boolean dueScheduled;

  WorkloadPlayer(
      final ClientLoop loop, final PlayOptions options, final Consumer<String> progress) {
    this.loop = loop;
    this.options = options;
    this.progress = progress;
    this.feed = new Feed(() -> loop.execute(this::guardedPump));
    this.nodes = new NodeRound(options.addresses());
  }

  /** Connects; the future completes when everything is answered, or with what ended the play. */
  CompletableFuture<PlayOutcome> start() {
    connect();
    return outcome;
  }

  private void connect() {
    loop.connect(nodes.next(), options.session(), this);
  }

  /** Any one thread: hands on the next command; false if there was no room for so long. */
  boolean offer(final PlayCommand command, final long timeoutMs) throws InterruptedException {
    return feed.offer(command, timeoutMs);
  }

  /** As {@link #offer}: there are no more commands. */
  boolean endOfCommands(final long timeoutMs) throws InterruptedException {
    return feed.offer(END, timeoutMs);
  }

  /** Any thread: commands answered so far. */
  long answered() {
    return answered.get();
  }

  @Override
  public void onReady(final Session ready) {
    session = ready;
    if (durability == null) {
      durability = ready.limits().durability();
      startNanos = System.nanoTime();
      lastAnswerNanos = startNanos;
    } else {
      tally.reconnected();
      progress.accept("connected again, sending " + flight.size() + " commands again");
    }
    guardedPump();
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    if (outcome.isDone()) {
      return;
    }
    try {
      final Code code = Verdict.codeOf(verdict);
      if (verdict.sequence() != VerdictDecoder.sequenceNullValue()) {
        onExecuted(verdict, code);
      } else {
        onNotTaken(verdict.correlationId(), code);
      }
    } catch (final RuntimeException error) {
      fail(error);
    }
  }

  private void onExecuted(final VerdictDecoder verdict, final Code code) {
    stuck = false;
    final PlayCommand command = flight.executed(verdict.correlationId());
    if (command != null) {
      lastAnswerNanos = System.nanoTime();
      tally.executed(command, code, verdict.marks().repeated(), lastAnswerNanos);
      answered.incrementAndGet();
    }
  }

  private void onNotTaken(final long number, final Code code) {
    tally.notTaken();
    switch (code) {
      case BUSY, JOURNAL_FULL, SHUTTING_DOWN -> flight.refused(number);
      default -> {
        final PlayCommand command = flight.remove(number);
        tally.failed(command);
        progress.accept("row " + number + " (" + command.action() + ") was not taken: " + code);
        answered.incrementAndGet();
      }
    }
  }

  @Override
  public void onReadComplete(final Session from) {
    guardedPump();
  }

  @Override
  public void onRedirect(final Session from, final String primary) {
    if (!nodes.sentTo(primary)) {
      progress.accept("a node names a primary that is no address: " + primary);
    }
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    session = null;
    if (outcome.isDone()) {
      return;
    }
    // Also before the first welcome: the node was there a moment ago, when it was asked for the
    // sale.
    flight.connectionLost();
    if (from.wasReady()) {
      progress.accept("connection lost (" + reason + "), connecting again");
    }
    retryOrGiveUp("not connected: " + reason, this::connect);
  }

  private void guardedPump() {
    try {
      pump();
    } catch (final RuntimeException error) {
      fail(error);
    }
  }

  private void pump() {
    if (session == null || outcome.isDone()) {
      return;
    }
    if (flight.isHalted()) {
      if (flight.canTurnBack()) {
        retryOrGiveUp("the node takes nothing", this::turnBack);
      }
      return;
    }
    while (sendNext()) {
      // as much as the window and the pace allow
    }
    session.flush();
    if (ahead == END && flight.isEmpty()) {
      end("");
    }
  }

  private void turnBack() {
    flight.turnBack();
    guardedPump();
  }

  private boolean sendNext() {
    PlayCommand next = flight.nextToResend();
    final long now = System.nanoTime();
    if (next == null) {
      if (ahead == null) {
        ahead = feed.poll();
      }
      if (ahead == null || ahead == END || !isDue(ahead, now)) {
        return false;
      }
      next = ahead;
    }
    if (!send(next)) {
      return false;
    }
    noteSent(next, now);
    return true;
  }

  private boolean send(final PlayCommand command) {
    try {
      return command.send(session, scratch);
    } catch (final IllegalArgumentException neverSendable) {
      throw new OperatorMistake(
          "row " + command.number() + " cannot be sent: " + neverSendable.getMessage(),
          neverSendable);
    }
  }

  private void noteSent(final PlayCommand command, final long now) {
    if (command == ahead) {
      ahead = null;
      tally.offered(command);
      command.start(options.isPaced() ? dueNanos(command) : now);
    } else {
      tally.resent();
    }
    flight.sent(command);
  }

  private boolean isDue(final PlayCommand command, final long now) {
    if (!options.isPaced()) {
      return true;
    }
    final long waitNanos = dueNanos(command) - now;
    if (waitNanos > 0 && !dueScheduled) {
      dueScheduled = true;
      loop.schedule(
          () -> {
            dueScheduled = false;
            guardedPump();
          },
          waitNanos);
    }
    return waitNanos <= 0;
  }

  private long dueNanos(final PlayCommand command) {
    return startNanos + (long) (command.atMs() * 1e6 / options.pace());
  }

  private void retryOrGiveUp(final String why, final Runnable retry) {
    if (retryScheduled) {
      return;
    }
    final long now = System.nanoTime();
    if (!stuck) {
      stuck = true;
      stuckSinceNanos = now;
    }
    if (now - stuckSinceNanos >= TimeUnit.MILLISECONDS.toNanos(options.patienceMs())) {
      giveUp(why);
      return;
    }
    retryScheduled = true;
    loop.schedule(
        () -> {
          retryScheduled = false;
          retry.run();
        },
        TimeUnit.MILLISECONDS.toNanos(options.retryMs()));
  }

  private void giveUp(final String why) {
    if (durability == null) {
      fail(new OperatorMistake(options.addresses() + ": " + why));
    } else {
      end(why);
    }
  }

  private void fail(final RuntimeException error) {
    if (outcome.completeExceptionally(error)) {
      closeSession();
    }
  }

  private void end(final String gaveUpBecause) {
    final long nanos = lastAnswerNanos - startNanos;
    if (outcome.complete(new PlayOutcome(durability, tally, nanos, flight.size(), gaveUpBecause))) {
      closeSession();
    }
  }

  private void closeSession() {
    if (session != null) {
      session.close();
    }
  }
}
