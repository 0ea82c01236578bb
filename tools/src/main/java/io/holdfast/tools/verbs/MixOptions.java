package io.holdfast.tools.verbs;

import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.mix.LoadOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Option;

/** How {@code load} drives the default mix. */
final class MixOptions {
  /** The one hot line. */
  static final long ITEM = 1;

  private static final int CONNECTIONS = 16;
  private static final int WINDOW = 64;
  private static final int SECONDS = 10;
  private static final int WARM_UP_SECONDS = 3;
  private static final int LIVE = 1_000_000;
  private static final double NS_PER_MICRO = 1_000.0;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections (" + CONNECTIONS + ").")
  private Integer connections;

  @Option(
      names = "--rate",
      paramLabel = "PER_SECOND",
      description =
          "Open loop: offer this many commands per second; else as many as the windows take.")
  private Long rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to count (" + SECONDS + ").")
  private Integer seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "How long to drive before counting (" + WARM_UP_SECONDS + ").")
  private Integer warmUpSeconds;

  @Option(
      names = "--live",
      paramLabel = "N",
      description = "Live holds beyond which the oldest are released (" + LIVE + ").")
  private Integer live;

  @Option(
      names = "--hgrm",
      paramLabel = "FILE",
      description = "Write the latency distribution in microseconds, for HdrHistogram's plotter.")
  private Path histogramFile;

  boolean isUsed() {
    return connections != null
        || rate != null
        || seconds != null
        || warmUpSeconds != null
        || live != null
        || histogramFile != null;
  }

  LoadOptions toLoadOptions(final Integer window) {
    return new LoadOptions(
        atLeast("--connections", 1, orElse(connections, CONNECTIONS)),
        atLeast("--window", 1, orElse(window, WINDOW)),
        checkRate(),
        atLeast("--warm-up", 0, orElse(warmUpSeconds, WARM_UP_SECONDS)),
        atLeast("--seconds", 1, orElse(seconds, SECONDS)),
        atLeast("--live", 1, orElse(live, LIVE)));
  }

  String describe(final LoadOptions options, final long sale) {
    return String.format(
        "driving sale %d over %d connections for %d + %d s",
        sale, options.connections(), options.warmUpSeconds(), options.seconds());
  }

  void writeHistogram(final Histogram latencyNs) {
    if (histogramFile == null) {
      return;
    }
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(histogramFile), false, StandardCharsets.UTF_8)) {
      latencyNs.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MICRO);
    } catch (final IOException e) {
      throw OperatorMistake.onFile(histogramFile, e);
    }
  }

  private long checkRate() {
    if (rate == null) {
      return 0;
    }
    if (rate < 1) {
      throw new OperatorMistake("--rate " + rate + ": must be at least 1");
    }
    return rate;
  }

  private static int atLeast(final String option, final int least, final int value) {
    if (value < least) {
      throw new OperatorMistake(option + " " + value + ": must be at least " + least);
    }
    return value;
  }

  private static int orElse(final Integer value, final int otherwise) {
    return value == null ? otherwise : value;
  }
}
