package io.holdfast.tools.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how far a journal was gone through, at most once a second. */
public final class SequenceProgress implements LongConsumer {
  private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<String> progress;
  private final String doing;
  private final LongSupplier nanoTime;
  private long lastNs;

  /**
   * @param progress told in words
   * @param doing what is done with the journal
   * @param nanoTime as {@link System#nanoTime}
   */
  public SequenceProgress(
      final Consumer<String> progress, final String doing, final LongSupplier nanoTime) {
    this.progress = progress;
    this.doing = doing;
    this.nanoTime = nanoTime;
    this.lastNs = nanoTime.getAsLong();
  }

  @Override
  public void accept(final long sequence) {
    final long nowNs = nanoTime.getAsLong();
    if (nowNs - lastNs >= PERIOD_NS) {
      lastNs = nowNs;
      progress.accept(String.format(Locale.ROOT, "%s: sequence %,d", doing, sequence));
    }
  }
}
