package io.holdfast.snapshotter;

import java.util.UUID;

/**
 * The step of a log whose state a snapshot has.
 *
 * @param cluster that the log belongs to
 * @param term of the epoch that the step is in
 * @param epoch its number
 * @param sequence of the step
 * @param timeMs engine time of the step
 * @param digest the engine's after the step
 * @param rulesVersion by which the state was decided
 */
public record SnapshotPoint(
    UUID cluster,
    UUID term,
    long epoch,
    long sequence,
    long timeMs,
    long digest,
    int rulesVersion) {}
