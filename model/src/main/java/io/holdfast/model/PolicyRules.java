package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The ranges of a sale's policy, for CreateSale and for the fields given of an UpdateSale. */
final class PolicyRules {
  private static final long MAX_DURATION_MS = 366L * 24 * 60 * 60 * 1000;
  private static final int MAX_ADMISSION_PER_SECOND = 1_000_000;
  private static final int MAX_ADMIT_PERMILLE = 1_000_000;
  private static final int MAX_RETURN_PERMILLE = 1_000;

  private PolicyRules() {}

  /** The first field of a CreateSale that is out of range. */
  static Optional<Code> fault(final Command.Policy policy, final long nowMs) {
    final boolean schedule =
        !isNegative(policy.opensAtMs())
            && !isNegative(policy.closesAtMs())
            && !isNegative(policy.graceUntilMs())
            && closesAfterOpening(policy.opensAtMs(), policy.closesAtMs())
            && policy.closesAtMs().orElse(Long.MAX_VALUE) > nowMs;
    if (!schedule) {
      return Optional.of(Code.INVALID_SCHEDULE);
    }
    final Command.WaitingRoom room = policy.waitingRoom();
    final Command.Change fields = fields(policy, room.gated() == 1);
    if (!holdTimesAreInRange(fields)) {
      return Optional.of(Code.INVALID_HOLD_TIME);
    }
    if (!limitsAreInRange(fields)) {
      return Optional.of(Code.INVALID_LIMIT);
    }
    final boolean gate = room.gated() == 0 || (room.gated() == 1 && !room.seed().areZero());
    return gate && waitingRoomIsInRange(fields)
        ? Optional.empty()
        : Optional.of(Code.INVALID_ADMISSION);
  }

  /** The first field of an UpdateSale that is out of range by itself. */
  static Optional<Code> fault(final Command.Change change) {
    if (isNegative(change.opensAtMs())
        || isNegative(change.closesAtMs())
        || isNegative(change.graceUntilMs())) {
      return Optional.of(Code.INVALID_SCHEDULE);
    }
    if (!holdTimesAreInRange(change)) {
      return Optional.of(Code.INVALID_HOLD_TIME);
    }
    if (!limitsAreInRange(change)) {
      return Optional.of(Code.INVALID_LIMIT);
    }
    return waitingRoomIsInRange(change) ? Optional.empty() : Optional.of(Code.INVALID_ADMISSION);
  }

  /** All fields of a new policy as if each was given; those of the waiting room if it has one. */
  private static Command.Change fields(final Command.Policy policy, final boolean gated) {
    final Command.Limits limits = policy.limits();
    final Command.WaitingRoom room = policy.waitingRoom();
    return new Command.Change(
        policy.opensAtMs(),
        policy.closesAtMs(),
        policy.graceUntilMs(),
        OptionalLong.of(policy.holdMs()),
        OptionalLong.of(policy.paymentMs()),
        OptionalLong.of(policy.maxHoldMs()),
        OptionalLong.of(policy.retentionMs()),
        OptionalInt.of(limits.buyer()),
        OptionalInt.of(limits.buyerLine()),
        OptionalInt.of(limits.group()),
        OptionalInt.of(limits.groupLine()),
        given(room.admissionPerSecond(), gated),
        given(room.maxActive(), gated),
        gated ? OptionalLong.of(room.finishMs()) : OptionalLong.empty(),
        given(room.admitPermille(), gated),
        given(room.returnPermille(), gated),
        given(room.unitsPerBuyer(), gated));
  }

  private static OptionalInt given(final int value, final boolean isGiven) {
    return isGiven ? OptionalInt.of(value) : OptionalInt.empty();
  }

  static boolean closesAfterOpening(final OptionalLong opensAtMs, final OptionalLong closesAtMs) {
    return opensAtMs.isEmpty()
        || closesAtMs.isEmpty()
        || closesAtMs.getAsLong() > opensAtMs.getAsLong();
  }

  private static boolean isNegative(final OptionalLong timeMs) {
    return timeMs.isPresent() && timeMs.getAsLong() < 0;
  }

  private static boolean holdTimesAreInRange(final Command.Change fields) {
    return isInRange(fields.holdMs(), 1, MAX_DURATION_MS)
        && isInRange(fields.paymentMs(), 1, MAX_DURATION_MS)
        && isInRange(fields.maxHoldMs(), 1, MAX_DURATION_MS)
        && isInRange(fields.retentionMs(), 0, MAX_DURATION_MS);
  }

  private static boolean limitsAreInRange(final Command.Change fields) {
    return isInRange(fields.buyerLimit(), 0, Integer.MAX_VALUE)
        && isInRange(fields.buyerLineLimit(), 0, Integer.MAX_VALUE)
        && isInRange(fields.groupLimit(), 0, Integer.MAX_VALUE)
        && isInRange(fields.groupLineLimit(), 0, Integer.MAX_VALUE);
  }

  private static boolean waitingRoomIsInRange(final Command.Change fields) {
    return isInRange(fields.admissionPerSecond(), 0, MAX_ADMISSION_PER_SECOND)
        && isInRange(fields.maxActive(), 1, Integer.MAX_VALUE)
        && isInRange(fields.finishMs(), 1, MAX_DURATION_MS)
        && isInRange(fields.admitPermille(), 0, MAX_ADMIT_PERMILLE)
        && isInRange(fields.returnPermille(), 0, MAX_RETURN_PERMILLE)
        && isInRange(fields.unitsPerBuyer(), 1, Integer.MAX_VALUE);
  }

  private static boolean isInRange(final OptionalInt value, final int least, final int most) {
    return value.isEmpty() || (value.getAsInt() >= least && value.getAsInt() <= most);
  }

  private static boolean isInRange(final OptionalLong value, final long least, final long most) {
    return value.isEmpty() || (value.getAsLong() >= least && value.getAsLong() <= most);
  }
}
