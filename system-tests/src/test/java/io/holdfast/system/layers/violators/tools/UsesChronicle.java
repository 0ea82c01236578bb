package io.holdfast.system.layers.violators.tools;

import net.openhft.chronicle.queue.ChronicleQueue;

/** Reads the journal past its port. */
public record UsesChronicle(ChronicleQueue queue) {}
