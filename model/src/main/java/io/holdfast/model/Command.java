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
      implements WithId, Claim {}

  record BasketLine(Id id, long item, int quantity) implements Claim {}

  record ReserveBasket(Id id, long sale, long buyer, long group, int tier, List<BasketLine> lines)
      implements WithId {}

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

  record CreateSale(Id id, long sale, Policy policy, Author author) implements WithId {
    @Override
    public boolean lacksId() {
      return id.isZero() || sale == 0;
    }
  }

  record OpenSale(Id id, long sale, Author author) implements WithId {}

  record CloseSale(Id id, long sale, Author author) implements WithId {}

  record AdjustStock(
      Id id,
      long sale,
      long item,
      long delta,
      OptionalLong expectedAvailable,
      int flags,
      Author author)
      implements WithId {}

  record Tick(long timeMs) implements Command {}

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
}
