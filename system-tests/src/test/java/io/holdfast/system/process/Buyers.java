package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.ClientConfig;
import io.holdfast.client.CreateSaleRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Ids;
import io.holdfast.client.LineInfo;
import io.holdfast.client.NotSentException;
import io.holdfast.client.OutcomeUnknownException;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.ReserveRequest;
import io.holdfast.client.RetryPolicy;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Buyers who write down what they were told, and hold the node to it: they reserve, confirm and
 * release as fast as their window allows until the node is gone. When it is back they send again
 * what had no answer, under the same ids, and ask for everything that had one.
 */
final class Buyers {
  private static final int ITEMS = 4;

  /** Runs out in the first moments, so that later ones are told so for good. */
  private static final long SCARCE_ITEM = 99;

  private static final long SCARCE_UNITS = 25;
  private static final long UNITS = 10_000_000;
  private static final int IN_FLIGHT = 64;

  /** Fewer than a client lets wait. */
  private static final int ASKED_AT_ONCE = 10_000;

  private static final int SENT_AGAIN = 200;
  private static final long HOLD_MS = Duration.ofHours(24).toMillis();

  private final SplittableRandom random;
  private final long sale;
  private final List<Deal> deals = new ArrayList<>();
  private final List<Deal> holds = new ArrayList<>();
  private final Deque<Deal> unanswered = new ArrayDeque<>();

  /** Answered since the node was last held to its word. */
  private final Set<Deal> unchecked = new LinkedHashSet<>();

  private volatile boolean deaf;

  /** A command of a buyer. */
  private enum Deed {
    RESERVE,
    CONFIRM,
    RELEASE
  }

  /** One reservation, as far as its buyer knows. */
  private static final class Deal {
    private final Id id = Ids.next();
    private final long item;
    private final int asked;
    private Code reserveCode;
    private int granted;
    private ReservationState state = ReservationState.NONE;
    private Deed pending = Deed.RESERVE;

    Deal(final long item, final int asked) {
      this.item = item;
      this.asked = asked;
    }

    CompletableFuture<Verdict> send(final HoldfastClient client, final Deed deed, final long sale) {
      return switch (deed) {
        case RESERVE ->
            client.reserve(ReserveRequest.of(id, sale, item, id.lo() & Long.MAX_VALUE, asked));
        case CONFIRM -> client.confirm(id);
        case RELEASE -> client.release(id);
      };
    }

    void onVerdict(final Verdict verdict) {
      if (pending == Deed.RESERVE) {
        reserveCode = verdict.code();
        granted = verdict.granted();
      }
      assertThat(verdict.code()).as("%s of %s", pending, id).isIn(Code.ACCEPTED, Code.SOLD_OUT);
      state = verdict.code() == Code.ACCEPTED ? stateAfter(pending) : ReservationState.NONE;
      pending = null;
    }

    private static ReservationState stateAfter(final Deed deed) {
      return switch (deed) {
        case RESERVE -> ReservationState.HELD;
        case CONFIRM -> ReservationState.CONFIRMED;
        case RELEASE -> ReservationState.RELEASED;
      };
    }
  }

  private record Sent(Deal deal, CompletableFuture<Verdict> answer) {}

  /**
   * @param sale number of the sale that they buy from
   */
  Buyers(final SplittableRandom random, final long sale) {
    this.random = random;
    this.sale = sale;
  }

  /** A client that does not outlive its connection: these buyers send again by themselves. */
  static HoldfastClient connect(final String address) {
    return HoldfastClient.connect(
        ClientConfig.of(address, "buyers", Role.OPERATOR).withRetry(RetryPolicy.NONE));
  }

