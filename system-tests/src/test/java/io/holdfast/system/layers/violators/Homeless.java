package io.holdfast.system.layers.violators;

/** Is in no layer. */
final class Homeless {
  private Homeless() {}
}
