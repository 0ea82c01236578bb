package io.holdfast.tools.history;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is wrong with an engine. It may execute another command than the one it journals, or give
 * another outcome; either way its digest is the one that such an engine would compute, so that
 * nothing but the rules can find it.
 */
public interface Fault {
  /** Nothing is wrong. */
  Fault NONE = new Fault() {};

  /** An outcome as the journal has it, with the digest after it. */
  record Outcome(long sequence, int template, long outcome, long digest) {
    boolean is(final Code code) {
      return (outcome & 0xFFFF) == code.value();
    }

    /** Another outcome, with the changes that came before it already folded. */
    Outcome with(
        final Code code, final ReservationState state, final int granted, final Fold changes) {
      final long next = code.value() | (long) state.value() << 24 | (long) granted << 32;
      return new Outcome(sequence, template, next, changes.and(next).and(sequence).value());
    }
  }

  /** Changes the command before the engine sees it. */
  default void rewrite(final int template, final UnsafeBuffer command) {}

  /**
   * What is journaled.
   *
   * @param right what the engine made of it
   * @param digestBefore of the step before
   */
  default Outcome falsify(final Outcome right, final long digestBefore) {
    return right;
  }

  /** A digest under way; docs/reference/commands.md says how. */
  record Fold(long value) {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    Fold and(final long word) {
      final long mixed = (value ^ word) * MULTIPLIER;
      return new Fold(mixed ^ (mixed >>> 32));
    }

    /** A line after a change. */
    Fold line(final long item, final long available, final long held, final long sold) {
      return and(item).and(available).and(held).and(sold);
    }
  }
}
