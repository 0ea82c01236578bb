package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.LineInfo;
import io.holdfast.client.SaleInfo;
import io.holdfast.engine.EngineQueries;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.tools.operate.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sales, stock and queues of an engine as they stand, asked for as a client would.
 *
 * @param sales in order of their creation
 * @param lines of these sales
 * @param rooms the waiting rooms of those that have one
 */
public record StateReport(List<SaleInfo> sales, List<LineInfo> lines, List<Room> rooms) {
  private static final int PAGE_BYTES = 64 * 1024;
  private static final int LAST_PAGE = -1;

  /** Counts of one waiting room. */
  public record Room(
      long sale, long joined, int waiting, int active, long done, long expired, long left) {}

  /**
   * Asks for everything, or for one sale and one item.
   *
   * @param sale only this one, or null
   * @param item only this one, or null
   */
  public static StateReport of(final EngineQueries queries, final Long sale, final Long item) {
    return new Reader(queries).report(sale, item);
  }

  /** The rows of {@code stock list --json}. */
  public JsonArray stock() {
    return Views.lines(lines);
  }

  /** A row a sale, with its waiting room's counts where it has one. */
  public JsonArray salesJson() {
    final JsonArray json = new JsonArray();
    for (final SaleInfo sale : sales) {
      final JsonObject row = Views.sale(sale);
      rooms.stream()
          .filter(room -> room.sale() == sale.sale())
          .findFirst()
          .ifPresent(room -> row.add("queue", queue(room)));
      json.add(row);
    }
    return json;
  }

  private static JsonObject queue(final Room room) {
    final JsonObject json = new JsonObject();
    json.addProperty("joined", room.joined());
    json.addProperty("waiting", room.waiting());
    json.addProperty("active", room.active());
    json.addProperty("done", room.done());
    json.addProperty("expired", room.expired());
    json.addProperty("left", room.left());
    return json;
  }

  /**
   * The same for people.
   *
   * @param withLines every line; else the sales only
   */
  public List<String> text(final boolean withLines) {
    if (sales.isEmpty()) {
      return List.of("no sales");
    }
    final List<String> text = new ArrayList<>(Views.salesText(sales));
    for (final Room room : rooms) {
      text.add(
          String.format(
              Locale.ROOT,
              "queue of sale %d: joined %,d, waiting %,d, active %,d, done %,d, expired %,d, left %,d",
              room.sale(),
              room.joined(),
              room.waiting(),
              room.active(),
              room.done(),
              room.expired(),
              room.left()));
    }
    if (withLines && !lines.isEmpty()) {
      text.addAll(Views.linesText(lines));
    }
    return text;
  }

  /** Turns pages. */
  private static final class Reader {
    private final EngineQueries queries;
    private final UnsafeBuffer page = new UnsafeBuffer(new byte[PAGE_BYTES]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SalePageDecoder salePage = new SalePageDecoder();
    private final LinePageDecoder linePage = new LinePageDecoder();
    private final RoomViewDecoder roomView = new RoomViewDecoder();

    Reader(final EngineQueries queries) {
      this.queries = queries;
    }

    StateReport report(final Long sale, final Long item) {
      final List<SaleInfo> sales =
          sales().stream().filter(info -> sale == null || info.sale() == sale).toList();
      final List<LineInfo> lines = new ArrayList<>();
      final List<Room> rooms = new ArrayList<>();
      for (final SaleInfo info : sales) {
        lines(info.sale()).stream()
            .filter(line -> item == null || line.item() == item)
            .forEach(lines::add);
        if (info.gated()) {
          rooms.add(room(info.sale()));
        }
      }
      return new StateReport(sales, lines, rooms);
    }

    private List<SaleInfo> sales() {
      final List<SaleInfo> sales = new ArrayList<>();
      int from = 0;
      while (from != LAST_PAGE) {
        queries.sales(0, from, page, 0, PAGE_BYTES);
        salePage.wrapAndApplyHeader(page, 0, header);
        from = salePage.next();
        for (final SalePageDecoder.SalesDecoder row : salePage.sales()) {
          sales.add(sale(row));
        }
      }
      return sales;
    }

    private static SaleInfo sale(final SalePageDecoder.SalesDecoder row) {
      return new SaleInfo(
          row.sale(),
          row.name(),
          row.state(),
          optional(row.opensAtMs()),
          optional(row.closesAtMs()),
          optional(row.graceUntilMs()),
          row.holdMs(),
          row.paymentMs(),
          row.maxHoldMs(),
          row.retentionMs(),
          row.buyerLimit(),
          row.buyerLineLimit(),
          row.groupLimit(),
          row.groupLineLimit(),
          row.gated() != 0,
          row.received(),
          row.available(),
          row.held(),
          row.sold(),
          row.lines());
    }

    private static OptionalLong optional(final long value) {
      return value == CreateSaleDecoder.opensAtMsNullValue()
          ? OptionalLong.empty()
          : OptionalLong.of(value);
    }

    private List<LineInfo> lines(final long sale) {
      final List<LineInfo> lines = new ArrayList<>();
      int from = 0;
      while (from != LAST_PAGE) {
        queries.lines(0, sale, from, page, 0, PAGE_BYTES);
        linePage.wrapAndApplyHeader(page, 0, header);
        from = linePage.next();
        for (final LinePageDecoder.LinesDecoder row : linePage.lines()) {
          lines.add(
              new LineInfo(
                  sale,
                  row.item(),
                  row.received(),
                  row.available(),
                  row.held(),
                  row.sold(),
                  row.waiting(),
                  row.waitingUnits()));
        }
      }
      return lines;
    }

    private Room room(final long sale) {
      queries.room(0, sale, page, 0);
      roomView.wrapAndApplyHeader(page, 0, header);
      return new Room(
          sale,
          roomView.joined(),
          roomView.waiting(),
          roomView.active(),
          roomView.done(),
          roomView.expired(),
          roomView.left());
    }
  }
}
