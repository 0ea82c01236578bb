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
}
