package io.holdfast.model.random;

import io.holdfast.model.NodeCommands;

/** The Ticks that whoever executes generated commands puts between them. */
public final class Ticks {
  private Ticks() {}

  /** The bytes of a Tick of this engine time. */
  public static byte[] at(final long timeMs) {
    return new NodeCommands.Tick().with(tick -> tick.timeMs = timeMs).bytes();
  }
}
