package io.holdfast.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/** {@link MixedCommands} over 10,000 live reservations: the state fits the processor's cache. */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
public class HotMix extends MixedCommands {
  private static final int LIVE = 10_000;

  @Override
  int live() {
    return LIVE;
  }
}
