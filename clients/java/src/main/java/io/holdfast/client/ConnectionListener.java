package io.holdfast.client;

/**
 * Hears how a {@link HoldfastClient} keeps its connection; made to be logged. Every call comes on
 * the client's thread and must not block it. What a call throws is logged and changes nothing.
 */
public interface ConnectionListener {
  /** Hears nothing. */
  ConnectionListener NONE = new ConnectionListener() {};

  /**
   * A node has welcomed the client; calls travel from now on, those that are unanswered first.
   *
   * @param address HOST:PORT
   * @param limits what the node granted
   */
  default void onConnected(final String address, final SessionLimits limits) {}

  /**
   * A connection that there was is no more.
   *
   * @param address HOST:PORT
   * @param reason in words
   */
  default void onLost(final String address, final String reason) {}

  /**
   * The client will try to connect again.
   *
   * @param address HOST:PORT of where it will try
   * @param pauseMs how long it waits before; 0 when a node sent it there
   * @param lastProblem what came of the attempt before, in words
   */
  default void onReconnecting(final String address, final long pauseMs, final String lastProblem) {}
}
