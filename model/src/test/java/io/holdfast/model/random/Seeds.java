package io.holdfast.model.random;

/** Where random tests begin: the same place every time, unless -Dholdfast.seed says another. */
public final class Seeds {
  private static final long DEFAULT = 20_260_401;

  private Seeds() {}

  /** The first seed of this run; printed, so that a failure can be repeated. */
  public static long first() {
    final String given = System.getProperty("holdfast.seed", "");
    final long seed = given.isEmpty() ? DEFAULT : Long.parseLong(given);
    System.out.println("first seed (repeat with -Dholdfast.seed=" + seed + ")");
    return seed;
  }
}
