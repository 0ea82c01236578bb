package io.holdfast.gateway;

import io.holdfast.pipeline.LatestUpdate;

/** A subscription to a sale's numbers. For its connection's event loop. */
final class SaleSubscription implements Subscription {
  final UpdateCursor cursor;
  final LatestUpdate latest;

  /** Where it stands in its connection's list. */
  int index;

  SaleSubscription(final long correlationId, final LatestUpdate latest) {
    this.cursor = new UpdateCursor(correlationId, LatestUpdate.FIRST);
    this.latest = latest;
  }

  @Override
  public long correlationId() {
    return cursor.correlationId;
  }
}
