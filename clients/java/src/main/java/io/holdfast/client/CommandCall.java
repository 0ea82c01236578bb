package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import org.agrona.DirectBuffer;

/**
 * A command: whatever the node decides is its answer. A node with more lapsed holds than one step
 * settles says so and wants to be asked again at once, which is done here; it has changed nothing
 * for the caller by then.
 */
final class CommandCall extends Call<Verdict> {
  private final Sending sending;

  // Loop thread only.
  private int resends;
  private Verdict settling;

  CommandCall(
      final String what,
      final Id id,
      final int timeoutMs,
      final long deadlineNs,
      final Sending sending) {
    super(what, id, timeoutMs, deadlineNs);
    this.sending = sending;
  }

  @Override
  boolean send(final Session session, final long correlationId) {
    return sending.send(session, correlationId);
  }

  @Override
  boolean isToBeSentAgain(final Verdict verdict) {
    if (verdict.code() != Code.SETTLING || resends == HoldfastClient.MAX_SETTLING_RESENDS) {
      return false;
    }
    resends++;
    settling = verdict;
    return true;
  }

  @Override
  void onVerdict(final Verdict verdict) {
    complete(verdict);
  }

  /** Once there was a verdict, that is the answer: it is no longer true that nothing was sent. */
  @Override
  void notSent(final String reason) {
    if (settling == null) {
      super.notSent(reason);
    } else {
      complete(settling);
    }
  }

  @Override
  boolean onPage(final int templateId, final DirectBuffer buffer, final int offset) {
    throw new IllegalArgumentException("message %d in answer to a command".formatted(templateId));
  }
}
