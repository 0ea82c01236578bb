package io.holdfast.tools.operate;

import io.holdfast.client.SaleUpdate;
import io.holdfast.client.UpdateListener;
import io.holdfast.tools.cli.OperatorMistake;

/**
 * Brings a sale's updates from the client's thread to the one that prints them. Only the newest
 * waits: an output that is slower than the sale gets fewer lines, and each says what it covers.
 */
public final class UpdateQueue implements UpdateListener<SaleUpdate> {
  private SaleUpdate newest;
  private String endReason;

  @Override
  public synchronized void onUpdate(final SaleUpdate update) {
    newest = newest == null || update.isFirst() ? update : covering(newest, update);
    notifyAll();
  }

  /** The later one, as of the update before the earlier one. */
  private static SaleUpdate covering(final SaleUpdate earlier, final SaleUpdate later) {
    return new SaleUpdate(
        later.sale(),
        later.state(),
        later.available(),
        later.held(),
        later.sold(),
        later.soldOut(),
        later.waiting(),
        later.queued(),
        later.admittedUpTo(),
        earlier.fromSequence(),
        later.sequence(),
        later.timeMs(),
        later.last());
  }

  @Override
  public synchronized void onEnd(final String reason) {
    endReason = reason;
    notifyAll();
  }

  /**
   * Waits for the next update.
   *
   * @throws OperatorMistake if none will come
   */
  public synchronized SaleUpdate take() throws InterruptedException {
    while (newest == null) {
      if (endReason != null) {
        throw new OperatorMistake("no more updates: " + endReason);
      }
      wait();
    }
    final SaleUpdate taken = newest;
    newest = null;
    return taken;
  }
}
