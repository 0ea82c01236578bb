package io.holdfast.engine;

import io.holdfast.protocol.codec.SaleState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A window in which a set of lines is sold. Its policy never changes here; its state moves only
 * forwards.
 */
final class Sale {
  /** Due time of a sale that waits for nothing. */
  static final long NEVER = Long.MAX_VALUE;

  final int ordinal;
  final long id;
  final SalePolicy policy;

  private final Digest digest;
  private final Long2ObjectHashMap<Line> linesByItem = new Long2ObjectHashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private SaleState state;

  Sale(final int ordinal, final long id, final SalePolicy policy, final Digest digest) {
    this.ordinal = ordinal;
    this.id = id;
    this.policy = policy;
    this.digest = digest;
    moveTo(SaleState.SCHEDULED);
  }

  SaleState state() {
    return state;
  }

  boolean isClosed() {
    return state == SaleState.CLOSED;
  }

  /** The only writer of the state. */
  void moveTo(final SaleState next) {
    assert state == null || state.value() < next.value() : state + " -> " + next;
    state = next;
    digest.fold(id);
    digest.fold(next.value());
  }

  /** Engine time of the next opening or closing, or {@link #NEVER}. */
  long dueMs() {
    if (state == SaleState.SCHEDULED && policy.opensAtMs() != Verdict.NONE) {
      return policy.opensAtMs();
    }
    return isClosed() || policy.closesAtMs() == Verdict.NONE ? NEVER : policy.closesAtMs();
  }

  /** Does what {@link #dueMs} is about. */
  void doDue() {
    final boolean opens = state == SaleState.SCHEDULED && policy.opensAtMs() != Verdict.NONE;
    moveTo(opens ? SaleState.OPEN : SaleState.CLOSED);
  }

  Line line(final long item) {
    return linesByItem.get(item);
  }

  /** Lines in order of creation. */
  List<Line> lines() {
    return lines;
  }

  void add(final Line line) {
    linesByItem.put(line.item, line);
    lines.add(line);
  }
}
