package io.holdfast.model.random;

import io.holdfast.model.NodeCommands;
import io.holdfast.model.PlainEngine;
import java.util.function.Consumer;

/** The Ticks that whoever executes generated commands puts between them, as a node does. */
public final class Ticks {
  private Ticks() {}

  /**
   * Executes the Ticks before a command: where one must come, and as many more as the command says
   * while something is left to do.
   */
  public static void before(
      final PlainEngine engine,
      final CommandGenerator.Generated command,
      final Consumer<? super byte[]> execute) {
    final long timeMs = command.timeMs();
    if (command.isOutage() && timeMs > engine.lastTimeMs()) {
      return;
    }
    int made = 0;
    while (engine.needsTick(timeMs) || (made < command.mostTicks() && engine.isDue(timeMs))) {
      execute.accept(at(timeMs));
      made++;
    }
  }

  /** The bytes of a Tick of this engine time. */
  public static byte[] at(final long timeMs) {
    return new NodeCommands.Tick().with(tick -> tick.timeMs = timeMs).bytes();
  }
}
