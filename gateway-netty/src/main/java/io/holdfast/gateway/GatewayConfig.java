package io.holdfast.gateway;

import io.holdfast.protocol.codec.Durability;
import java.util.Objects;

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
 * @param access who may come in, and how much of it at a time
 * @param slowReaderMs how long answers may wait for a client to take them before it is cut off
 */
public record GatewayConfig(
    String host,
    int port,
    int eventLoops,
    int ringSlots,
    int largestWindowSlots,
    int heartbeatMs,
    long epoch,
    Durability durability,
    AccessConfig access,
    int slowReaderMs) {
  /** Patience with a client that does not take its answers, by default. */
  public static final int DEFAULT_SLOW_READER_MS = 30_000;

  /** Rejects a missing access and a patience below 1 ms. */
  public GatewayConfig {
    Objects.requireNonNull(access, "access");
    if (slowReaderMs < 1) {
      throw new IllegalArgumentException("slowReaderMs=" + slowReaderMs);
    }
  }

  /** A gateway that lets everybody in, for loopback addresses, with the default patience. */
  public GatewayConfig(
      final String host,
      final int port,
      final int eventLoops,
      final int ringSlots,
      final int largestWindowSlots,
      final int heartbeatMs,
      final long epoch,
      final Durability durability) {
    this(
        host,
        port,
        eventLoops,
        ringSlots,
        largestWindowSlots,
        heartbeatMs,
        epoch,
        durability,
        AccessConfig.OPEN,
        DEFAULT_SLOW_READER_MS);
  }

  /** The same with other rules for who may come in. */
  public GatewayConfig withAccess(final AccessConfig newAccess) {
    return new GatewayConfig(
        host,
        port,
        eventLoops,
        ringSlots,
        largestWindowSlots,
        heartbeatMs,
        epoch,
        durability,
        newAccess,
        slowReaderMs);
  }

  /** The same with another patience, in ms. */
  public GatewayConfig withSlowReaderMs(final int newSlowReaderMs) {
    return new GatewayConfig(
        host,
        port,
        eventLoops,
        ringSlots,
        largestWindowSlots,
        heartbeatMs,
        epoch,
        durability,
        access,
        newSlowReaderMs);
  }
}
