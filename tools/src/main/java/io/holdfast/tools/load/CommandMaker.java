package io.holdfast.tools.load;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.Id;
import io.holdfast.client.Session;
import io.holdfast.tools.workload.WorkloadIds;
import io.holdfast.tools.workload.WorkloadRow;
import io.holdfast.tools.workload.WorkloadStep;
import java.util.ArrayList;
import java.util.List;

/** Makes the commands of one sale out of the steps of a workload. Not thread-safe. */
final class CommandMaker {
  private static final int NO_GROUP = 0;
  private static final int FIRST_TIER = 0;
  private static final int NO_FLAGS = 0;

  private record Line(Id reservation, long item, int quantity) {}

  private final long sale;
  private final WorkloadIds ids;

  CommandMaker(final long sale) {
    this.sale = sale;
    this.ids = new WorkloadIds(sale);
  }

  PlayCommand commandOf(final WorkloadStep step) {
    final WorkloadRow row = step.first();
    return new PlayCommand(row.row(), row.action(), step.atMs(), senderOf(step));
  }

  private PlayCommand.Sender senderOf(final WorkloadStep step) {
    final WorkloadRow row = step.first();
    return switch (row.action()) {
      case RESERVE -> step.isBasket() ? reserveBasket(step.rows()) : reserve(row);
      case CONFIRM -> row.isOnWholeBasket() ? confirmBasket(row) : confirm(row);
      case RELEASE -> row.isOnWholeBasket() ? releaseBasket(row) : release(row);
      case CANCEL -> cancel(row);
      case RESTOCK -> restock(row);
      case BEGIN_PAYMENT -> row.isOnWholeBasket() ? beginPaymentOfBasket(row) : beginPayment(row);
      case JOIN -> join(row);
      case LEAVE -> leave(row);
    };
  }

  private PlayCommand.Sender reserve(final WorkloadRow row) {
    final Id id = ids.reservation(row.reservation());
    final long item = ids.item(row.item());
    final long buyer = ids.buyer(row.buyer());
    final int quantity = Math.toIntExact(row.quantity());
    return (session, number, scratch) ->
        session.reserve(
            number, id.hi(), id.lo(), sale, item, buyer, NO_GROUP, quantity, FIRST_TIER, NO_FLAGS);
  }

  private PlayCommand.Sender reserveBasket(final List<WorkloadRow> rows) {
    final Id basket = ids.basket(rows.get(0).basket());
    final long buyer = ids.buyer(rows.get(0).buyer());
    final List<Line> lines = new ArrayList<>(rows.size());
    for (final WorkloadRow row : rows) {
      lines.add(
          new Line(
              ids.reservation(row.reservation()),
              ids.item(row.item()),
              Math.toIntExact(row.quantity())));
    }
    return (session, number, scratch) -> {
      scratch.clear();
      for (final Line line : lines) {
        scratch.add(line.reservation().hi(), line.reservation().lo(), line.item(), line.quantity());
      }
      return session.reserveBasket(
          number, basket.hi(), basket.lo(), sale, buyer, NO_GROUP, FIRST_TIER, scratch);
    };
  }

  private PlayCommand.Sender beginPayment(final WorkloadRow row) {
    final Id id = ids.reservation(row.reservation());
    return (session, number, scratch) -> session.beginPayment(number, id.hi(), id.lo());
  }

  private PlayCommand.Sender beginPaymentOfBasket(final WorkloadRow row) {
    final Id id = ids.basket(row.basket());
    return (session, number, scratch) -> session.beginPaymentBasket(number, id.hi(), id.lo());
  }

  private PlayCommand.Sender confirm(final WorkloadRow row) {
    final Id id = ids.reservation(row.reservation());
    final int quantity = unitsOrAll(row);
    return (session, number, scratch) -> session.confirm(number, id.hi(), id.lo(), quantity);
  }

  private PlayCommand.Sender confirmBasket(final WorkloadRow row) {
    final Id id = ids.basket(row.basket());
    return (session, number, scratch) -> session.confirmBasket(number, id.hi(), id.lo());
  }

  private PlayCommand.Sender release(final WorkloadRow row) {
    final Id id = ids.reservation(row.reservation());
    return (session, number, scratch) -> session.release(number, id.hi(), id.lo());
  }

  private PlayCommand.Sender releaseBasket(final WorkloadRow row) {
    final Id id = ids.basket(row.basket());
    return (session, number, scratch) -> session.releaseBasket(number, id.hi(), id.lo());
  }

  private PlayCommand.Sender cancel(final WorkloadRow row) {
    final Id cancellation = ids.row(row.row());
    final Id id = ids.reservation(row.reservation());
    final int quantity = unitsOrAll(row);
    return (session, number, scratch) ->
        session.cancel(number, cancellation.hi(), cancellation.lo(), id.hi(), id.lo(), quantity);
  }

  private PlayCommand.Sender restock(final WorkloadRow row) {
    final AdjustStockRequest request =
        AdjustStockRequest.add(ids.row(row.row()), sale, ids.item(row.item()), row.quantity())
            .because("load", "workload row " + row.row());
    return (session, number, scratch) -> session.adjustStock(number, request);
  }

  private PlayCommand.Sender join(final WorkloadRow row) {
    final long buyer = ids.buyer(row.buyer());
    return (session, number, scratch) -> session.joinQueue(number, sale, buyer);
  }

  private PlayCommand.Sender leave(final WorkloadRow row) {
    final long buyer = ids.buyer(row.buyer());
    return (session, number, scratch) -> session.leaveQueue(number, sale, buyer);
  }

  private static int unitsOrAll(final WorkloadRow row) {
    return row.quantity() == WorkloadRow.ALL ? Session.ALL_UNITS : Math.toIntExact(row.quantity());
  }
}
