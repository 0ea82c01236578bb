package io.holdfast.tools.demo;

import java.util.function.IntFunction;
import org.agrona.collections.IntArrayQueue;

/**
 * What is to be asked next, and for whom: single requests first, then those of a sweep over many
 * buyers. A request is a number that tells buyer and question, and serves as correlation id, since
 * no buyer asks two things at a time. For the crowd's event loop.
 */
final class Requests {
  static final int NOTHING = -1;

  private static final int ASK_BITS = 4;
  private static final int ASK_MASK = (1 << ASK_BITS) - 1;

  private final IntArrayQueue ready = new IntArrayQueue(NOTHING);
  private IntFunction<Ask> sweep = buyer -> Ask.JOIN;
  private int sweepNext;
  private int sweepEnd;
  private int underWay;

  static int buyerOf(final long request) {
    return (int) (request >>> ASK_BITS);
  }

  static Ask askOf(final long request) {
    return Ask.of((int) request & ASK_MASK);
  }

  private static int request(final int buyer, final Ask ask) {
    return buyer << ASK_BITS | ask.number();
  }

  /** All these buyers have something to ask, as fast as it goes. */
  void sweep(final int fromBuyer, final int toBuyer, final IntFunction<Ask> what) {
    sweepNext = fromBuyer;
    sweepEnd = toBuyer;
    sweep = what;
  }

  /** A buyer begins to think about what he will ask; {@link #add} must follow. */
  void promise() {
    underWay++;
  }

  /** He has thought about it. */
  void add(final int buyer, final Ask ask) {
    ready.addInt(request(buyer, ask));
  }

  /** The next one to be sent, or {@link #NOTHING}. */
  int next() {
    if (!ready.isEmpty()) {
      return ready.pollInt();
    }
    if (sweepNext == sweepEnd) {
      return NOTHING;
    }
    underWay++;
    final int buyer = sweepNext++;
    return request(buyer, sweep.apply(buyer));
  }

  /** A request was answered. */
  void onAnswer() {
    underWay--;
  }

  /** Whether nobody thinks about, waits to ask, or waits to be answered anything. */
  boolean isIdle() {
    return underWay == 0 && sweepNext == sweepEnd;
  }
}
