package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reservation as the node sees it.
 *
 * @param reservation its id
 * @param basket the basket it belongs to
 * @param sale where
 * @param item of what
 * @param buyer for whom
 * @param group household, card hash or the like; 0 is none
 * @param state where it stands
 * @param deadlineMs engine time at which the hold lapses, ms since 1970; empty: it does not
 * @param sequence position in the node's log of the command that made it
 * @param asked units asked for
 * @param granted units held at first
 * @param confirmed units bought
 * @param cancelled units of the purchase taken back
 * @param tier 0 to 7
 * @param late confirmed after the deadline
 * @param reason why the node released an entry that waited; else ACCEPTED
 */
public record ReservationInfo(
    Id reservation,
    Optional<Id> basket,
    long sale,
    long item,
    long buyer,
    long group,
    ReservationState state,
    OptionalLong deadlineMs,
    long sequence,
    int asked,
    int granted,
    int confirmed,
    int cancelled,
    int tier,
    boolean late,
    Code reason) {}
