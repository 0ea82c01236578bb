package io.holdfast.tools.explain;

import io.holdfast.model.PlainEvent;
import io.holdfast.tools.history.RecordedCommand;
import java.util.OptionalLong;

/**
 * How the reservations and tickets in question came to where they are. Changed by {@link Story}.
 */
final class Past {
  /** When it began to wait for its line. */
  long waitsSinceMs;

  /** Its place when it began to wait, from 1. */
  int placeAtFirst;

  OptionalLong deadlineMs = OptionalLong.empty();

  /** The change that ended it, and the command in whose step it happened; null while it lives. */
  PlainEvent end;

  RecordedCommand endedBy;

  boolean isLive;

  void follow(final PlainEvent event, final RecordedCommand command) {
    event.deadlineMs().ifPresent(deadline -> deadlineMs = OptionalLong.of(deadline));
    switch (event.kind()) {
      case WAITLISTED -> {
        waitsSinceMs = event.timeMs();
        isLive = true;
      }
      case HELD -> isLive = true;
      case CONFIRMED -> isLive = false;
      case EXPIRED, RELEASED -> {
        isLive = false;
        end = event;
        endedBy = command;
      }
      default -> {}
    }
  }
}
