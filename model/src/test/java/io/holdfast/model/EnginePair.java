package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineEvent;
import io.holdfast.engine.EngineQueries;
import io.holdfast.engine.Verdict;
import io.holdfast.model.random.CommandGenerator;
import io.holdfast.model.random.Ticks;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/** The plain engine and the fast one at the same step. */
final class EnginePair {
  private static final int FIRST_FINAL_CODE = 3_000;

  private final PlainEngine plain = new PlainEngine();
  private final List<PlainEvent> fastEvents = new ArrayList<>();
  private final Engine fast = new Engine(event -> fastEvents.add(copy(event)));
  private final LimitWatch limits = new LimitWatch(plain.world());
  private final RoomWatch rooms = new RoomWatch(plain.world());
  private final Verdict verdict = new Verdict();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[16 * 1024]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  /** A step after which they differ, or an invariant is broken. */
  static final class DifferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DifferenceException(final String message, final Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * What to execute.
   *
   * @param checksUntouched whether to look at all of the fast engine: a rejected command must leave
   *     it as it was
   */
  record Step(CommandGenerator.Generated command, boolean checksUntouched) {}

  /**
   * Executes a command with the Ticks that come before it, and gives its code.
   *
   * @throws DifferenceException when the engines differ
   */
  Code next(final Step step) {
    final CommandGenerator.Generated command = step.command();
    Ticks.before(plain, command, bytes -> execute(command.timeMs(), bytes));
    if (step.checksUntouched() && plain.isStarted() && !command.isOutage()) {
      executeChecked(command);
    } else {
      execute(command.timeMs(), command.bytes());
    }
    return verdict.code();
  }

  private void executeChecked(final CommandGenerator.Generated command) {
    forgetWhatIsTooOld(command.timeMs());
    final long stateBefore = fast.stateHash();
    final long rejectionsBefore = fast.rejectionsHash();
    execute(command.timeMs(), command.bytes());
    final Code code = verdict.code();
    if (code == Code.ACCEPTED || !fastEvents.isEmpty()) {
      return;
    }
    if (fast.stateHash() != stateBefore) {
      throw new DifferenceException("a rejected command changed the state: " + code, null);
    }
    final boolean binds = code.value() >= FIRST_FINAL_CODE && !verdict.repeated();
    if (!binds && fast.rejectionsHash() != rejectionsBefore) {
      throw new DifferenceException("what binds no id was remembered: " + code, null);
    }
  }

  /** The fast engine drops what is too old a little in every step: until nothing of it is left. */
  private void forgetWhatIsTooOld(final long timeMs) {
    long before;
    do {
      before = fast.stateHash() ^ fast.rejectionsHash();
      execute(timeMs, Ticks.at(timeMs));
    } while ((fast.stateHash() ^ fast.rejectionsHash()) != before);
  }

  private void execute(final long timeMs, final byte[] bytes) {
    final long sequence = plain.lastSequence() + 1;
    final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    final PlainVerdict expected = plain.execute(sequence, timeMs, buffer, 0, bytes.length);
    fastEvents.clear();
    try {
      fast.execute(buffer, 0, sequence, timeMs, verdict);
    } catch (final RuntimeException | AssertionError thrown) {
      throw new DifferenceException(difference(sequence, bytes, expected), thrown);
    }
    final boolean equal =
        fastVerdict().equals(expected)
            && fast.digest() == plain.digest()
            && nextDueMs(fast.nextDueMs()) == nextDueMs(plain.nextDueMs())
            && fastEvents.equals(plain.events());
    if (!equal) {
      throw new DifferenceException(difference(sequence, bytes, expected), null);
    }
    brokenInvariant()
        .ifPresent(
            broken -> {
              throw new DifferenceException(
                  broken + " at step " + sequence + ": " + words(bytes), null);
            });
  }

  /** That something is due already is all that counts. */
  private long nextDueMs(final long dueMs) {
    return Math.max(dueMs, plain.lastTimeMs());
  }

  private Optional<String> brokenInvariant() {
    Optional<String> broken = plain.checkTouchedLines().or(plain::checkTouchedWaitlists);
    for (final PlainEvent event : plain.events()) {
      broken = broken.or(() -> limits.check(event)).or(() -> rooms.check(event));
    }
    return broken;
  }

  private static String words(final byte[] bytes) {
    return new CommandReader().read(new UnsafeBuffer(bytes), 0, bytes.length).toString();
  }

  private String difference(final long sequence, final byte[] bytes, final PlainVerdict expected) {
    return String.format(
        "step %d at %d: %s%n  plain %s, next due %d, digest %016x%n    %s%n"
            + "  fast  %s, next due %d, digest %016x%n    %s",
        sequence,
        plain.lastTimeMs(),
        words(bytes),
        expected,
        plain.nextDueMs(),
        plain.digest(),
        plain.events(),
        fastVerdict(),
        fast.nextDueMs(),
        fast.digest(),
        fastEvents);
  }

  private PlainVerdict fastVerdict() {
    return new PlainVerdict(
        verdict.code(),
        verdict.state(),
        verdict.repeated(),
        verdict.late(),
        verdict.granted(),
        optional(verdict.available()),
        optional(verdict.deadlineMs()),
        verdict.line(),
        optional(verdict.ownReservationHi(), verdict.ownReservationLo()),
        verdict.ticket(),
        optional(verdict.place()),
        optional(verdict.admittedUpTo()));
  }

  static PlainEvent copy(final EngineEvent event) {
    return new PlainEvent(
        event.sequence(),
        event.timeMs(),
        event.index(),
        event.kind(),
        event.reason(),
        event.late(),
        optional(event.reservationHi(), event.reservationLo()),
        event.sale(),
        event.item(),
        event.buyer(),
        event.units(),
        optional(event.deadlineMs()),
        optional(event.available()),
        optional(event.held()),
        optional(event.sold()));
  }

  private static OptionalLong optional(final long value) {
    return value == Verdict.NONE ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Id> optional(final long hi, final long lo) {
    final Id id = new Id(hi, lo);
    return id.isZero() ? Optional.empty() : Optional.of(id);
  }

  /** Everything that can be asked of both. */
  void compareState() {
    assertThat(plain.checkConservation()).isEmpty();
    for (final SaleView sale : plain.sales()) {
      assertThat(sale(sale.sale())).isEqualTo(sale.state().name());
      assertThat(lines(sale.sale())).isEqualTo(plain.lines(sale.sale()));
    }
    for (final RoomView room : plain.rooms()) {
      assertThat(room(room)).isEqualTo(room);
    }
    plain.forEachReservation(
        view ->
            assertThat(reservation(view.reservation()))
                .as(view.toString())
                .isEqualTo(
                    String.format(
                        "%s %d %d %d %d %d %s %s",
                        view.state(),
                        view.asked(),
                        view.granted(),
                        view.confirmed(),
                        view.cancelled(),
                        view.sequence(),
                        view.late(),
                        view.reason())));
  }

  private String sale(final long sale) {
    final int length = fast.queries().sale(0, sale, reply, 0);
    assertThat(length).isNotEqualTo(EngineQueries.NOT_FOUND);
    final SalePageDecoder page = new SalePageDecoder().wrapAndApplyHeader(reply, 0, header);
    return page.sales().next().state().name();
  }

  private List<LineView> lines(final long sale) {
    final int length = fast.queries().lines(0, sale, 0, reply, 0, reply.capacity());
    assertThat(length).isNotEqualTo(EngineQueries.NOT_FOUND);
    final LinePageDecoder page = new LinePageDecoder().wrapAndApplyHeader(reply, 0, header);
    final List<LineView> views = new ArrayList<>();
    for (final LinePageDecoder.LinesDecoder line : page.lines()) {
      views.add(
          new LineView(
              sale,
              line.item(),
              line.received(),
              line.available(),
              line.held(),
              line.sold(),
              line.waitingUnits(),
              line.waiting()));
    }
    return views;
  }

  private RoomView room(final RoomView expected) {
    final int length = fast.queries().room(0, expected.sale(), reply, 0);
    assertThat(length).isNotEqualTo(EngineQueries.NOT_FOUND);
    final RoomViewDecoder view = new RoomViewDecoder().wrapAndApplyHeader(reply, 0, header);
    return new RoomView(
        view.sale(),
        view.joined(),
        optional(view.drawn()),
        view.admittedUpTo(),
        view.admitted(),
        view.waiting(),
        view.active(),
        view.activeIdle(),
        view.done(),
        view.expired(),
        view.left());
  }

  private String reservation(final Id id) {
    final int length = fast.queries().reservation(0, id.hi(), id.lo(), reply, 0);
    assertThat(length).as(id.toString()).isNotEqualTo(EngineQueries.NOT_FOUND);
    final ReservationViewDecoder view =
        new ReservationViewDecoder().wrapAndApplyHeader(reply, 0, header);
    return String.format(
        "%s %d %d %d %d %d %s %s",
        view.state(),
        view.asked(),
        view.granted(),
        view.confirmed(),
        view.cancelled(),
        view.sequence(),
        view.marks().late(),
        view.reason());
  }
}
