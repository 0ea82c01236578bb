package io.holdfast.model;

import io.holdfast.protocol.codec.EventKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts units by the events alone, and finds the hold or late purchase that brings a buyer or a
 * group above a limit.
 */
final class LimitWatch {
  private enum Party {
    BUYER,
    GROUP
  }

  /** What is counted; {@code item} is empty for the sale. */
  private record Account(Party party, long number, Optional<Long> item) {}

  /** What one reservation counts now. */
  private record Counted(long item, long buyer, long group, long units) {}

  private static final class Books {
    private final Map<Id, Counted> reservations = new HashMap<>();
    private final Map<Account, Long> sums = new HashMap<>();

    void count(final Id id, final Counted next) {
      final Counted before = reservations.remove(id);
      if (before != null) {
        add(before, -before.units());
      }
      if (next.units() != 0) {
        reservations.put(id, next);
        add(next, next.units());
      }
    }

    private void add(final Counted counted, final long units) {
      add(new Account(Party.BUYER, counted.buyer(), Optional.empty()), units);
      add(new Account(Party.BUYER, counted.buyer(), Optional.of(counted.item())), units);
      if (counted.group() != 0) {
        add(new Account(Party.GROUP, counted.group(), Optional.empty()), units);
        add(new Account(Party.GROUP, counted.group(), Optional.of(counted.item())), units);
      }
    }

    private void add(final Account account, final long units) {
      if (sums.merge(account, units, Long::sum) == 0) {
        sums.remove(account);
      }
    }

    long sum(final Account account) {
      return sums.getOrDefault(account, 0L);
    }
  }

  private final World world;
  private final Map<Long, Books> books = new HashMap<>();

  LimitWatch(final World world) {
    this.world = world;
  }

  /** Takes in the next event; gives what it breaks. */
  Optional<String> check(final PlainEvent event) {
    return isLimited(event.sale()) ? follow(event) : Optional.empty();
  }

  /** What a sale was created without is never counted; of a forgotten one the counts go. */
  private boolean isLimited(final long saleId) {
    final Sale sale = world.sales.find(saleId);
    return sale == null || !sale.countedLimits().equals(Command.Limits.NONE);
  }

  private Optional<String> follow(final PlainEvent event) {
    return switch (event.kind()) {
      case HELD -> {
        count(event, event.units());
        yield overLimit(event);
      }
      case CONFIRMED -> {
        count(event, event.units());
        yield event.late() ? overLimit(event) : Optional.empty();
      }
      case CANCELLED -> {
        count(event, counted(event) - event.units());
        yield Optional.empty();
      }
      case RELEASED, EXPIRED -> {
        count(event, 0);
        yield Optional.empty();
      }
      case SALE_FORGOTTEN -> {
        books.remove(event.sale());
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Books books(final PlainEvent event) {
    return books.computeIfAbsent(event.sale(), sale -> new Books());
  }

  private long counted(final PlainEvent event) {
    final Counted counted = books(event).reservations.get(event.reservation().orElseThrow());
    return counted == null ? 0 : counted.units();
  }

  private void count(final PlainEvent event, final long units) {
    final Id id = event.reservation().orElseThrow();
    final Counted before = books(event).reservations.get(id);
    final long group = before == null ? groupOf(event, id) : before.group();
    books(event).count(id, new Counted(event.item(), event.buyer(), group, units));
  }

  /** Of what is granted in this step, and so is known; nothing else comes here uncounted. */
  private long groupOf(final PlainEvent event, final Id id) {
    final boolean granted = event.kind() == EventKind.HELD || event.kind() == EventKind.CONFIRMED;
    return granted ? world.memory.findReservation(id).group() : 0;
  }

  private Optional<String> overLimit(final PlainEvent event) {
    final Command.Limits limits = world.sales.find(event.sale()).policy().limits();
    final Optional<Long> line = Optional.of(event.item());
    final long group = books(event).reservations.get(event.reservation().orElseThrow()).group();
    final Optional<String> ofBuyer =
        over(event, new Account(Party.BUYER, event.buyer(), Optional.empty()), limits.buyer())
            .or(
                () ->
                    over(event, new Account(Party.BUYER, event.buyer(), line), limits.buyerLine()));
    if (ofBuyer.isPresent() || group == 0) {
      return ofBuyer;
    }
    return over(event, new Account(Party.GROUP, group, Optional.empty()), limits.group())
        .or(() -> over(event, new Account(Party.GROUP, group, line), limits.groupLine()));
  }

  private Optional<String> over(final PlainEvent event, final Account account, final int limit) {
    final long units = books(event).sum(account);
    if (limit == 0 || units <= limit) {
      return Optional.empty();
    }
    return Optional.of(
        "reservation "
            + event.reservation().orElseThrow()
            + " brought "
            + (account.party() == Party.BUYER ? "buyer " : "group ")
            + account.number()
            + " to "
            + units
            + " units of "
            + account.item().map(item -> "item " + item + " in ").orElse("")
            + "sale "
            + event.sale()
            + ", above the limit of "
            + limit);
  }
}
