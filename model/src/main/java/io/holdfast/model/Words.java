package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Arrays;
import java.util.OptionalInt;

/** Commands and outcomes as a support person would say them. */
final class Words {
  private static final int REPEATED = 1;
  private static final int LATE = 1 << 1;

  private Words() {}

  static String command(final Command command) {
    if (command instanceof Command.Reserve c) {
      return "Reserve "
          + c.id()
          + " of "
          + units(c.quantity())
          + " of "
          + line(c.sale(), c.item())
          + " for buyer "
          + c.buyer();
    }
    if (command instanceof Command.ReserveBasket c) {
      return "ReserveBasket "
          + c.id()
          + " of "
          + c.lines().size()
          + " lines in sale "
          + c.sale()
          + " for buyer "
          + c.buyer();
    }
    if (command instanceof Command.BeginPayment c) {
      return "BeginPayment of reservation " + c.reservation();
    }
    if (command instanceof Command.BeginPaymentBasket c) {
      return "BeginPaymentBasket of basket " + c.basket();
    }
    if (command instanceof Command.Extend c) {
      return "Extend of reservation " + c.reservation() + " to " + c.deadlineMs();
    }
    return resolution(command);
  }

  private static String resolution(final Command command) {
    if (command instanceof Command.Confirm c) {
      return "Confirm of " + units(c.quantity()) + " of reservation " + c.reservation();
    }
    if (command instanceof Command.ConfirmBasket c) {
      return "ConfirmBasket of basket " + c.basket();
    }
    if (command instanceof Command.Release c) {
      return "Release of reservation " + c.reservation();
    }
    if (command instanceof Command.ReleaseBasket c) {
      return "ReleaseBasket of basket " + c.basket();
    }
    if (command instanceof Command.Cancel c) {
      return "Cancel "
          + c.id()
          + " of "
          + units(c.quantity())
          + " of reservation "
          + c.reservation();
    }
    if (command instanceof Command.JoinQueue c) {
      return "JoinQueue of sale " + c.sale() + " for buyer " + c.buyer();
    }
    if (command instanceof Command.LeaveQueue c) {
      return "LeaveQueue of sale " + c.sale() + " for buyer " + c.buyer();
    }
    return operatorCommand(command);
  }

  private static String operatorCommand(final Command command) {
    if (command instanceof Command.CreateSale c) {
      return "CreateSale " + c.id() + " of sale " + c.sale();
    }
    if (command instanceof Command.OpenSale c) {
      return "OpenSale " + c.id() + " of sale " + c.sale();
    }
    if (command instanceof Command.PauseSale c) {
      return "PauseSale " + c.id() + " of sale " + c.sale();
    }
    if (command instanceof Command.CloseSale c) {
      return "CloseSale " + c.id() + " of sale " + c.sale();
    }
    if (command instanceof Command.UpdateSale c) {
      return "UpdateSale " + c.id() + " of sale " + c.sale();
    }
    if (command instanceof Command.AdjustStock c) {
      return "AdjustStock " + c.id() + " by " + c.delta() + " of " + line(c.sale(), c.item());
    }
    if (command instanceof Command.OperatorRelease c) {
      return "OperatorRelease " + c.id() + " of reservation " + c.reservation();
    }
    if (command instanceof Command.OperatorCancel c) {
      return "OperatorCancel "
          + c.id()
          + " of "
          + units(c.quantity())
          + " of reservation "
          + c.reservation();
    }
    return nodeStep(command);
  }

  private static String nodeStep(final Command command) {
    if (command instanceof Command.Tick c) {
      return "a Tick of time " + c.timeMs();
    }
    if (command instanceof Command.Outage c) {
      return "an Outage of time " + c.timeMs();
    }
    return "EpochStart of epoch " + ((Command.EpochStart) command).epoch();
  }

  static String outcome(final PlainVerdict verdict) {
    return outcome(
        verdict.code().value(), verdict.marks(), verdict.state().value(), verdict.granted());
  }

  /** An outcome as a journal has it: any numbers, also such as have no name. */
  static String outcome(final int code, final int marks, final int state, final int granted) {
    return code(code)
        + ", granted "
        + granted
        + ", state "
        + state(state)
        + ((marks & REPEATED) != 0 ? ", repeated" : "")
        + ((marks & LATE) != 0 ? ", late" : "")
        + ((marks & ~(REPEATED | LATE)) != 0 ? ", marks " + marks : "");
  }

  private static String code(final int value) {
    return Arrays.stream(Code.values())
        .filter(code -> code != Code.NULL_VAL && code.value() == value)
        .findFirst()
        .map(Code::name)
        .orElse("unknown code " + value);
  }

  private static String state(final int value) {
    return Arrays.stream(ReservationState.values())
        .filter(state -> state != ReservationState.NULL_VAL && state.value() == value)
        .findFirst()
        .map(ReservationState::name)
        .orElse("unknown (" + value + ")");
  }

  private static String line(final long sale, final long item) {
    return "item " + item + " in sale " + sale;
  }

  private static String units(final OptionalInt quantity) {
    return quantity.isPresent() ? units(quantity.getAsInt()) : "all units";
  }

  private static String units(final int quantity) {
    return quantity == 1 ? "1 unit" : quantity + " units";
  }
}
