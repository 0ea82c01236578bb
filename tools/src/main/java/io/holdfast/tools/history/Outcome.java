package io.holdfast.tools.history;

import com.google.gson.JsonObject;
import io.holdfast.journal.Excerpt;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Arrays;

/**
 * What a step was answered, as recorded: any numbers, also such as have no name.
 *
 * @param granted units; of a Tick, the number of changes
 */
public record Outcome(int code, int marks, int state, int granted) {
  private static final int REPEATED = 1;
  private static final int LATE = 1 << 1;

  /** That of the step on which the excerpt stands. */
  public static Outcome of(final Excerpt excerpt) {
    return new Outcome(excerpt.code(), excerpt.marks(), excerpt.state(), excerpt.granted());
  }

  /** Whether it has this code. */
  public boolean is(final Code other) {
    return code == other.value();
  }

  public boolean isRepeated() {
    return (marks & REPEATED) != 0;
  }

  public boolean isLate() {
    return (marks & LATE) != 0;
  }

  /** Name of the code. */
  public String codeName() {
    return Arrays.stream(Code.values())
        .filter(value -> value != Code.NULL_VAL && value.value() == code)
        .findFirst()
        .map(Code::name)
        .orElse("CODE_" + code);
  }

  /** Name of the reservation's state; null where there is no reservation. */
  public String stateName() {
    if (state == ReservationState.NONE.value()) {
      return null;
    }
    return Arrays.stream(ReservationState.values())
        .filter(value -> value != ReservationState.NULL_VAL && value.value() == state)
        .findFirst()
        .map(ReservationState::name)
        .orElse("STATE_" + state);
  }

  void addTo(final JsonObject json) {
    json.addProperty("code", codeName());
    json.addProperty("state", stateName());
    json.addProperty("granted", granted);
    json.addProperty("repeated", isRepeated());
    json.addProperty("late", isLate());
  }

  /** For people, in a few words. */
  public String text() {
    final StringBuilder text = new StringBuilder(codeName());
    if (stateName() != null && !stateName().equals(codeName())) {
      text.append(' ').append(stateName());
    }
    if (granted != 0) {
      text.append(' ').append(granted);
    }
    text.append(isRepeated() ? " repeated" : "").append(isLate() ? " late" : "");
    return text.toString();
  }
}
