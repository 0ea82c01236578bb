package io.holdfast.client;

import io.holdfast.protocol.codec.TicketState;
import java.util.OptionalLong;

/**
 * A buyer's ticket for a waiting room as it stands. It comes when the ticket changes, not whenever
 * others are admitted: for the position watch the sale, and see {@link SaleUpdate#positionOf}.
 *
 * @param sale whose waiting room
 * @param buyer whose ticket
 * @param state where it stands; NONE in the last update
 * @param number in order of joining, from 0
 * @param place in order of admission, from 0; empty: drawn at the opening
 * @param admittedUpTo places before this one have had their turn
 * @param deadlineMs engine time at which the session ends, ms since 1970; empty: not admitted
 * @param fromSequence see {@link Update#fromSequence}
 * @param sequence see {@link Update#sequence}
 * @param timeMs see {@link Update#timeMs}
 * @param last see {@link Update#last}
 */
public record TicketUpdate(
    long sale,
    long buyer,
    TicketState state,
    long number,
    OptionalLong place,
    long admittedUpTo,
    OptionalLong deadlineMs,
    long fromSequence,
    long sequence,
    long timeMs,
    boolean last)
    implements Update {}
