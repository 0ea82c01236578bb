package io.holdfast.tools.serve;

import java.util.Arrays;
import java.util.Optional;

/** What can be set of a node: as an option, or under the same name in a configuration file. */
public enum Setting {
  LISTEN("listen"),
  DATA_DIR("data-dir"),
  DURABILITY("durability"),
  NOTHING_IS_KEPT("i-know-nothing-is-kept"),
  RING_SLOTS("ring-slots"),
  MAX_WINDOW("max-window"),
  MAX_RESERVATIONS("max-reservations"),
  SEGMENT_SIZE("segment-size"),
  MIN_FREE("min-free"),
  OUTAGE_GRACE("outage-grace"),
  PUSH_INTERVAL("push-interval"),
  MAX_OBSERVERS("max-observers"),
  MAX_SUBSCRIPTIONS("max-subscriptions"),
  SNAPSHOT_STEPS("snapshot-steps"),
  SNAPSHOT_EVERY("snapshot-every"),
  SNAPSHOT_KEEP("snapshot-keep"),
  CREDENTIALS("credentials"),
  TLS_CERT("tls-cert"),
  TLS_KEY("tls-key"),
  TLS_CLIENT_CA("tls-client-ca"),
  PLAIN_ON_NETWORK("i-know-tokens-can-be-read-on-the-way"),
  MAX_CONNECTIONS("max-connections"),
  MAX_RATE("max-rate"),
  HELLO_TIMEOUT("hello-timeout"),
  SLOW_READER_TIMEOUT("slow-reader-timeout");

  private final String key;

  Setting(final String key) {
    this.key = key;
  }

  /** Its name in a configuration file, and after two dashes. */
  public String key() {
    return key;
  }

  /** As an option. */
  public String option() {
    return "--" + key;
  }

  static Optional<Setting> of(final String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static String allKeys() {
    return String.join(", ", Arrays.stream(values()).map(Setting::key).toList());
  }
}
