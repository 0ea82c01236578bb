package io.holdfast.engine;

import io.holdfast.protocol.codec.SaleState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** A window in which a set of lines is sold, and what is counted for it. */
final class Sale {
  /** Due time of what will not happen by itself. */
  static final long NEVER = Long.MAX_VALUE;

  /** What is folded when a sale is forgotten; no state has this number. */
  private static final int FORGOTTEN = 255;

  final int ordinal;

  /** Grows from sale to sale, and is never used again. */
  final long created;

  final long id;

  /** The waiting room; null where there is none. */
  final Room room;

  /** Limits as created: those that were 0 are not counted and stay so. */
  final UnitLimits counted;

  private final Digest digest;
  private final ChangedSales changed;
  private final Long2ObjectHashMap<Line> linesByItem = new Long2ObjectHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  /** That was asked for last: most commands of a rush are about one. */
  private Line latest;

  private SalePolicy policy;
  private SaleState state;
  private long closedAtMs;
  private long available;
  private long held;
  private long sold;
  private boolean forgotten;

  /** Whether the numbers changed since somebody looked last; no part of the state. */
  private boolean touched;

  /** Nothing of the sale lapses before; 0: no grace. */
  long graceUntilMs;

  /** Live reservations and purchases: what counts for the ceiling on reservations. */
  int reservations;

  /** Live reservations. */
  int live;

  /** Entries on waitlists. */
  int waiting;

  /** Accepted cancels and operator commands about the sale. */
  int commandIds;

  Sale(
      final int ordinal,
      final long created,
      final long id,
      final SalePolicy policy,
      final Digest digest,
      final ChangedSales changed) {
    this.ordinal = ordinal;
    this.created = created;
    this.id = id;
    this.policy = policy;
    this.counted = policy.limits();
    this.digest = digest;
    this.changed = changed;
    room = policy.room() == null ? null : new Room(this);
    moveTo(SaleState.SCHEDULED, 0);
  }

  SalePolicy policy() {
    return policy;
  }

  void policy(final SalePolicy next) {
    policy = next;
  }

  SaleState state() {
    return state;
  }

  boolean isOpen() {
    return state == SaleState.OPEN;
  }

  boolean isClosed() {
    return state == SaleState.CLOSED;
  }

  boolean isGated() {
    return room != null;
  }

  /** Whether the sale is gone; what is left of it is cleared away little by little. */
  boolean isForgotten() {
    return forgotten;
  }

  /** The only writer of the state. */
  void moveTo(final SaleState next, final long timeMs) {
    if (room != null) {
      room.saleMoves(state, next, timeMs);
    }
    state = next;
    closedAtMs = timeMs;
    touch();
    digest.fold(id);
    digest.fold(next.value());
  }

  /** When it came to its state. */
  long closedAtMs() {
    return closedAtMs;
  }

  /** Back to where a loaded state says it was: nothing follows from it. */
  void restore(final SaleState loaded, final long sinceMs) {
    state = loaded;
    closedAtMs = sinceMs;
  }

  void forget() {
    forgotten = true;
    touch();
    digest.fold(id);
    digest.fold(FORGOTTEN);
  }

  void giveGrace(final long untilMs) {
    graceUntilMs = untilMs;
    digest.fold(id);
    digest.fold(untilMs);
  }

  /** Units available on all lines together. */
  long available() {
    return available;
  }

  /** Units held on all lines together. */
  long held() {
    return held;
  }

  /** Units sold on all lines together. */
  long sold() {
    return sold;
  }

  void addUnits(final long toAvailable, final long toHeld, final long toSold) {
    available += toAvailable;
    held += toHeld;
    sold += toSold;
    touch();
  }

  /** Numbers that others watch changed. */
  void touch() {
    if (!touched) {
      touched = true;
      changed.add(this);
    }
  }

  /** Somebody has looked at the numbers; the next change counts anew. */
  void changeSeen() {
    touched = false;
  }

  /** Engine time of the next opening, closing or forgetting, or {@link #NEVER}. */
  long turnDueMs() {
    if (isClosed()) {
      return live == 0 && !forgotten ? closedAtMs + policy.retentionMs() : NEVER;
    }
    if (state == SaleState.SCHEDULED && policy.opensAtMs() != Verdict.NONE) {
      return policy.opensAtMs();
    }
    return policy.closesAtMs() == Verdict.NONE ? NEVER : policy.closesAtMs();
  }

  /** What is due at {@link #turnDueMs}: the state to move to, null for forgetting. */
  SaleState nextTurn() {
    if (isClosed()) {
      return null;
    }
    final boolean opens = state == SaleState.SCHEDULED && policy.opensAtMs() != Verdict.NONE;
    return opens ? SaleState.OPEN : SaleState.CLOSED;
  }

  /** The line of this item, or null. */
  Line line(final long item) {
    if (latest == null || latest.item != item) {
      latest = linesByItem.get(item);
    }
    return latest;
  }

  /** Lines in order of creation. */
  List<Line> lines() {
    return lines;
  }

  void add(final Line line) {
    linesByItem.put(line.item, line);
    lines.add(line);
  }
}
