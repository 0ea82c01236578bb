package io.holdfast.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/**
 * {@link MixedCommands} over 10,000,000 live reservations, every one touched in its turn and none
 * again soon: no record that a command needs is in the processor's cache.
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms8g", "-Xmx8g", "-XX:+UseParallelGC"})
public class LargeMix extends MixedCommands {
  private static final int LIVE = 10_000_000;

  @Override
  int live() {
    return LIVE;
  }
}
