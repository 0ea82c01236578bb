package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reservation as it stands; quantities in units, the deadline in engine time, ms since 1970.
 *
 * @param basket the basket it is a line of, if any
 * @param state a hold that has lapsed is EXPIRED, an entry that waits in a CLOSED sale RELEASED,
 *     whether it was settled or not
 * @param late whether it was confirmed after its deadline
 * @param deadlineMs empty where it never held anything
 * @param sequence the step that made it
 * @param reason why a waiting entry was RELEASED by the engine, else ACCEPTED
 */
public record ReservationView(
    Id reservation,
    Optional<Id> basket,
    long sale,
    long item,
    long buyer,
    long group,
    int tier,
    ReservationState state,
    int asked,
    int granted,
    int confirmed,
    int cancelled,
    boolean late,
    OptionalLong deadlineMs,
    long sequence,
    Code reason) {}
