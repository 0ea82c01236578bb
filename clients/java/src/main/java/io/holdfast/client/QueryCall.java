package io.holdfast.client;

import org.agrona.DirectBuffer;

/** A query with one answer. */
final class QueryCall<T> extends Call<T> {
  /** Reads the answer. */
  interface Reading<T> {
    T read(DirectBuffer buffer, int offset);
  }

  private final Sending sending;
  private final int answerTemplateId;
  private final Reading<T> reading;

  QueryCall(
      final String what,
      final CallOptions options,
      final long deadlineNs,
      final Sending sending,
      final int answerTemplateId,
      final Reading<T> reading) {
    super(what, null, options, deadlineNs);
    this.sending = sending;
    this.answerTemplateId = answerTemplateId;
    this.reading = reading;
  }

  @Override
  boolean write(final Session session, final long correlationId) {
    return sending.send(session, correlationId);
  }

  @Override
  void onVerdict(final Verdict verdict) {
    failQuery(verdict);
  }

  @Override
  boolean onPage(final int templateId, final DirectBuffer buffer, final int offset) {
    if (templateId != answerTemplateId) {
      throw new IllegalArgumentException(
          "message %d where %d is the answer".formatted(templateId, answerTemplateId));
    }
    complete(reading.read(buffer, offset));
    return true;
  }
}
