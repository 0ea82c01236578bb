package io.holdfast.benchmarks;

/** What the programs beside JMH take on their command lines. */
final class ProgramArguments {
  private static final int MISTAKE = 2;

  private ProgramArguments() {}

  /** The positive number at this place, or its default where there is none; ends on nonsense. */
  static int positive(final String[] args, final int index, final int fallback) {
    if (index >= args.length) {
      return fallback;
    }
    try {
      final int value = Integer.parseInt(args[index]);
      if (value > 0) {
        return value;
      }
    } catch (final NumberFormatException notNumber) {
      // Told below, as any other that is no positive number.
    }
    System.err.println("benchmarks: not a whole number above 0: " + args[index]);
    System.exit(MISTAKE);
    return fallback;
  }
}
