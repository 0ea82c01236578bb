package io.holdfast.tools.serve;

import io.holdfast.gateway.PushConfig;
import java.util.Map;

/** What the settings say about subscriptions. */
final class PushSettings {
  private static final long LONGEST_INTERVAL_MS = 60_000;
  private static final int MOST_OBSERVERS = 1_000_000;
  private static final int MOST_SUBSCRIPTIONS = 10_000_000;

  private PushSettings() {}

  /** Reads and checks them. */
  static PushConfig of(final Map<Setting, Given> given, final SettingReader reader) {
    final PushConfig usual = PushConfig.DEFAULT;
    final long intervalMs = reader.durationMs(Setting.PUSH_INTERVAL, usual.intervalMs() + "ms");
    if (intervalMs < 1 || intervalMs > LONGEST_INTERVAL_MS) {
      throw given.get(Setting.PUSH_INTERVAL).wrong("must be from 1ms to 1m");
    }
    return new PushConfig(
        (int) intervalMs,
        (int) reader.number(Setting.MAX_OBSERVERS, usual.maxObservers(), 0, MOST_OBSERVERS),
        usual.maxPerObserver(),
        usual.maxPerConnection(),
        (int) reader.number(Setting.MAX_SUBSCRIPTIONS, usual.maxInAll(), 0, MOST_SUBSCRIPTIONS));
  }
}
