package io.holdfast.gateway;

import io.holdfast.protocol.codec.Durability;

/**
 * What a gateway needs to know.
 *
 * @param host to listen on
 * @param port to listen on; 0 takes any free one
 * @param eventLoops threads that serve sockets
 * @param ringSlots slots of the ring behind it
 * @param largestWindowSlots most slots granted to one connection
 * @param heartbeatMs how often a client must be heard; three times that without a word ends the
 *     connection
 * @param epoch number of the node's term
 * @param durability class of every verdict
 */
public record GatewayConfig(
    String host,
    int port,
    int eventLoops,
    int ringSlots,
    int largestWindowSlots,
    int heartbeatMs,
    long epoch,
    Durability durability) {}
