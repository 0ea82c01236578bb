package io.holdfast.tools.serve;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * What SIGTERM and SIGINT do to a process that serves a node, from before its start on: a node that
 * is ready stops in order; one that is still starting ends where it is, as by {@code kill -9},
 * which loses nothing, since it has answered nobody.
 */
final class StopSignal {
  /** Exit code of a start that was cut short: what a shell says of a process that SIGTERM ended. */
  static final int CUT_SHORT = 143;

  private final Consumer<String> out;
  private final IntConsumer halt;
  private final Thread hook = new Thread(this::stop, "holdfast-stop");

  /** Stops the node in order and gives the exit code; null: there is none yet. */
  private IntSupplier orderly;

  /**
   * @param out told when a start is cut short
   * @param halt ends the process with an exit code: within a shutdown they come from nowhere else
   */
  StopSignal(final Consumer<String> out, final IntConsumer halt) {
    this.out = out;
    this.halt = halt;
  }

  /** From here on signals come here. False: one has come before, and the process is ending. */
  boolean listen() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (final IllegalStateException endingAlready) {
      return false;
    }
  }

  /** From here on a signal stops the node in order. */
  synchronized void ready(final IntSupplier stopInOrder) {
    orderly = stopInOrder;
  }

  /** What a signal sets off, on a thread of its own; never returns if halting does not. */
  synchronized void stop() {
    if (orderly == null) {
      out.accept("stopped before it was ready");
      halt.accept(CUT_SHORT);
    } else {
      halt.accept(orderly.getAsInt());
    }
  }

  /** From here on signals are the process's own affair again. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (final IllegalStateException endingAlready) {
      // The process is stopping already, and the hook stops the node.
    }
  }
}
