package io.holdfast.tools.mix;

import io.holdfast.client.Session;
import io.holdfast.client.SessionListener;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.VerdictDecoder;
import org.agrona.BitUtil;

/**
 * One connection of the default mix: Reserve of one unit on one hot line, new id and buyer each;
 * beyond its share of live holds each Reserve is followed by a Release of the oldest. Keeps its
 * window full, or sends on schedule. For the load's event loop.
 *
 * <p>Latency is answer minus the time the request was due to be sent, so a stall counts for every
 * request that had to wait for it, sent or not. Answers of one socket read count as come at its
 * beginning.
 */
final class MixConnection implements SessionListener {
  private static final int ONE_UNIT = 1;
  private static final int NO_CLOCK = 0;

  private final MixLoad load;
  private final int index;
  private final int live;
  private final long idHi;
  private final long[] dueNs;
  private Session session;
  private long nextReservation = 1;
  private long oldestReservation = 1;
  private boolean releaseNext;
  private long sent;
  private long answered;
  private long readNs = NO_CLOCK;

  MixConnection(final MixLoad load, final int index, final int live, final long idHi) {
    this.load = load;
    this.index = index;
    this.live = live;
    this.idHi = idHi;
    this.dueNs = new long[BitUtil.findNextPositivePowerOfTwo(load.options().window())];
  }

  @Override
  public void onReady(final Session ready) {
    session = ready;
    load.onReady(this);
  }

  int grantedWindow() {
    return session.limits().windowSlots();
  }

  Session session() {
    return session;
  }

  long inFlight() {
    return sent - answered;
  }

  /** Closed loop: fills the window. */
  void fill(final long nowNs) {
    while (inFlight() < load.options().window() && send(nowNs)) {}
    session.flush();
  }

  /** Sends the next command, due at this time; false if the window is full. */
  boolean send(final long atNs) {
    if (inFlight() == dueNs.length || !session.isOpen()) {
      return false;
    }
    final long correlationId = sent;
    final boolean went = releaseNext ? sendRelease(correlationId) : sendReserve(correlationId);
    if (went) {
      dueNs[(int) sent & (dueNs.length - 1)] = atNs;
      sent++;
      load.onOffered();
    }
    return went;
  }

  void flush() {
    session.flush();
  }

  private boolean sendReserve(final long correlationId) {
    final long lo = id(nextReservation);
    if (!session.reserve(
        correlationId, idHi, lo, load.sale(), load.item(), lo, 0, ONE_UNIT, 0, 0)) {
      return false;
    }
    nextReservation++;
    releaseNext = nextReservation - oldestReservation > live;
    return true;
  }

  private boolean sendRelease(final long correlationId) {
    if (!session.release(correlationId, idHi, id(oldestReservation))) {
      return false;
    }
    oldestReservation++;
    releaseNext = false;
    return true;
  }

  private long id(final long number) {
    return (long) (index + 1) << 44 | number;
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    if (readNs == NO_CLOCK) {
      readNs = System.nanoTime();
    }
    final long correlationId = verdict.correlationId();
    answered++;
    load.onAnswer(
        Verdict.codeOf(verdict), readNs - dueNs[(int) correlationId & (dueNs.length - 1)]);
  }

  @Override
  public void onReadComplete(final Session from) {
    final long nowNs = readNs;
    readNs = NO_CLOCK;
    load.onReadComplete(this, nowNs);
  }

  @Override
  public void onGoodbye(final Session from, final Code code, final String text) {
    load.onLost("the node said goodbye: " + code + " " + text);
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    load.onClosed(this, reason);
  }
}
