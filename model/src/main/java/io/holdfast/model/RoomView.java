package io.holdfast.model;

import java.util.OptionalLong;

/**
 * A sale's waiting room as it stands.
 *
 * @param joined places given out so far
 * @param drawn places that the shuffle ordered; empty before the opening
 * @param admittedUpTo places before this one have had their turn
 * @param admitted sessions begun so far
 * @param waiting tickets that wait
 * @param active sessions under way
 * @param idle of these, without a hold
 * @param done sessions that ended with a purchase
 * @param expired sessions whose time, or whose sale, was over
 * @param left tickets that were given back, waiting or admitted
 */
public record RoomView(
    long sale,
    long joined,
    OptionalLong drawn,
    long admittedUpTo,
    long admitted,
    int waiting,
    int active,
    int idle,
    long done,
    long expired,
    long left) {}
