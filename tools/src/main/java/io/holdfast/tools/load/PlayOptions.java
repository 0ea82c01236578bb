package io.holdfast.tools.load;

import io.holdfast.client.SessionConfig;
import io.holdfast.tools.cli.NodeAddresses;

/**
 * How to play a workload.
 *
 * @param addresses of the nodes, tried one after the other whenever there is no connection
 * @param pace how many times as fast as recorded; 0: as fast as the window allows
 * @param patienceMs how long to go on without the node answering anything, reconnecting and sending
 *     again
 * @param retryMs wait before a connection is tried again, and before what was not taken is sent
 *     again
 */
public record PlayOptions(
    NodeAddresses addresses, SessionConfig session, double pace, long patienceMs, long retryMs) {
  public PlayOptions {
    if (!(pace >= 0) || Double.isInfinite(pace) || patienceMs < 0 || retryMs < 0) {
      throw new IllegalArgumentException(
          "pace=" + pace + " patienceMs=" + patienceMs + " retryMs=" + retryMs);
    }
  }

  boolean isPaced() {
    return pace > 0;
  }
}
