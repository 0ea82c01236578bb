package io.holdfast.system.layers.violators.server;

import io.netty.channel.Channel;

/** Writes to a connection past the gateway. */
record UsesNetty(Channel channel) {}
