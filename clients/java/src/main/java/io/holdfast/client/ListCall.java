package io.holdfast.client;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A list, asked for page by page until its end. */
final class ListCall<R> extends Call<List<R>> {
  /** Asks for the page that begins at a row. */
  interface Asking {
    boolean send(Session session, long correlationId, int from);
  }

  /** Reads a page. */
  interface Reading<R> {
    Pages.Page<R> read(DirectBuffer buffer, int offset);
  }

  private final Asking asking;
  private final int answerTemplateId;
  private final Reading<R> reading;

  /** Loop thread only, as is the position. */
  private final List<R> rows = new ArrayList<>();

  private int from;

  ListCall(
      final String what,
      final int timeoutMs,
      final long deadlineNs,
      final Asking asking,
      final int answerTemplateId,
      final Reading<R> reading) {
    super(what, null, timeoutMs, deadlineNs);
    this.asking = asking;
    this.answerTemplateId = answerTemplateId;
    this.reading = reading;
  }

  @Override
  boolean send(final Session session, final long correlationId) {
    return asking.send(session, correlationId, from);
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
    final Pages.Page<R> page = reading.read(buffer, offset);
    if (page.next() >= 0 && page.next() <= from) {
      throw new IllegalArgumentException(
          "a page from row %d that goes on at row %d".formatted(from, page.next()));
    }
    rows.addAll(page.rows());
    from = page.next();
    if (from >= 0) {
      return false;
    }
    complete(List.copyOf(rows));
    return true;
  }
}
