package io.holdfast.snapshotter;

import java.nio.file.Path;

/**
 * What a whole snapshot says about itself.
 *
 * @param file where it is
 * @param point whose state it has
 * @param stateHash hash of the whole state, as the engine gave it that was written
 * @param rejectionsHash hash of the memory of rejections, likewise
 * @param fileBytes length of the file
 * @param takenAtMs wall clock when it was written, ms since 1970
 * @param blocks before the footer
 * @param reservations in it, remembered ones too
 */
public record SnapshotInfo(
    Path file,
    SnapshotPoint point,
    long stateHash,
    long rejectionsHash,
    long fileBytes,
    long takenAtMs,
    int blocks,
    long reservations) {}
