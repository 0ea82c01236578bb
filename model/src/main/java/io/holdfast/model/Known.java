package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** What is remembered under an id. */
sealed interface Known permits Reservation, Basket, Known.Done, Known.Rejection {
  Id id();

  /** What bound the id: the command itself, or the basket line, which is no command. */
  Object made();

  /** The sale that it is about, with which it is forgotten. */
  Sale sale();

  /** An accepted cancel or operator command; {@code granted} is what it was answered. */
  record Done(Command.WithId made, int granted, Sale sale) implements Known {
    @Override
    public Id id() {
      return made.id();
    }
  }

  /** A command rejected for good; {@code line} is the basket line at fault, or -1. */
  record Rejection(Command.WithId made, Code code, int line, long rejectedAtMs, Sale sale)
      implements Known {
    @Override
    public Id id() {
      return made.id();
    }
  }
}
