package io.holdfast.system.layers.violators.server;

import java.util.function.IntConsumer;

/** Ends a process that is not its own. */
final class Exits {
  private Exits() {}

  static void directly() {
    System.exit(1);
  }

  static IntConsumer byReference() {
    return System::exit;
  }

  static void byRuntime() {
    Runtime.getRuntime().exit(1);
  }
}
