package io.holdfast.system.layers.violators.gateway;

import io.holdfast.system.layers.violators.engine.Pure;

/** Knows what runs behind the ring. */
public record KnowsTheEngine(Pure engine) {}
