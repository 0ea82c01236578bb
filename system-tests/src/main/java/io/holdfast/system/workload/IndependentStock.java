package io.holdfast.system.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The final stock of a sale, calculated from the workload file that was played into it: rows in
 * order against plain maps, nothing shared with the engine, the model or the command line. Needs
 * nothing but a JDK:
 *
 * <pre>java IndependentStock.java SALE WORKLOAD_FILE</pre>
 *
 * prints what {@code holdfast stock list --json} must print for that sale.
 *
 * <p>It assumes what such a run makes true: the sale is open and has no other traffic, no hold
 * lapses before the end, the node's ceilings are not met and nothing it has to remember is
 * forgotten. It trusts that the file was checked; what it cannot read or play ends it with an
 * exception that names the line.
 */
public final class IndependentStock {
  private static final List<String> COLUMNS =
      List.of("at_ms", "action", "reservation", "basket", "buyer", "item", "quantity");

  /** The stock of one item. */
  public static final class Line {
    private final long item;
    private long received;
    private long available;
    private long held;
    private long sold;

    private Line(final long item) {
      this.item = item;
    }

    private String json(final long sale) {
      return String.format(
          "{\"sale\":%d,\"item\":%d,\"received\":%d,\"available\":%d,\"held\":%d,\"sold\":%d,"
              + "\"waiting\":0,\"waitingUnits\":0}",
          sale, item, received, available, held, sold);
    }
  }

  private enum State {
    HELD,
    CONFIRMED,
    RELEASED,
    REFUND_DUE
  }

  private static final class Reservation {
    private final Line line;
    private final long granted;
    private State state = State.HELD;
    private long confirmed;
    private long cancelled;

    private Reservation(final Line line, final long granted) {
      this.line = line;
      this.granted = granted;
      line.available -= granted;
      line.held += granted;
    }

    private void confirm(final long units) {
      line.held -= granted;
      line.sold += units;
      line.available += granted - units;
      confirmed = units;
      state = State.CONFIRMED;
    }

    private void release() {
      line.held -= granted;
      line.available += granted;
      state = State.RELEASED;
    }
  }

  private record Row(long line, Map<String, String> values) {
    private String get(final String column) {
      return values.get(column);
    }

    private boolean has(final String column) {
      return !get(column).isEmpty();
    }

    private long quantity() {
      return Long.parseLong(get("quantity"));
    }

    private boolean isBasketLine() {
      return get("action").equals("reserve") && has("basket");
    }
  }

  private final long sale;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();
  private final Map<String, List<Reservation>> baskets = new HashMap<>();
  private final Set<String> refusedReservations = new HashSet<>();
  private final Set<String> refusedBaskets = new HashSet<>();

  private IndependentStock(final long sale) {
    this.sale = sale;
  }

