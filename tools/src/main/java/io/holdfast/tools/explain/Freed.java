package io.holdfast.tools.explain;

import io.holdfast.model.PlainEvent;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.tools.history.RecordedCommand;

/**
 * What made units of a line available last.
 *
 * @param command of the step in which it happened
 * @param units that came free
 */
record Freed(PlainEvent event, RecordedCommand command, long units) {
  String text() {
    final String of = Words.units(units);
    return switch (event.kind()) {
      case EXPIRED -> "the hold of buyer " + event.buyer() + " (" + of + ") lapsed";
      case RELEASED -> released(of);
      case CONFIRMED ->
          "buyer " + event.buyer() + " paid for fewer units than held, so " + of + " came free";
      case CANCELLED -> cancelled(of);
      default -> Words.author(command) + " put in " + of;
    };
  }

  private String released(final String of) {
    return command.name().equals("OperatorRelease")
        ? Words.author(command) + " released the hold of buyer " + event.buyer() + " (" + of + ")"
        : "buyer " + event.buyer() + " gave back a hold (" + of + ")";
  }

  private String cancelled(final String of) {
    return command.name().equals("OperatorCancel")
        ? Words.author(command) + " cancelled " + of + " of a purchase of buyer " + event.buyer()
        : of + " of a purchase of buyer " + event.buyer() + " were cancelled";
  }

  long timeMs() {
    return event.timeMs();
  }

  boolean isByExpiry() {
    return event.kind() == EventKind.EXPIRED;
  }
}
