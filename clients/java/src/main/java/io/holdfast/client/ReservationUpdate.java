package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.OptionalLong;

/**
 * A reservation as it stands. If it is the last update, only its id counts.
 *
 * @param reservation its id
 * @param sale where
 * @param item of what
 * @param buyer for whom
 * @param state where it stands; NONE in the last update
 * @param deadlineMs engine time at which the hold lapses, ms since 1970; empty: it does not
 * @param granted units held at first
 * @param confirmed units bought
 * @param cancelled units of the purchase taken back
 * @param late confirmed after the deadline
 * @param reason why the node released an entry that waited; else ACCEPTED
 * @param fromSequence see {@link Update#fromSequence}
 * @param sequence see {@link Update#sequence}
 * @param timeMs see {@link Update#timeMs}
 * @param last see {@link Update#last}
 */
public record ReservationUpdate(
    Id reservation,
    long sale,
    long item,
    long buyer,
    ReservationState state,
    OptionalLong deadlineMs,
    int granted,
    int confirmed,
    int cancelled,
    boolean late,
    Code reason,
    long fromSequence,
    long sequence,
    long timeMs,
    boolean last)
    implements Update {}
