package io.holdfast.tools.snapshots;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says how much of a snapshot was read, at most once a second. */
public final class ReadProgress implements LongConsumer {
  private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long MIB = 1L << 20;

  private final Consumer<String> progress;
  private final LongSupplier nanoTime;
  private long lastNs;

  /**
   * @param progress told in words
   * @param nanoTime as {@link System#nanoTime}
   */
  public ReadProgress(final Consumer<String> progress, final LongSupplier nanoTime) {
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.lastNs = nanoTime.getAsLong();
  }

  @Override
  public void accept(final long bytes) {
    final long nowNs = nanoTime.getAsLong();
    if (nowNs - lastNs >= PERIOD_NS) {
      lastNs = nowNs;
      progress.accept(String.format(Locale.ROOT, "reading: %,d MiB", bytes / MIB));
    }
  }
}