  /** Creates and opens the sale that they buy from. */
  void openSale(final HoldfastClient client) {
    accepted(
        client.createSale(
            CreateSaleRequest.builder(Ids.next(), sale)
                .name("buyers")
                .holdMs(HOLD_MS)
                .paymentMs(HOLD_MS)
                .maxHoldMs(HOLD_MS)
                .operatorName("test")
                .reason("test")
                .build()));
    for (long item = 1; item <= ITEMS; item++) {
      accepted(client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, item, UNITS)));
    }
    accepted(
        client.adjustStock(AdjustStockRequest.add(Ids.next(), sale, SCARCE_ITEM, SCARCE_UNITS)));
    accepted(client.openSale(Ids.next(), sale, "test", "test"));
  }

  private static void accepted(final CompletableFuture<Verdict> answer) {
    assertThat(answer.join().code()).isEqualTo(Code.ACCEPTED);
  }

  /** Commands that were answered so far. */
  long acknowledged() {
    return deals.stream().filter(deal -> deal.reserveCode != null).count();
  }

  /**
   * From now on no answer arrives, until the buyers go on with a node that came back. Any thread.
   */
  void hearNoMore() {
    deaf = true;
  }

  /** Buys until the node is gone. */
  void buyUntilItIsGone(final HoldfastClient client) {
    buy(client, Integer.MAX_VALUE);
  }

  /** Buys so often, or until the node is gone; what is unanswered then is kept. */
  void buy(final HoldfastClient client, final int commands) {
    final Deque<Sent> inFlight = new ArrayDeque<>();
    boolean there = true;
    int left = commands;
    while (there && (left > 0 || !inFlight.isEmpty())) {
      while (left > 0 && inFlight.size() < IN_FLIGHT) {
        final Deal deal = next();
        inFlight.add(new Sent(deal, deal.send(client, deal.pending, sale)));
        left--;
      }
      there = settle(inFlight.remove());
    }
    inFlight.forEach(this::settle);
  }

  /** A deal with something to do. */
  private Deal next() {
    if (holds.isEmpty() || random.nextInt(10) < 6) {
      final boolean scarce = random.nextInt(20) == 0;
      final Deal deal =
          new Deal(scarce ? SCARCE_ITEM : 1 + random.nextInt(ITEMS), 1 + random.nextInt(3));
      deals.add(deal);
      return deal;
    }
    final int index = random.nextInt(holds.size());
    final Deal deal = holds.set(index, holds.get(holds.size() - 1));
    holds.remove(holds.size() - 1);
    deal.pending = random.nextInt(3) == 0 ? Deed.RELEASE : Deed.CONFIRM;
    return deal;
  }

  /** Writes the answer down; false if there is none. */
  private boolean settle(final Sent sent) {
    final Verdict verdict;
    try {
      verdict = sent.answer().join();
    } catch (final CompletionException e) {
      assertGone(e);
      unanswered.add(sent.deal());
      return false;
    }
    if (deaf) {
      unanswered.add(sent.deal());
      return false;
    }
    sent.deal().onVerdict(verdict);
    unchecked.add(sent.deal());
    if (sent.deal().state == ReservationState.HELD) {
      holds.add(sent.deal());
    }
    return true;
  }

  /**
   * Goes on with a node that came back: sends what had no answer again, then asks for everything
   * that had one since this was done last, and sends some of it a second time: all must be as the
   * answers said.
   *
   * @return false if the node is gone again; what was not asked for stays to be asked
   */
  boolean goOn(final HoldfastClient client) {
    deaf = false;
    try {
      return sendAgainWhatHadNoAnswer(client) && holdItToItsWord(client);
    } catch (final CompletionException e) {
      assertGone(e);
      return false;
    }
  }

  /** Every other exception is an answer that nobody should get. */
  private static void assertGone(final CompletionException e) {
    assertThat(e.getCause()).isInstanceOfAny(OutcomeUnknownException.class, NotSentException.class);
  }

  /** The same with a node that must stay. */
  void goOnForSure(final HoldfastClient client) {
    assertThat(goOn(client)).as("the node is there").isTrue();
  }

  private boolean sendAgainWhatHadNoAnswer(final HoldfastClient client) {
    final List<Sent> again =
        unanswered.stream()
            .map(deal -> new Sent(deal, deal.send(client, deal.pending, sale)))
            .toList();
    unanswered.clear();
    again.forEach(this::settle);
    return unanswered.isEmpty();
  }

  private boolean holdItToItsWord(final HoldfastClient client) {
    check(client, unchecked.stream().filter(deal -> deal.pending == null).toList());
    unchecked.clear();
    sendSomeAgain(client);
    return true;
  }

  private static void check(final HoldfastClient client, final List<Deal> answered) {
    final List<Deal> made =
        answered.stream().filter(deal -> deal.state != ReservationState.NONE).toList();
    for (int from = 0; from < made.size(); from += ASKED_AT_ONCE) {
      final List<Deal> some = made.subList(from, Math.min(made.size(), from + ASKED_AT_ONCE));
      final List<CompletableFuture<ReservationInfo>> views =
          some.stream().map(deal -> client.reservation(deal.id)).toList();
      for (int i = 0; i < some.size(); i++) {
        final Deal deal = some.get(i);
        final ReservationInfo view = views.get(i).join();
        assertThat(view.state()).as("state of %s", deal.id).isEqualTo(deal.state);
        assertThat(view.granted()).as("units of %s", deal.id).isEqualTo(deal.granted);
        assertThat(view.item()).isEqualTo(deal.item);
      }
    }
  }

  private void sendSomeAgain(final HoldfastClient client) {
    final List<Deal> answered = deals.stream().filter(deal -> deal.pending == null).toList();
    final List<Sent> again = new ArrayList<>();
    for (int i = 0; i < SENT_AGAIN && !answered.isEmpty(); i++) {
      final Deal deal = answered.get(random.nextInt(answered.size()));
      again.add(new Sent(deal, deal.send(client, Deed.RESERVE, sale)));
    }
    for (final Sent sent : again) {
      final Deal deal = sent.deal();
      final Verdict verdict = sent.answer().join();
      assertThat(verdict.code()).as("%s again", deal.id).isEqualTo(deal.reserveCode);
      assertThat(verdict.granted()).as("%s again", deal.id).isEqualTo(deal.granted);
      assertThat(verdict.repeated()).as("%s again", deal.id).isTrue();
    }
  }

  /** With everything answered, every reservation and the books are as the buyers know them. */
  void compareBooks(final HoldfastClient client) {
    assertThat(unanswered).as("without an answer").isEmpty();
    check(client, deals);
    for (final LineInfo line : client.listLines(sale).join()) {
      assertThat(line.held())
          .as("held of %d", line.item())
          .isEqualTo(units(line.item(), ReservationState.HELD));
      assertThat(line.sold())
          .as("sold of %d", line.item())
          .isEqualTo(units(line.item(), ReservationState.CONFIRMED));
      assertThat(line.available()).isEqualTo(line.received() - line.held() - line.sold());
    }
  }

  private long units(final long item, final ReservationState state) {
    return deals.stream()
        .filter(deal -> deal.item == item && deal.state == state)
        .mapToLong(deal -> deal.granted)
        .sum();
  }
}
