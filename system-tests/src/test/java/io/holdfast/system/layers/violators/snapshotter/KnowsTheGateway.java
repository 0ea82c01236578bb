package io.holdfast.system.layers.violators.snapshotter;

import io.holdfast.system.layers.violators.gateway.KnowsTheEngine;

/** Knows a layer above. */
public record KnowsTheGateway(KnowsTheEngine above) {}
