package io.holdfast.pipeline;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineUpdates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The numbers of every sale, for all to read. The pipeline's thread shows what a batch changed once
 * the acknowledge gate has passed it and before the next batch is executed: so what is shown is the
 * state at the end of that batch, and never ahead of the gate. A batch costs as much as it changed
 * sales, and allocates only where a sale is new.
 */
public final class SaleBoard implements EngineUpdates.SaleListener {
  private final Engine engine;

  /** The writer's: finds without boxing. */
  private final Long2ObjectHashMap<LatestUpdate> own = new Long2ObjectHashMap<>();

  private final Map<Long, LatestUpdate> shown = new ConcurrentHashMap<>();

  /** With the sales that there are already: everything about them was acknowledged before. */
  SaleBoard(final Engine engine) {
    this.engine = engine;
    engine.updates().watchSales();
    publish();
  }

  /** Shows the sales that changed. For the pipeline's thread, when the gate has passed a batch. */
  void publish() {
    engine.updates().changedSales(engine.sequence(), engine.timeMs(), this);
  }

  @Override
  public void onSale(
      final long sale, final DirectBuffer update, final int lengthBytes, final boolean last) {
    LatestUpdate latest = own.get(sale);
    final boolean isNew = latest == null;
    if (isNew) {
      latest = new LatestUpdate(lengthBytes);
      own.put(sale, latest);
    }
    if (last) {
      // Before its last update can be seen: who has read that one finds the sale no more.
      own.remove(sale);
      shown.remove(sale);
    }
    latest.publish(update);
    if (isNew && !last) {
      shown.put(sale, latest);
    }
  }

  /**
   * The numbers of a sale, a SaleUpdate of which {@code correlationId} means nothing and {@code
   * fromSequence} is -1; null if there is no such sale. They go on being the newest until one is
   * marked as the last. Any thread.
   */
  public LatestUpdate find(final long sale) {
    return shown.get(sale);
  }
}
