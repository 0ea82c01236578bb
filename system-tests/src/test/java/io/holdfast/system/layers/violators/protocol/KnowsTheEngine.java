package io.holdfast.system.layers.violators.protocol;

import io.holdfast.system.layers.violators.engine.KnowsThePipeline;

/** Knows a layer above. */
public record KnowsTheEngine(KnowsThePipeline above) {}
