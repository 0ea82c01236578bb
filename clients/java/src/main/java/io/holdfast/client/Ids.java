package io.holdfast.client;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** New ids for reservations, baskets, cancels and operator commands. */
public final class Ids {
  // ThreadLocalRandom is seeded from clocks, so processes started together could agree; these are
  // not.
  private static final ThreadLocal<SplittableRandom> RANDOM =
      ThreadLocal.withInitial(() -> new SplittableRandom(new SecureRandom().nextLong()));

  private static final IdSource SOURCE =
      new IdSource(System::currentTimeMillis, () -> RANDOM.get().nextLong());

  private Ids() {}

  /**
   * A UUIDv7: unique, ordered by time, and within this process greater than every one before. Any
   * thread may call.
   *
   * <p>Make the id once per intention and keep it with the order: sending the same command again
   * with the same id is safe, with a new one it is another command.
   */
  public static Id next() {
    return SOURCE.next();
  }
}
