package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The plain engine: one step after the other, as docs/reference/commands.md says.
 *
 * <p>The first step, and only that, is an EpochStart. Not thread-safe.
 */
public final class PlainEngine {
  private static final int FIRST_FINAL_CODE = 3000;

  private final World world = new World();
  private final CommandReader reader = new CommandReader();
  private final StepOrder order = new StepOrder(world);
  private final Repeats repeats = new Repeats(world);
  private final Reservations reservations = new Reservations(world);
  private final BasketReserve basketReserve = new BasketReserve(world);
  private final BasketConfirm basketConfirm = new BasketConfirm(world);
  private final BasketRelease basketRelease = new BasketRelease(world);
  private final Cancels cancels = new Cancels(world);
  private final SaleCommands saleCommands = new SaleCommands(world);
  private final StockCommands stockCommands = new StockCommands(world);
  private final Ticks ticks = new Ticks(world);
  private final Conservation conservation = new Conservation(world);

  /**
   * Executes one journaled command.
   *
   * @param sequence one more than the last; the first is the one that the EpochStart names
   * @param timeMs engine time of the step, not before the last; nothing but a Tick may come while
   *     something is overdue
   * @param length of the SBE header, block, groups and data, in bytes, without padding
   * @throws UnreadableCommandException when the bytes are not exactly one command; nothing has
   *     changed then
   * @throws IllegalArgumentException when the step cannot come next; nothing has changed then
   */
  public PlainVerdict execute(
      final long sequence,
      final long timeMs,
      final DirectBuffer buffer,
      final int offset,
      final int length) {
    return execute(sequence, timeMs, reader.read(buffer, offset, length));
  }

  PlainVerdict execute(final long sequence, final long timeMs, final Command command) {
    checkOrder(sequence, timeMs, command)
        .ifPresent(
            violation -> {
              throw new IllegalArgumentException(violation.text());
            });
    world.beginStep(sequence, timeMs);
    final PlainVerdict verdict = judge(command);
    world.endStep(verdict);
    return verdict;
  }

  Optional<Violation> checkOrder(final long sequence, final long timeMs, final Command command) {
    return order.check(sequence, timeMs, command);
  }

  private PlainVerdict judge(final Command command) {
    if (command instanceof Command.WithId withId) {
      return judgeOnce(withId);
    }
    if (command instanceof Command.Confirm confirm) {
      return reservations.confirm(confirm);
    }
    if (command instanceof Command.ConfirmBasket confirm) {
      return basketConfirm.confirm(confirm);
    }
    if (command instanceof Command.Release release) {
      return reservations.release(release);
    }
    if (command instanceof Command.ReleaseBasket release) {
      return basketRelease.release(release);
    }
    if (command instanceof Command.EpochStart start) {
      world.configure(start.ceilings());
      return PlainVerdict.of(Code.ACCEPTED);
    }
    return ticks.tick();
  }

  /** A known id is judged against what was remembered; a final rejection binds a new one. */
  private PlainVerdict judgeOnce(final Command.WithId command) {
    if (command.lacksId()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Known known = world.memory.find(command.id());
    if (known != null) {
      return repeats.answer(known, command);
    }
    final PlainVerdict verdict = judgeAnew(command);
    if (verdict.code().value() >= FIRST_FINAL_CODE) {
      world.memory.addRejection(
          new Known.Rejection(command, verdict.code(), verdict.line(), world.timeMs()));
    }
    return verdict;
  }

  private PlainVerdict judgeAnew(final Command.WithId command) {
    if (command instanceof Command.Reserve reserve) {
      return reservations.reserve(reserve);
    }
    if (command instanceof Command.ReserveBasket reserve) {
      return basketReserve.reserve(reserve);
    }
    if (command instanceof Command.Cancel cancel) {
      return cancels.cancel(cancel);
    }
    if (command instanceof Command.CreateSale create) {
      return saleCommands.create(create);
    }
    if (command instanceof Command.OpenSale open) {
      return saleCommands.open(open);
    }
    if (command instanceof Command.CloseSale close) {
      return saleCommands.close(close);
    }
    return stockCommands.adjust((Command.AdjustStock) command);
  }

  /** For tests that break it. */
  World world() {
    return world;
  }

  /** Folds everything of consequence up to the last step. */
  public long digest() {
    return world.digest.value();
  }

  /** Sequence of the last step. */
  public long lastSequence() {
    return world.sequence();
  }

  /** Engine time of the last step. */
  public long lastTimeMs() {
    return world.timeMs();
  }

  /** Whether the first step, an EpochStart, was executed. */
  public boolean isStarted() {
    return world.isConfigured();
  }

  /**
   * Engine time at which the next hold, opening or closing is due; {@link Long#MAX_VALUE}: nothing
   * will be.
   */
  public long nextDueMs() {
    return world.agenda.nextDueMs();
  }

  /** Whether Ticks must come before any command of this time. */
  public boolean overdue(final long timeMs) {
    return nextDueMs() <= timeMs;
  }

  /** All sales, in order of their creation. */
  public List<SaleView> sales() {
    return world.sales.all().stream().map(Sale::view).toList();
  }

  /** The lines of all sales, in order of creation of the sales and of the lines in each. */
  public List<LineView> lines() {
    return world.sales.all().stream()
        .map(Sale::lines)
        .flatMap(Collection::stream)
        .map(Line::view)
        .toList();
  }

  /** The lines of one sale in order of their creation; none where there is no such sale. */
  public List<LineView> lines(final long saleId) {
    final Sale sale = world.sales.find(saleId);
    return sale == null ? List.of() : sale.lines().stream().map(Line::view).toList();
  }

  /** The reservation under this id, where it is remembered. */
  public Optional<ReservationView> reservation(final Id id) {
    return Optional.ofNullable(world.memory.findReservation(id)).map(Reservation::view);
  }

  /** Hands over every remembered reservation, in the order in which they were made. */
  public void forEachReservation(final Consumer<ReservationView> consumer) {
    final List<Reservation> all = new ArrayList<>();
    for (final Known known : world.memory.all()) {
      if (known instanceof Reservation reservation) {
        all.add(reservation);
      }
    }
    all.sort(
        Comparator.comparingLong(Reservation::sequence).thenComparingInt(Reservation::lineIndex));
    all.forEach(reservation -> consumer.accept(reservation.view()));
  }

  /**
   * Checks the lines that the last step changed: no quantity negative, available + held + sold =
   * received. Cheap enough for every step.
   *
   * @return what is broken first, in words
   */
  public Optional<String> checkTouchedLines() {
    return conservation.checkTouched();
  }

  /**
   * Checks every line, its held and sold against the sums over all reservations, and the counts of
   * those. Visits everything.
   *
   * @return what is broken first, in words
   */
  public Optional<String> checkConservation() {
    return conservation.checkAll();
  }
}
