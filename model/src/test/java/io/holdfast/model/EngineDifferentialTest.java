package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineQueries;
import io.holdfast.engine.Verdict;
import io.holdfast.model.random.CommandGenerator;
import io.holdfast.model.random.Ticks;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.test.Seed;
import io.holdfast.test.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The plain engine and the fast one, fed the same random commands, say and do the same. */
final class EngineDifferentialTest {
  private static final int SEEDS = 150;
  private static final int SLOW_SEEDS = 5_000;
  private static final int SLOW_LIMIT_SECONDS = 1_800;
  private static final int COMMANDS = 2_000;
  private static final int COMPARE_STATE_EVERY = 100;

  @Test
  void sayAndDoTheSame(@Seed final long firstSeed) {
    compare(firstSeed, SEEDS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(SLOW_LIMIT_SECONDS)
  void sayAndDoTheSameForLong(@Seed final long firstSeed) {
    compare(firstSeed, SLOW_SEEDS);
  }

  private static void compare(final long firstSeed, final int seeds) {
    for (int n = 0; n < seeds; n++) {
      final long seed = firstSeed + n;
      final Pair pair = new Pair(seed);
      for (int i = 0; i < COMMANDS; i++) {
        pair.next();
        if (i % COMPARE_STATE_EVERY == 0) {
          pair.compareState();
        }
      }
      pair.compareState();
    }
  }

  /** Both engines at the same step. */
  private static final class Pair {
    private final PlainEngine plain = new PlainEngine();
    private final Engine fast = new Engine();
    private final Verdict verdict = new Verdict();
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[16 * 1024]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandGenerator generator;
    private final long seed;

    Pair(final long seed) {
      this.seed = seed;
      generator = new CommandGenerator(seed);
    }

    void next() {
      final CommandGenerator.Generated command = generator.next();
      while (plain.overdue(command.timeMs())) {
        execute(command.timeMs(), Ticks.at(command.timeMs()));
      }
      execute(command.timeMs(), command.bytes());
    }

    private void execute(final long timeMs, final byte[] bytes) {
      final long sequence = plain.lastSequence() + 1;
      final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
      final PlainVerdict expected = plain.execute(sequence, timeMs, buffer, 0, bytes.length);
      try {
        fast.execute(buffer, 0, sequence, timeMs, verdict);
      } catch (final RuntimeException | AssertionError thrown) {
        throw new AssertionError(difference(sequence, buffer, bytes.length, expected), thrown);
      }
      final boolean equal =
          fastVerdict().equals(expected)
              && fast.digest() == plain.digest()
              && fast.nextDueMs() == plain.nextDueMs();
      if (!equal) {
        throw new AssertionError(difference(sequence, buffer, bytes.length, expected));
      }
    }

    private String difference(
        final long sequence,
        final UnsafeBuffer buffer,
        final int length,
        final PlainVerdict expected) {
      return String.format(
          "seed %d, step %d: %s%n  plain %s, next due %d, digest %016x%n  fast  %s, next due %d, digest %016x",
          seed,
          sequence,
          new CommandReader().read(buffer, 0, length),
          expected,
          plain.nextDueMs(),
          plain.digest(),
          fastVerdict(),
          fast.nextDueMs(),
          fast.digest());
    }

    private PlainVerdict fastVerdict() {
      return new PlainVerdict(
          verdict.code(),
          verdict.state(),
          (verdict.marks() & 1) != 0,
          (verdict.marks() & 2) != 0,
          verdict.granted(),
          optional(verdict.available()),
          optional(verdict.deadlineMs()),
          verdict.line());
    }

    private static OptionalLong optional(final long value) {
      return value == Verdict.NONE ? OptionalLong.empty() : OptionalLong.of(value);
    }

    void compareState() {
      assertThat(plain.checkConservation()).as("seed %d", seed).isEmpty();
      for (final SaleView sale : plain.sales()) {
        assertThat(sale(sale.sale())).as("seed %d", seed).isEqualTo(sale.state().name());
        assertThat(lines(sale.sale())).as("seed %d", seed).isEqualTo(plain.lines(sale.sale()));
      }
      plain.forEachReservation(
          view ->
              assertThat(reservation(view.reservation()))
                  .as("seed %d, %s", seed, view)
                  .isEqualTo(
                      view.state()
                          + " "
                          + view.confirmed()
                          + " "
                          + view.cancelled()
                          + " "
                          + view.sequence()));
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
                sale, line.item(), line.received(), line.available(), line.held(), line.sold()));
      }
      return views;
    }

    private String reservation(final Id id) {
      final int length = fast.queries().reservation(0, id.hi(), id.lo(), reply, 0);
      assertThat(length).as(id.toString()).isNotEqualTo(EngineQueries.NOT_FOUND);
      final ReservationViewDecoder view =
          new ReservationViewDecoder().wrapAndApplyHeader(reply, 0, header);
      return view.state() + " " + view.confirmed() + " " + view.cancelled() + " " + view.sequence();
    }
  }
}
