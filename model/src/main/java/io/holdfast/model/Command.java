package io.holdfast.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a journaled record asks for, decoded. */
sealed interface Command {

  /** A command that carries an id of its own and is done once, however often it is sent. */
  sealed interface WithId extends Command {
    Id id();

    /** Whether an id that the command cannot do without is zero. */
    default boolean lacksId() {
      return id().isZero();
    }
  }

  /** A reservation is asked for by a Reserve or by a line of a ReserveBasket. */
  sealed interface Claim {
    Id id();

    long item();

    int quantity();
  }

  record Reserve(
      Id id, long sale, long item, long buyer, long group, int quantity, int tier, int flags)
      implements WithId, Claim {
    static final int PARTIAL = 1;
    static final int WAITLIST = 1 << 1;

    boolean mayWait() {
      return (flags & WAITLIST) != 0;
    }

    /** Whether less than the quantity will do: waiting implies it. */
    boolean isPartial() {
      return (flags & (PARTIAL | WAITLIST)) != 0;
    }
  }

  record BasketLine(Id id, long item, int quantity) implements Claim {}

  record ReserveBasket(Id id, long sale, long buyer, long group, int tier, List<BasketLine> lines)
      implements WithId {}

  record BeginPayment(Id reservation) implements Command {}

  record BeginPaymentBasket(Id basket) implements Command {}

  record Extend(Id reservation, long deadlineMs) implements Command {}

  /** Without a quantity: all units granted. */
  record Confirm(Id reservation, OptionalInt quantity) implements Command {}

  record ConfirmBasket(Id basket) implements Command {}

  record Release(Id reservation) implements Command {}

  record ReleaseBasket(Id basket) implements Command {}

  /** Without a quantity: all units left of the purchase. */
  record Cancel(Id id, Id reservation, OptionalInt quantity) implements WithId {
    @Override
    public boolean lacksId() {
      return id.isZero() || reservation.isZero();
    }
  }

  record JoinQueue(long sale, long buyer) implements Command {}

  record LeaveQueue(long sale, long buyer) implements Command {}

  record CreateSale(Id id, long sale, Policy policy, Author author) implements WithId {
    @Override
    public boolean lacksId() {
      return id.isZero() || sale == 0;
    }
  }

  record OpenSale(Id id, long sale, Author author) implements WithId {}

  record PauseSale(Id id, long sale, OptionalLong graceUntilMs, Author author) implements WithId {}

  record CloseSale(Id id, long sale, Author author) implements WithId {}

  record UpdateSale(Id id, long sale, Change change, Author author) implements WithId {}

  record AdjustStock(
      Id id,
      long sale,
      long item,
      long delta,
      OptionalLong expectedAvailable,
      int flags,
      Author author)
      implements WithId {}

  record OperatorRelease(Id id, Id reservation, Author author) implements WithId {
    @Override
    public boolean lacksId() {
      return id.isZero() || reservation.isZero();
    }
  }

  /** Without a quantity: all units left of the purchase. */
  record OperatorCancel(Id id, Id reservation, OptionalInt quantity, Author author)
      implements WithId {
    @Override
    public boolean lacksId() {
      return id.isZero() || reservation.isZero();
    }
  }

  record Tick(long timeMs) implements Command {}

  record Outage(long timeMs, long graceMs) implements Command {}

  record EpochStart(long epoch, long startSequence, int rulesVersion, Ceilings ceilings)
      implements Command {}

  /** Who sent an operator command, and why. */
  record Author(Bytes operatorName, Bytes reason) {}

  /** All of a CreateSale that is neither its id nor the sale's nor its author. */
  record Policy(
      Bytes name,
      OptionalLong opensAtMs,
      OptionalLong closesAtMs,
      OptionalLong graceUntilMs,
      long holdMs,
      long paymentMs,
      long maxHoldMs,
      long retentionMs,
      Limits limits,
      WaitingRoom waitingRoom) {}

  /** Units; 0 is no limit. */
  record Limits(int buyer, int buyerLine, int group, int groupLine) {
    static final Limits NONE = new Limits(0, 0, 0, 0);
  }

  record WaitingRoom(
      int admissionPerSecond,
      int maxActive,
      long finishMs,
      int admitPermille,
      int returnPermille,
      int unitsPerBuyer,
      int gated,
      Bytes seed) {}

  /** All of an UpdateSale that is neither its id nor the sale's nor its author; empty: as it is. */
  record Change(
      OptionalLong opensAtMs,
      OptionalLong closesAtMs,
      OptionalLong graceUntilMs,
      OptionalLong holdMs,
      OptionalLong paymentMs,
      OptionalLong maxHoldMs,
      OptionalLong retentionMs,
      OptionalInt buyerLimit,
      OptionalInt buyerLineLimit,
      OptionalInt groupLimit,
      OptionalInt groupLineLimit,
      OptionalInt admissionPerSecond,
      OptionalInt maxActive,
      OptionalLong finishMs,
      OptionalInt admitPermille,
      OptionalInt returnPermille,
      OptionalInt unitsPerBuyer) {

    boolean concernsWaitingRoom() {
      return admissionPerSecond.isPresent()
          || maxActive.isPresent()
          || finishMs.isPresent()
          || admitPermille.isPresent()
          || returnPermille.isPresent()
          || unitsPerBuyer.isPresent();
    }
  }
}
