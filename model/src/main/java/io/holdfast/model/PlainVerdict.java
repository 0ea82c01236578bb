package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.OptionalLong;

/**
 * The result of a command.
 *
 * @param granted units; of a Tick, the number of changes
 * @param available units available on the line after the step
 * @param deadlineMs engine time at which the hold lapses
 * @param line the first line of the basket at fault, from 0, or {@link #NO_LINE}
 */
public record PlainVerdict(
    Code code,
    ReservationState state,
    boolean repeated,
    boolean late,
    int granted,
    OptionalLong available,
    OptionalLong deadlineMs,
    int line) {

  /** No line of a basket is at fault. */
  public static final int NO_LINE = -1;

  private static final int REPEATED = 1;
  private static final int LATE = 1 << 1;

  /** The marks as the schema's set Marks numbers them. */
  public int marks() {
    return (repeated ? REPEATED : 0) | (late ? LATE : 0);
  }

  static PlainVerdict of(final Code code) {
    return new PlainVerdict(
        code,
        ReservationState.NONE,
        false,
        false,
        0,
        OptionalLong.empty(),
        OptionalLong.empty(),
        NO_LINE);
  }

  PlainVerdict withState(final ReservationState value) {
    return new PlainVerdict(code, value, repeated, late, granted, available, deadlineMs, line);
  }

  PlainVerdict asRepeated() {
    return new PlainVerdict(code, state, true, late, granted, available, deadlineMs, line);
  }

  PlainVerdict asLate(final boolean value) {
    return new PlainVerdict(code, state, repeated, value, granted, available, deadlineMs, line);
  }

  PlainVerdict withGranted(final int units) {
    return new PlainVerdict(code, state, repeated, late, units, available, deadlineMs, line);
  }

  /** What is available on the line now; nothing where there is no line (null). */
  PlainVerdict withAvailable(final Line of) {
    final OptionalLong now = of == null ? OptionalLong.empty() : OptionalLong.of(of.available());
    return new PlainVerdict(code, state, repeated, late, granted, now, deadlineMs, line);
  }

  PlainVerdict withDeadline(final long timeMs) {
    return new PlainVerdict(
        code, state, repeated, late, granted, available, OptionalLong.of(timeMs), line);
  }

  PlainVerdict withLine(final int index) {
    return new PlainVerdict(code, state, repeated, late, granted, available, deadlineMs, index);
  }
}
