package io.holdfast.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/** {@link MixedCommands} over 10,000 live reservations: the state fits the processor's cache. */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
public class HotMix extends MixedCommands {
  /** Live reservations. */
  @Param("10000")
  public int live;

  @Override
  int live() {
    return live;
  }
}
