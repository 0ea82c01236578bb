package io.holdfast.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The plain engine: one step after the other, as docs/reference/commands.md says.
 *
 * <p>The first step is an EpochStart; a later one begins another epoch and changes nothing. Not
 * thread-safe.
 */
public final class PlainEngine {
  private final World world = new World();
  private final CommandReader reader = new CommandReader();
  private final StepOrder order = new StepOrder(world);
  private final Decisions decisions = new Decisions(world);
  private final Conservation conservation = new Conservation(world);

  /**
   * Executes one journaled command.
   *
   * @param sequence one more than the last; the first is the one that the EpochStart names
   * @param timeMs engine time of the step, not before the last; nothing but a Tick may come where
   *     {@link #needsTick}, nor a Tick or an Outage of another time
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
    world.beginStep(sequence, timeMs, command);
    final PlainVerdict verdict = decisions.decide(command);
    world.endStep(verdict);
    return verdict;
  }

  Optional<Violation> checkOrder(final long sequence, final long timeMs, final Command command) {
    return order.check(sequence, timeMs, command);
  }

  /** For the invariants, and for tests that break them. */
  World world() {
    return world;
  }

  /** Folds everything of consequence up to the last step. */
  public long digest() {
    return world.recorder.digest().value();
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
   * Engine time at which the next thing is due: a turn of a sale, a hold, a session, an admission.
   * Not after that of the last step while work is left; {@link Long#MAX_VALUE}: nothing will be
   * due.
   */
  public long nextDueMs() {
    return world.nextDueMs();
  }

  /** Whether a Tick of this time would find something to do. */
  public boolean isDue(final long timeMs) {
    return nextDueMs() <= timeMs;
  }

  /**
   * Whether the next step, if it is of this time, must be a Tick: the first one of a new time while
   * anything is due. (An Outage may be the first all the same.)
   */
  public boolean needsTick(final long timeMs) {
    return order.needsTick(timeMs);
  }

  /** What changed in the last step, in the order in which it happened; gone with the next step. */
  public List<PlainEvent> events() {
    return world.recorder.events();
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

  /** The waiting rooms of all gated sales, in order of creation of the sales. */
  public List<RoomView> rooms() {
    return world.sales.all().stream()
        .map(Sale::room)
        .filter(Objects::nonNull)
        .map(Room::view)
        .toList();
  }

  /** The waiting room of one sale; empty where there is none. */
  public Optional<RoomView> room(final long saleId) {
    return Optional.ofNullable(world.sales.find(saleId)).map(Sale::room).map(Room::view);
  }

  /** The reservation under this id, where it is remembered. */
  public Optional<ReservationView> reservation(final Id id) {
    return Optional.ofNullable(world.memory.findReservation(id))
        .map(reservation -> reservation.view(world.timeMs()));
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
    all.forEach(reservation -> consumer.accept(reservation.view(world.timeMs())));
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
   * Checks the same lines: nobody waits for what is available in an OPEN sale, but where later
   * Ticks go on.
   *
   * @return what is broken first, in words
   */
  public Optional<String> checkTouchedWaitlists() {
    return conservation.checkWaitlists();
  }

  /**
   * Checks every line, its held and sold against the sums over all reservations, the counts of
   * those, and the limits' books. Visits everything.
   *
   * @return what is broken first, in words
   */
  public Optional<String> checkConservation() {
    return conservation.checkAll();
  }
}
