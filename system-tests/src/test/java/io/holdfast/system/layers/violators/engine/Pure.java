package io.holdfast.system.layers.violators.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/** Does what an engine may do, some of it near what it must not. */
public final class Pure {
  private final long[] units = new long[4];
  private final List<UUID> ids = new ArrayList<>();

  void move(final UUID id) {
    System.arraycopy(units, 0, units, 1, 3);
    ids.add(new UUID(id.getMostSignificantBits(), Math.max(1, Long.parseLong("7"))));
    units[3] = TimeUnit.DAYS.toMillis(366);
    final LongUnaryOperator twice = value -> value * 2;
    units[0] = twice.applyAsLong(units[1]);
    if (units[0] < 0) {
      throw new IllegalStateException("units " + units[0] + " of " + List.of(1, 2));
    }
  }
}
