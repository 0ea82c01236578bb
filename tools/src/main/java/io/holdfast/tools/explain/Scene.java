package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.model.LineView;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainVerdict;
import io.holdfast.model.SaleView;
import io.holdfast.tools.history.RecordedCommand;
import java.util.Map;
import java.util.Optional;

/** Everything after a step, from which its sentences are made. */
record Scene(
    PlainEngine engine,
    Floor floor,
    Map<Id, Past> pasts,
    Map<Id, Id> firstLines,
    CodeDescriptions codes,
    long sequence,
    long timeMs,
    RecordedCommand command,
    PlainVerdict verdict) {

  Past past(final Id id) {
    return pasts.computeIfAbsent(id, key -> new Past());
  }

  /** The reservation by which a reservation or a basket is spoken of. */
  Optional<Id> lineOf(final Id id) {
    return Optional.of(firstLines.getOrDefault(id, id));
  }

  Optional<SaleView> sale(final long sale) {
    return engine.sales().stream().filter(view -> view.sale() == sale).findFirst();
  }

  Optional<LineView> line(final long sale, final long item) {
    return engine.lines(sale).stream().filter(view -> view.item() == item).findFirst();
  }

  /** With its name, where it has one. */
  String saleName(final long sale) {
    final String name = sale(sale).map(SaleView::name).orElse("");
    return "sale " + sale + (name.isEmpty() ? "" : " '" + Words.printable(name) + "'");
  }

  Sentence sentence(
      final String kind,
      final Id reservation,
      final long sale,
      final long buyer,
      final String text) {
    return new Sentence(sequence, timeMs, kind, reservation, sale, buyer, text);
  }
}
