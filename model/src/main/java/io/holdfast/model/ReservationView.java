package io.holdfast.model;

import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;

/**
 * A reservation as it stands; quantities in units, the deadline in engine time, ms since 1970.
 *
 * @param basket the basket it is a line of, if any
 * @param sequence the step that made it
 * @param late whether it was confirmed after its deadline
 */
public record ReservationView(
    Id reservation,
    Optional<Id> basket,
    long sale,
    long item,
    long buyer,
    long group,
    ReservationState state,
    int granted,
    int confirmed,
    int cancelled,
    boolean late,
    long deadlineMs,
    long sequence) {}
