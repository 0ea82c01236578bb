package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** Writes down what a session tells its listener, for the test's thread to read. */
final class Events implements SessionListener {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private volatile Session session;

  @Override
  public void onReady(final Session ready) {
    session = ready;
    events.add("ready");
  }

  @Override
  public void onVerdict(final Session from, final VerdictDecoder verdict) {
    events.add("verdict " + verdict.correlationId() + " " + verdict.code());
  }

  @Override
  public void onPage(
      final Session from,
      final int templateId,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    assertThat(buffer.capacity()).isEqualTo(offset + length);
    events.add("page " + templateId + " of " + length);
  }

  @Override
  public void onHeartbeat(final Session from, final long correlationId) {
    events.add("heartbeat " + correlationId);
  }

  @Override
  public void onGoodbye(final Session from, final Code code, final String text) {
    events.add("goodbye " + code + " " + text);
  }

  @Override
  public void onClosed(final Session from, final String reason) {
    events.add("closed: " + reason);
  }

  Session session() {
    return session;
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

  boolean isEmpty() {
    return events.isEmpty();
  }
}
