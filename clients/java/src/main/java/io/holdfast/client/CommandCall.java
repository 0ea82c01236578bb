package io.holdfast.client;

import org.agrona.DirectBuffer;

/** A command: whatever the node decides is its answer. */
final class CommandCall extends Call<Verdict> {
  private final Sending sending;

  CommandCall(
      final String what,
      final Id id,
      final CallOptions options,
      final long deadlineNs,
      final Sending sending) {
    super(what, id, options, deadlineNs);
    this.sending = sending;
  }

  @Override
  boolean write(final Session session, final long correlationId) {
    return sending.send(session, correlationId);
  }

  @Override
  Sending command() {
    return sending;
  }

  @Override
  void onVerdict(final Verdict verdict) {
    complete(verdict);
  }

  @Override
  boolean onPage(final int templateId, final DirectBuffer buffer, final int offset) {
    throw new IllegalArgumentException("message %d in answer to a command".formatted(templateId));
  }
}
