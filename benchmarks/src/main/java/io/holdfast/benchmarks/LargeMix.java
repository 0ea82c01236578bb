package io.holdfast.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * {@link MixedCommands} over 10,000,000 live reservations, every one touched in its turn and none
 * again soon: no record that a command needs is in the processor's cache.
 */
@Fork(
    value = 2,
    jvmArgs = {"-Xms8g", "-Xmx8g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
public class LargeMix extends MixedCommands {
  /** Live reservations. */
  @Param("10000000")
  public int live;

  @Override
  int live() {
    return live;
  }
}
