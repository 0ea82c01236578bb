package io.holdfast.tools.operate;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Options that were given or not, as requests want them. */
final class IfGiven {
  private IfGiven() {}

  static OptionalLong timeMs(final Moment moment, final long nowMs) {
    return moment == null ? OptionalLong.empty() : OptionalLong.of(moment.toMs(nowMs));
  }

  static OptionalLong ms(final Duration duration) {
    return duration == null ? OptionalLong.empty() : OptionalLong.of(duration.toMillis());
  }

  static OptionalInt number(final Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
