package io.holdfast.tools.serve;

import io.holdfast.gateway.PushConfig;

/** What the settings say about subscriptions. */
final class PushSettings {
  private static final int LONGEST_INTERVAL_MS = 60_000;
  private static final int MOST_OBSERVERS = 1_000_000;
  private static final int MOST_SUBSCRIPTIONS = 10_000_000;

  private PushSettings() {}

  /** Reads and checks them. */
  static PushConfig of(final SettingReader reader) {
    final PushConfig usual = PushConfig.DEFAULT;
    return new PushConfig(
        reader.durationMs(Setting.PUSH_INTERVAL, usual.intervalMs() + "ms", 1, LONGEST_INTERVAL_MS),
        (int) reader.number(Setting.MAX_OBSERVERS, usual.maxObservers(), 0, MOST_OBSERVERS),
        usual.maxPerObserver(),
        usual.maxPerConnection(),
        (int) reader.number(Setting.MAX_SUBSCRIPTIONS, usual.maxInAll(), 0, MOST_SUBSCRIPTIONS));
  }
}
