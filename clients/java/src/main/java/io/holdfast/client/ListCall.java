package io.holdfast.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * A list, asked for page by page until its end. When the connection is lost it begins anew: the
 * pages of one list come from one node.
 */
final class ListCall<T> extends Call<T> {
  /** Asks for the page that begins at a row. */
  interface Asking {
    boolean send(Session session, long correlationId, int from);
  }

  /** Puts the pages together. For one call; loop thread only. */
  interface Collector<T> {
    /**
     * Takes a page in.
     *
     * @return index of the row to go on from; -1: this was the last page
     */
    int add(DirectBuffer buffer, int offset);

    /** What the pages say together; after the last one. */
    T result();
  }

  /** Reads a page that is nothing but rows. */
  interface Reading<R> {
    Pages.Page<R> read(DirectBuffer buffer, int offset);
  }

  /** Puts pages together that are nothing but rows. */
  static final class Rows<R> implements Collector<List<R>> {
    private final Reading<R> reading;
    private final List<R> rows = new ArrayList<>();

    Rows(final Reading<R> reading) {
      this.reading = reading;
    }

    @Override
    public int add(final DirectBuffer buffer, final int offset) {
      final Pages.Page<R> page = reading.read(buffer, offset);
      rows.addAll(page.rows());
      return page.next();
    }

    @Override
    public List<R> result() {
      return List.copyOf(rows);
    }
  }

  private final Asking asking;
  private final int answerTemplateId;
  private final Supplier<Collector<T>> collectors;

  // Loop thread only.
  private Collector<T> collector;
  private int from;

  ListCall(
      final String what,
      final CallOptions options,
      final long deadlineNs,
      final Asking asking,
      final int answerTemplateId,
      final Supplier<Collector<T>> collectors) {
    super(what, null, options, deadlineNs);
    this.asking = asking;
    this.answerTemplateId = answerTemplateId;
    this.collectors = collectors;
    this.collector = collectors.get();
  }

  @Override
  void beginAgain() {
    collector = collectors.get();
    from = 0;
  }

  @Override
  boolean write(final Session session, final long correlationId) {
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
    final int next = collector.add(buffer, offset);
    if (next >= 0 && next <= from) {
      throw new IllegalArgumentException(
          "a page from row %d that goes on at row %d".formatted(from, next));
    }
    from = next;
    if (from >= 0) {
      return false;
    }
    complete(collector.result());
    return true;
  }
}
