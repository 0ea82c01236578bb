package io.holdfast.tools.cli;

import io.holdfast.protocol.codec.Durability;

/** What an acknowledgement of a durability class is worth, in the words that every verb uses. */
public final class Promise {
  private Promise() {}

  /** The class, and what an answer of it survives. */
  public static String of(final Durability durability) {
    return switch (durability) {
      case MEMORY -> "MEMORY: nothing is kept when the node stops";
      case JOURNALED ->
          "JOURNALED: survives kill -9 and a crash of the process, not of the machine";
      case SYNCED ->
          "SYNCED: survives kill -9, a crash of the machine and a power cut, not the loss of its"
              + " disk";
      default -> durability.name();
    };
  }
}
