package io.holdfast.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;

/**
 * {@link MixedCommands} over few live reservations: of 1,000 the state fits a core's own cache, of
 * 10,000 the one that cores share.
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"})
public class HotMix extends MixedCommands {
  /** Live reservations. */
  @Param({"1000", "10000"})
  public int live;

  @Override
  int live() {
    return live;
  }
}
