package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.NotSentException;
import io.holdfast.client.OutcomeUnknownException;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * One who buys through a client that others use, too: reserves and confirms, a few at a time, and
 * keeps what was said, and what was not.
 */
final class Caller {
  /** What is bought; more of it than anyone will get. */
  static final long ITEM = 1;

  private static final int AT_ONCE = 16;
  private static final int MOST_UNITS = 3;

  /** One reservation, as far as its caller knows. */
  private static final class Deal {
    private final Id id = Ids.next();
    private final int units;
    private ReservationState state = ReservationState.NONE;

    /** Of the command whose outcome nobody knows; null if none is. */
    private OutcomeUnknownException unknown;

    private ReservationState wanted = ReservationState.NONE;

    Deal(final int units) {
      this.units = units;
    }
  }

  private final HoldfastClient client;
  private final long sale;
  private final Tally tally;
  private final List<Deal> deals = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param client with the deadline that this caller has
   */
  Caller(final HoldfastClient client, final long sale, final Tally tally) {
    this.client = client;
    this.sale = sale;
    this.tally = tally;
  }

  /** Ends {@link #run} when what is under way has ended. Any thread. */
  void stop() {
    stopped = true;
  }

  /** Buys until it is stopped. */
  void run() {
    while (!stopped) {
      final List<Deal> some = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        some.add(new Deal(1 + i % MOST_UNITS));
      }
      deals.addAll(some);
      doAll(some, ReservationState.HELD, this::reserve);
      final List<Deal> held =
          some.stream().filter(deal -> deal.state == ReservationState.HELD).toList();
      // Some stay holds.
      doAll(
          held.subList(0, held.size() / 2),
          ReservationState.CONFIRMED,
          deal -> client.confirm(deal.id));
    }
  }

  private CompletableFuture<Verdict> reserve(final Deal deal) {
    return client.reserve(ReserveRequest.of(deal.id, sale, ITEM, deal.id.lo(), deal.units));
  }

  private void doAll(
      final List<Deal> some,
      final ReservationState wanted,
      final Function<Deal, CompletableFuture<Verdict>> command) {
    final List<CompletableFuture<Verdict>> answers = some.stream().map(command).toList();
    for (int i = 0; i < some.size(); i++) {
      some.get(i).wanted = wanted;
      settle(some.get(i), answers.get(i));
    }
  }

  private void settle(final Deal deal, final CompletableFuture<Verdict> answer) {
    try {
      note(deal, answer.join());
      tally.addDone();
    } catch (final CompletionException e) {
      if (e.getCause() instanceof OutcomeUnknownException unknown) {
        deal.unknown = unknown;
        tally.addUnknown();
      } else {
        assertThat(e.getCause()).isInstanceOf(NotSentException.class);
      }
    }
  }

  private static void note(final Deal deal, final Verdict verdict) {
    assertThat(verdict.code()).as("%s", deal.id).isEqualTo(Code.ACCEPTED);
    assertThat(verdict.state()).as("%s", deal.id).isEqualTo(deal.wanted);
    assertThat(verdict.granted()).as("%s", deal.id).isEqualTo(deal.units);
    deal.state = deal.wanted;
  }

  /** The reservations about which something is unknown; after {@link #run}. */
  List<Id> unknown() {
    return deals.stream().filter(deal -> deal.unknown != null).map(deal -> deal.id).toList();
  }

  /**
   * Clears up everything that is unknown, with a client that has time enough; after {@link #run}.
   */
  void askAgain(final HoldfastClient patient) {
    for (final Deal deal : deals) {
      if (deal.unknown != null) {
        assertThat(deal.unknown.id()).contains(deal.id);
        note(deal, patient.askAgain(deal.unknown).join());
      }
    }
  }

  /** The node knows the same of every deal. */
  void compare(final HoldfastClient asking) {
    final List<CompletableFuture<Optional<ReservationInfo>>> views =
        deals.stream().map(deal -> asking.outcomeOf(deal.id)).toList();
    for (int i = 0; i < deals.size(); i++) {
      final Deal deal = deals.get(i);
      final ReservationState known =
          views.get(i).join().map(ReservationInfo::state).orElse(ReservationState.NONE);
      assertThat(known).as("%s", deal.id).isEqualTo(deal.state);
    }
  }

  /** Units of what is held. */
  long unitsHeld() {
    return units(ReservationState.HELD);
  }

  /** Units of what is bought. */
  long unitsSold() {
    return units(ReservationState.CONFIRMED);
  }

  private long units(final ReservationState state) {
    return deals.stream().filter(deal -> deal.state == state).mapToLong(deal -> deal.units).sum();
  }
}