  /** Prints the final stock: SALE WORKLOAD_FILE. */
  public static void main(final String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java IndependentStock.java SALE WORKLOAD_FILE");
      System.exit(2);
    }
    System.out.println(json(Long.parseLong(args[0]), Path.of(args[1])));
  }

  /** The final stock of a sale as JSON: an array with one object per line, in order of creation. */
  public static String json(final long sale, final Path workloadFile) throws IOException {
    final IndependentStock stock = new IndependentStock(sale);
    stock.play(workloadFile);
    final List<String> objects = new ArrayList<>();
    for (final Line line : stock.lines.values()) {
      if (line.available + line.held + line.sold != line.received) {
        throw new IllegalStateException("not conserved: " + line.json(sale));
      }
      objects.add(line.json(sale));
    }
    return "[" + String.join(",", objects) + "]";
  }

  private void play(final Path workloadFile) throws IOException {
    try (BufferedReader text = Files.newBufferedReader(workloadFile)) {
      final CsvRows rows = new CsvRows(text);
      Row row = rows.next();
      while (row != null) {
        final List<Row> together = new ArrayList<>(List.of(row));
        Row next = rows.next();
        while (next != null
            && row.isBasketLine()
            && next.isBasketLine()
            && next.get("basket").equals(row.get("basket"))) {
          together.add(next);
          next = rows.next();
        }
        play(row, together);
        row = next;
      }
    }
  }

  private void play(final Row row, final List<Row> together) {
    switch (row.get("action")) {
      case "restock" -> restock(row);
      case "reserve" -> {
        if (row.isBasketLine()) {
          reserveBasket(row.get("basket"), together);
        } else {
          reserve(row);
        }
      }
      case "confirm" -> {
        if (row.has("reservation")) {
          confirm(row);
        } else {
          confirmBasket(baskets.getOrDefault(row.get("basket"), List.of()));
        }
      }
      case "release" -> {
        if (row.has("reservation")) {
          releaseAll(listOfOne(row));
        } else {
          releaseAll(baskets.getOrDefault(row.get("basket"), List.of()));
        }
      }
      case "cancel" -> cancel(row);
      default ->
          throw new IllegalArgumentException(
              "line " + row.line() + ": cannot play '" + row.get("action") + "'");
    }
  }

  private void restock(final Row row) {
    final Line line = lines.computeIfAbsent(row.get("item"), item -> new Line(narrowId(item)));
    line.received += row.quantity();
    line.available += row.quantity();
  }

  private void reserve(final Row row) {
    final String name = row.get("reservation");
    final Line line = lines.get(row.get("item"));
    if (isKnown(name) || line == null) {
      return;
    }
    if (line.available < row.quantity()) {
      refusedReservations.add(name);
      return;
    }
    reservations.put(name, new Reservation(line, row.quantity()));
  }

  private boolean isKnown(final String reservation) {
    return reservations.containsKey(reservation) || refusedReservations.contains(reservation);
  }

  private void reserveBasket(final String basket, final List<Row> rows) {
    if (baskets.containsKey(basket) || refusedBaskets.contains(basket)) {
      return;
    }
    final Set<String> names = new HashSet<>();
    for (final Row row : rows) {
      // Neither of these is remembered: the basket may come again.
      if (!names.add(row.get("reservation")) || !lines.containsKey(row.get("item"))) {
        return;
      }
    }
    final Map<Line, Long> asked = new HashMap<>();
    for (final Row row : rows) {
      final Line line = lines.get(row.get("item"));
      final long units = asked.merge(line, row.quantity(), Long::sum);
      if (isKnown(row.get("reservation")) || units > line.available) {
        refusedBaskets.add(basket);
        return;
      }
    }
    final List<Reservation> held = new ArrayList<>();
    for (final Row row : rows) {
      final Reservation reservation = new Reservation(lines.get(row.get("item")), row.quantity());
      reservations.put(row.get("reservation"), reservation);
      held.add(reservation);
    }
    baskets.put(basket, held);
  }

  private void confirm(final Row row) {
    final Reservation reservation = reservations.get(row.get("reservation"));
    if (reservation == null) {
      return;
    }
    final long units = row.has("quantity") ? row.quantity() : reservation.granted;
    if (units > reservation.granted) {
      return;
    }
    if (reservation.state == State.HELD) {
      reservation.confirm(units);
    } else if (reservation.state == State.RELEASED) {
      reservation.state = State.REFUND_DUE;
    }
  }

  private static void confirmBasket(final List<Reservation> basket) {
    boolean someHeld = false;
    boolean someGone = false;
    for (final Reservation line : basket) {
      if (line.state == State.CONFIRMED && line.confirmed != line.granted) {
        return;
      }
      someHeld |= line.state == State.HELD;
      someGone |= line.state == State.RELEASED || line.state == State.REFUND_DUE;
    }
    if (someHeld && someGone) {
      return;
    }
    for (final Reservation line : basket) {
      if (line.state == State.HELD) {
        line.confirm(line.granted);
      } else if (line.state == State.RELEASED) {
        line.state = State.REFUND_DUE;
      }
    }
  }

  private List<Reservation> listOfOne(final Row row) {
    final Reservation reservation = reservations.get(row.get("reservation"));
    return reservation == null ? List.of() : List.of(reservation);
  }

  private static void releaseAll(final List<Reservation> together) {
    for (final Reservation reservation : together) {
      if (reservation.state != State.HELD && reservation.state != State.RELEASED) {
        return;
      }
    }
    for (final Reservation reservation : together) {
      if (reservation.state == State.HELD) {
        reservation.release();
      }
    }
  }

  private void cancel(final Row row) {
    final Reservation purchase = reservations.get(row.get("reservation"));
    if (purchase == null || purchase.state != State.CONFIRMED) {
      return;
    }
    final long left = purchase.confirmed - purchase.cancelled;
    final long units = row.has("quantity") ? row.quantity() : left;
    if (units > left) {
      return;
    }
    purchase.cancelled += units;
    purchase.line.sold -= units;
    purchase.line.available += units;
  }

  /** The first 53 bits of the hash of sale, kind and text; 0 becomes 1. */
  private long narrowId(final String item) {
    final byte[] text = (sale + "/item/" + item).getBytes(StandardCharsets.UTF_8);
    try {
      final byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      final long id = ByteBuffer.wrap(hash).getLong() >>> 11;
      return id == 0 ? 1 : id;
    } catch (final NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Splits CSV: commas, double quotes, quotes doubled inside quotes, line ends inside quotes. */
  private static final class CsvRows {
    private final BufferedReader text;
    private final List<String> header;
    private long lineNumber = 1;

    private CsvRows(final BufferedReader text) throws IOException {
      this.text = text;
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      header = record();
      if (header == null || !header.containsAll(COLUMNS)) {
        throw new IllegalArgumentException("line 1: not the header of a workload file: " + header);
      }
    }

    private Row next() throws IOException {
      final long start = lineNumber;
      final List<String> values = record();
      if (values == null) {
        return null;
      }
      if (values.size() != header.size()) {
        throw new IllegalArgumentException("line " + start + ": " + values.size() + " values");
      }
      final Map<String, String> byColumn = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        byColumn.put(header.get(i), values.get(i));
      }
      return new Row(start, byColumn);
    }

    private List<String> record() throws IOException {
      final List<String> values = new ArrayList<>();
      final StringBuilder value = new StringBuilder();
      boolean quoted = false;
      int next = text.read();
      if (next < 0) {
        return null;
      }
      while (quoted || (next >= 0 && next != '\n')) {
        if (next < 0) {
          throw new IllegalArgumentException("line " + lineNumber + ": a quote is not closed");
        }
        if (next == '\n') {
          lineNumber++;
        }
        if (next == '"') {
          quoted = !quoted;
          text.mark(1);
          if (!quoted && text.read() == '"') {
            value.append('"');
            quoted = true;
          } else if (!quoted) {
            text.reset();
          }
        } else if (next == ',' && !quoted) {
          values.add(value.toString());
          value.setLength(0);
        } else if (next != '\r' || quoted) {
          value.append((char) next);
        }
        next = text.read();
      }
      lineNumber++;
      values.add(value.toString());
      return values;
    }
  }
}
