package io.holdfast.system.layers.violators.gateway;

import com.lmax.disruptor.RingBuffer;

/** Claims slots past the port of the ring. */
record UsesDisruptor(RingBuffer<?> ring) {}
