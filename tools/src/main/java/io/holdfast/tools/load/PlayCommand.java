package io.holdfast.tools.load;

import io.holdfast.client.BasketLines;
import io.holdfast.client.Session;
import io.holdfast.tools.workload.WorkloadAction;

/** One command of a workload, ready to be sent as often as it takes, always under the same ids. */
final class PlayCommand {
  /** Writes the command into a session; false if the window has no room. Loop thread only. */
  interface Sender {
    boolean send(Session session, long correlationId, BasketLines scratch);
  }

  private final long number;
  private final WorkloadAction action;
  private final long atMs;
  private final Sender sender;
  private long startNanos;
  private boolean started;

  PlayCommand(
      final long number, final WorkloadAction action, final long atMs, final Sender sender) {
    this.number = number;
    this.action = action;
    this.atMs = atMs;
    this.sender = sender;
  }

  /** Correlation id: number of the command's first row. */
  long number() {
    return number;
  }

  WorkloadAction action() {
    return action;
  }

  long atMs() {
    return atMs;
  }

  boolean send(final Session session, final BasketLines scratch) {
    return sender.send(session, number, scratch);
  }

  /** When its latency begins to count; later calls, for when it is sent again, change nothing. */
  void start(final long nanos) {
    if (!started) {
      started = true;
      startNanos = nanos;
    }
  }

  boolean wasSent() {
    return started;
  }

  long startNanos() {
    return startNanos;
  }
}
