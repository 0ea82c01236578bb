package io.holdfast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** An engine's state while it is loaded: what is there so far, by its numbers. */
final class LoadedState {
  final EngineState engine;
  final Records records;

  private final List<Sale> sales = new ArrayList<>();
  private Line[] lines = new Line[1_024];
  private int lineCount;
  private long[] held = new long[1_024];
  private long[] sold = new long[1_024];

  /** Reservations so far; their records are the first, in the order of their numbers. */
  int reservations;

  int baskets;
  int commands;
  int tickets;
  int sessions;
  int backlog;

  /** Order that the next deadline gets. */
  final long nextOrder;

  LoadedState(final EngineState engine, final long nextOrder) {
    this.engine = engine;
    this.nextOrder = nextOrder;
    this.records = engine.records;
  }

  void add(final Sale sale) {
    sales.add(sale);
  }

  void add(final Line line) {
    if (lineCount == lines.length) {
      lines = Arrays.copyOf(lines, 2 * lineCount);
      held = Arrays.copyOf(held, 2 * lineCount);
      sold = Arrays.copyOf(sold, 2 * lineCount);
    }
    lines[lineCount++] = line;
  }

  int sales() {
    return sales.size();
  }

  int lines() {
    return lineCount;
  }

  Sale sale(final int number) {
    if (number < 0 || number >= sales.size()) {
      throw new StateException("there is no sale number " + number);
    }
    return sales.get(number);
  }

  Line line(final int number) {
    if (number < 0 || number >= lineCount) {
      throw new StateException("there is no line number " + number);
    }
    return lines[number];
  }

  /** Refuses an id that stands for something else already: only one of both would be found. */
  void checkIsNew(final long hi, final long lo) {
    if (engine.store.index().find(hi, lo) != Records.NULL) {
      throw new StateException("the id " + new UUID(hi, lo) + " comes twice");
    }
  }

  /** Refuses a tier that no command can have. */
  static void checkTier(final int tier) {
    if (tier > ReserveHandler.HIGHEST_TIER) {
      throw new StateException("tier " + tier + " is none");
    }
  }

  /** Units of a reservation on a line, which its quantities must add up to. */
  void count(final int line, final long heldUnits, final long soldUnits) {
    held[line] += heldUnits;
    sold[line] += soldUnits;
  }

  /** The record of a reservation's number. */
  int reservation(final int number) {
    if (number < 0 || number >= reservations) {
      throw new StateException("there is no reservation number " + number);
    }
    return number + 1;
  }

  /** The index of a ticket's number. */
  int ticket(final int number) {
    if (number < 0 || number >= tickets) {
      throw new StateException("there is no ticket number " + number);
    }
    return number + 1;
  }

  /** To be called when everything is there: what follows from it, and whether it fits together. */
  void finish() {
    for (int number = 0; number < lineCount; number++) {
      final Line line = lines[number];
      if (line.held() != held[number] || line.sold() != sold[number]) {
        throw new StateException(
            "line "
                + line.item
                + " of sale "
                + line.sale.id
                + " has "
                + line.held()
                + " units held and "
                + line.sold()
                + " sold, its reservations add up to "
                + held[number]
                + " and "
                + sold[number]);
      }
      if (line.owes() != line.inBacklog) {
        throw new StateException(
            "line " + line.item + " of sale " + line.sale.id + " owes units nobody would deliver");
      }
      engine.dues.update(line);
    }
    for (final Sale sale : sales) {
      if (sale.isClosed()) {
        engine.closing.add(sale);
      }
    }
    engine.sales.findNextTurn();
    checkCeiling("reservations", engine.store.reservations(), engine.config.maxReservations());
    checkCeiling("command ids", engine.store.commandIds(), engine.config.maxCommandIds());
    checkCeiling("sales", sales.size(), engine.config.maxSales());
    checkCeiling("lines", lineCount, engine.config.maxLines());
    checkCeiling("places in queues", engine.tickets.placesGiven, engine.config.maxTickets());
  }

  private static void checkCeiling(final String what, final int there, final int most) {
    if (there > most) {
      throw new StateException(there + " " + what + ", but the ceiling is " + most);
    }
  }
}
