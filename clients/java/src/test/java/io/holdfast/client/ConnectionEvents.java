package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what a client tells about its connection, for the test's thread to read. */
final class ConnectionEvents implements ConnectionListener {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @Override
  public void onConnected(final String address, final SessionLimits limits) {
    events.add("connected " + address + " epoch " + limits.epoch());
  }

  @Override
  public void onLost(final String address, final String reason) {
    events.add("lost " + address + ": " + reason);
  }

  @Override
  public void onReconnecting(final String address, final long pauseMs, final String lastProblem) {
    assertThat(lastProblem).isNotBlank();
    events.add((pauseMs == 0 ? "at once " : "later ") + address);
  }

  String next() {
    try {
      final String event = events.poll(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS);
      assertThat(event).as("an event within the test's patience").isNotNull();
      return event;
    } catch (final InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
