package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One state change of a step. The fields are those of the schema's Event.
 *
 * @param index of the change in its step, from 0
 * @param reason why, where the engine itself decided; else ACCEPTED
 * @param late confirmed after the deadline
 * @param reservation empty where the change is not about one
 * @param item 0 where it is not about a line, as buyer where it is not about a buyer
 * @param units what they count is told at {@link EventKind}
 * @param deadlineMs of a hold or a session, or until when grace is given
 * @param available of the line after the change, as held and sold
 */
public record PlainEvent(
    long sequence,
    long timeMs,
    int index,
    EventKind kind,
    Code reason,
    boolean late,
    Optional<Id> reservation,
    long sale,
    long item,
    long buyer,
    long units,
    OptionalLong deadlineMs,
    OptionalLong available,
    OptionalLong held,
    OptionalLong sold) {}
