package io.holdfast.system.layers.violators.server;

import io.holdfast.system.layers.violators.tools.UsesChronicle;

/** Knows a layer above. */
public record KnowsTheTools(UsesChronicle above) {}
