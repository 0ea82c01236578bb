package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Closed sales on whose waitlists entries are left to release. */
final class Closing {
  private final EngineState engine;
  private final List<Work> work = new ArrayList<>();

  /** Waitlists of a closed sale only shrink, so the lines before {@code line} are done. */
  private static final class Work {
    final Sale sale;
    int line;

    Work(final Sale sale) {
      this.sale = sale;
    }
  }

  Closing(final EngineState engine) {
    this.engine = engine;
  }

  void add(final Sale sale) {
    if (sale.waiting > 0) {
      work.add(new Work(sale));
      work.sort(Comparator.comparingLong(one -> one.sale.created));
    }
  }

  /** Whether an entry is left. */
  boolean isDue() {
    while (!work.isEmpty() && work.get(0).sale.waiting == 0) {
      work.remove(0);
    }
    return !work.isEmpty();
  }

  /** Releases the first entry. Only when {@link #isDue}. */
  void releaseNext() {
    final Work first = work.get(0);
    Line line = first.sale.lines().get(first.line);
    while (line.waitlist.isEmpty()) {
      line = first.sale.lines().get(++first.line);
    }
    engine.spend();
    engine.holds.endWait(line.waitlist.first(), Code.SALE_CLOSED);
  }
}
