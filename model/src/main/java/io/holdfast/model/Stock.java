package io.holdfast.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every change of a line's quantities: each is folded into the digest, and noted for the checks
 * after the step.
 */
final class Stock {
  private final Digest digest;
  private final List<Line> touched = new ArrayList<>();
  private int lines;

  Stock(final Digest digest) {
    this.digest = digest;
  }

  /** Lines of all sales. */
  int lines() {
    return lines;
  }

  /** The lines changed since the step began, as often as they changed. */
  List<Line> touched() {
    return Collections.unmodifiableList(touched);
  }

  void beginStep() {
    touched.clear();
  }

  Line createLine(final Sale sale, final long item) {
    final Line line = new Line(sale, item);
    sale.add(line);
    lines++;
    return line;
  }

  void receive(final Line line, final long delta) {
    line.receive(delta);
    changed(line);
  }

  void hold(final Line line, final int units) {
    line.move(-units, units, 0);
    changed(line);
  }

  void free(final Line line, final int heldUnits) {
    line.move(heldUnits, -heldUnits, 0);
    changed(line);
  }

  /** Of the units held some are sold, the rest becomes available. */
  void sellHeld(final Line line, final int heldUnits, final int soldUnits) {
    line.move(heldUnits - soldUnits, -heldUnits, soldUnits);
    changed(line);
  }

  void sellAvailable(final Line line, final int units) {
    line.move(-units, 0, units);
    changed(line);
  }

  void takeBack(final Line line, final int soldUnits) {
    line.move(soldUnits, 0, -soldUnits);
    changed(line);
  }

  private void changed(final Line line) {
    digest.foldLine(line);
    touched.add(line);
  }
}
