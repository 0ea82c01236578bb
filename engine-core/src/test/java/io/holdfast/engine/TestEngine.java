package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewDecoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with a clock: what is due is done before each command. It keeps books of its own, by
 * which {@link #assertConservation} judges the engine's.
 */
public final class TestEngine {
  /** Every sale that {@link #open} makes has the items 1 to this. */
  public static final int ITEMS = 4;

  public static final long START_MS = 1_000_000;
  public static final long HOLD_MS = 10_000;

  private static final int VIEW_BYTES =
      MessageHeaderDecoder.ENCODED_LENGTH + ReservationViewDecoder.BLOCK_LENGTH;

  public final Engine engine;
  public final TestCommands commands = new TestCommands();
  private final Verdict verdict = new Verdict();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[1_024]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ReservationViewDecoder view = new ReservationViewDecoder();
  private final LinePageDecoder page = new LinePageDecoder();
  private final SalePageDecoder sales = new SalePageDecoder();
  private final TicketViewDecoder ticket = new TicketViewDecoder();
  private final TestCommands ticks = new TestCommands();
  private long timeMs = START_MS;
  private long operatorCommands;
  private long unitsPerLine;

  public TestEngine(final EngineConfig config) {
    this(config, null);
  }

  /**
   * @param sink told the events; null: nobody
   */
  public TestEngine(final EngineConfig config, final EventSink sink) {
    engine = new Engine(sink);
    execute(commands.epochStart(config));
  }

  /** An engine whose sale 1 is open, with so many units of each item. */
  public static TestEngine selling(final EngineConfig config, final long unitsPerLine) {
    return selling(config, unitsPerLine, null);
  }

  /** The same with somebody who is told the events. */
  public static TestEngine selling(
      final EngineConfig config, final long unitsPerLine, final EventSink sink) {
    final TestEngine test = new TestEngine(config, sink);
    test.unitsPerLine = unitsPerLine;
    test.open(1, HOLD_MS);
    return test;
  }

  /** Opens one more sale with the same units of each item. */
  public void open(final long sale, final long holdMs) {
    open(sale, commands.createSale(++operatorCommands, sale, holdMs, "sale " + sale));
  }

  /** Opens one more sale in which a buyer may have so many units. */
  public void openLimited(final long sale, final int buyerLimit) {
    open(sale, commands.createSale(++operatorCommands, sale, HOLD_MS, "limited", 0, buyerLimit));
  }

  /** Opens one more sale with a waiting room. */
  public void openGated(final long sale, final int admissionPerSecond) {
    open(
        sale,
        commands.createSale(++operatorCommands, sale, HOLD_MS, "gated", admissionPerSecond, 0));
  }

  private void open(final long sale, final TestCommands create) {
    accepted(create);
    for (int item = 1; item <= ITEMS; item++) {
      accepted(commands.stock(++operatorCommands, sale, item, unitsPerLine));
    }
    accepted(commands.openSale(++operatorCommands, sale));
  }

  public long timeMs() {
    return timeMs;
  }

  public void passMs(final long durationMs) {
    timeMs += durationMs;
  }

  /** Executes the command now, after the Ticks that must come before it. */
  public Verdict run(final TestCommands command) {
    while (engine.nextDueMs() <= timeMs) {
      tick();
    }
    return execute(command);
  }

  public Verdict tick() {
    return execute(ticks.tick(timeMs));
  }

  /** Executes the command now, after one slice of what is due, as a node in a hurry does. */
  public Verdict runAfterOneTick(final TestCommands command) {
    if (engine.nextDueMs() <= timeMs) {
      tick();
    }
    return execute(command);
  }

  /** Executes the command now, whatever is due; the caller has seen to the Ticks. */
  public Verdict execute(final TestCommands command) {
    engine.execute(command.buffer(), 0, engine.sequence() + 1, timeMs, verdict);
    return verdict;
  }

  public void accepted(final TestCommands command) {
    expect(Code.ACCEPTED, command);
  }

  /** Without allocating, as long as the code is right. */
  public void expect(final Code code, final TestCommands command) {
    if (run(command).code() != code) {
      throw new AssertionError(verdict.code() + " instead of " + code);
    }
  }

  /** State of a reservation; NONE where there is none. */
  public ReservationState state(final long reservation) {
    return view(reservation) ? view.state() : ReservationState.NONE;
  }

  /** Why the node released a waiting entry; ACCEPTED for every other reservation. */
  public Code reason(final long reservation) {
    assertThat(view(reservation)).as("there is reservation %d", reservation).isTrue();
    return view.reason();
  }

  /** Units that a reservation was granted. */
  public int granted(final long reservation) {
    assertThat(view(reservation)).as("there is reservation %d", reservation).isTrue();
    return view.granted();
  }

  public long available(final long sale, final long item) {
    return line(sale, item).available();
  }

  public long held(final long sale, final long item) {
    return line(sale, item).held();
  }

  public long sold(final long sale, final long item) {
    return line(sale, item).sold();
  }

  /** State of a sale; null where there is none. */
  public SaleState saleState(final long sale) {
    final int length = engine.queries().sale(0, sale, reply, 0);
    return length == EngineQueries.NOT_FOUND
        ? null
        : sales.wrapAndApplyHeader(reply, 0, header).sales().next().state();
  }

  /** State of a buyer's ticket; NONE where there is none. */
  public TicketState ticket(final long sale, final long buyer) {
    final int length = engine.queries().ticket(0, sale, buyer, reply, 0);
    return length == EngineQueries.NOT_FOUND
        ? TicketState.NONE
        : ticket.wrapAndApplyHeader(reply, 0, header).state();
  }

  private boolean view(final long reservation) {
    final int length =
        engine.queries().reservation(0, TestCommands.RESERVATION, reservation, reply, 0);
    if (length == EngineQueries.NOT_FOUND) {
      return false;
    }
    view.wrapAndApplyHeader(reply, 0, header);
    return true;
  }

  private LinePageDecoder.LinesDecoder line(final long sale, final long item) {
    assertThat(engine.queries().line(0, sale, item, reply, 0)).isPositive();
    return page.wrapAndApplyHeader(reply, 0, header).lines().next();
  }

  /** Copies everything that can be seen of the live reservations of these numbers. */
  void copyLive(final long first, final long last, final MutableDirectBuffer to) {
    int index = 0;
    for (long id = first; id <= last; id++) {
      to.setMemory(index, VIEW_BYTES, (byte) 0);
      if (view(id)
          && view.state() != ReservationState.RELEASED
          && view.state() != ReservationState.EXPIRED) {
        to.putBytes(index, reply, 0, VIEW_BYTES);
      }
      index += VIEW_BYTES;
    }
  }

  /** The quantities of all lines of a sale. */
  String quantities(final long sale) {
    final StringBuilder all = new StringBuilder();
    for (int item = 1; item <= ITEMS; item++) {
      line(sale, item).appendTo(all).append('\n');
    }
    return all.toString();
  }

  /**
   * Every unit put into sale 1 is where the reservations say it is.
   *
   * @param lastReservation reservations have the numbers from 1 to this
   */
  public void assertConservation(final long lastReservation) {
    final long[] held = new long[ITEMS + 1];
    final long[] sold = new long[ITEMS + 1];
    for (long id = 1; id <= lastReservation; id++) {
      if (view(id) && view.sale() == 1) {
        held[(int) view.item()] += view.state() == ReservationState.HELD ? view.granted() : 0;
        sold[(int) view.item()] += view.confirmed() - view.cancelled();
      }
    }
    for (int item = 1; item <= ITEMS; item++) {
      final LinePageDecoder.LinesDecoder line = line(1, item);
      assertThat(line.held()).as("held of item %d", item).isEqualTo(held[item]);
      assertThat(line.sold()).as("sold of item %d", item).isEqualTo(sold[item]);
      assertThat(line.available())
          .as("available of item %d", item)
          .isEqualTo(unitsPerLine - held[item] - sold[item]);
      assertThat(line.received()).isEqualTo(unitsPerLine);
    }
  }
}
