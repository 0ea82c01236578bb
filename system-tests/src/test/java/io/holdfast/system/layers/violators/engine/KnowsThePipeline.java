package io.holdfast.system.layers.violators.engine;

import io.holdfast.system.layers.violators.pipeline.KnowsTheGateway;

/** Knows a layer above. */
public record KnowsThePipeline(KnowsTheGateway above) {}
