package io.holdfast.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The sales whose numbers changed since somebody looked last, each once. Nothing is noted before
 * {@link #open}, so that a replay that nobody watches keeps no forgotten sale alive. It is no part
 * of the state: nothing is decided by it.
 */
final class ChangedSales {
  private final List<Sale> changed = new ArrayList<>();
  private boolean open;

  /** Notes what changes from here on; every sale there is counts as changed. */
  void open(final List<Sale> sales) {
    open = true;
    clear();
    for (int i = 0; i < sales.size(); i++) {
      sales.get(i).changeSeen();
      sales.get(i).touch();
    }
  }

  /** Told by a sale at its first change since {@link Sale#changeSeen}. */
  void add(final Sale sale) {
    if (open) {
      changed.add(sale);
    }
  }

  int count() {
    return changed.size();
  }

  /** In the order in which they changed first. */
  Sale get(final int index) {
    return changed.get(index);
  }

  /** What changes from here on counts anew. */
  void clear() {
    for (int i = 0; i < changed.size(); i++) {
      changed.get(i).changeSeen();
    }
    changed.clear();
  }
}
