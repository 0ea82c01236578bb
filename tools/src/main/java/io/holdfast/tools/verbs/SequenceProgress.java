package io.holdfast.tools.verbs;

import io.holdfast.tools.cli.Output;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how far a journal was gone through, at most once a second. */
final class SequenceProgress implements LongConsumer {
  private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final Output output;
  private final String doing;
  private final LongSupplier nanoTime;
  private long lastNs;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  SequenceProgress(final Output output, final String doing, final LongSupplier nanoTime) {
    this.output = output;
    this.doing = doing;
    this.nanoTime = nanoTime;
    this.lastNs = nanoTime.getAsLong();
  }

  @Override
  public void accept(final long sequence) {
    final long nowNs = nanoTime.getAsLong();
    if (nowNs - lastNs >= PERIOD_NS) {
      lastNs = nowNs;
      output.progress(String.format(Locale.ROOT, "%s: sequence %,d", doing, sequence));
    }
  }
}
