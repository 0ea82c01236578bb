package io.holdfast.tools.mix;

import com.google.gson.JsonObject;
import org.HdrHistogram.Histogram;

/** Percentiles as every verb prints them: microseconds with a tenth. */
public final class Percentiles {
  private static final double NS_PER_TENTH_MICRO = 100.0;

  private Percentiles() {}

  /** Adds {@code p50Micros} to {@code p9999Micros} and {@code maxMicros}. */
  public static void addTo(final JsonObject json, final Histogram ns) {
    json.addProperty("p50Micros", micros(ns.getValueAtPercentile(50)));
    json.addProperty("p90Micros", micros(ns.getValueAtPercentile(90)));
    json.addProperty("p99Micros", micros(ns.getValueAtPercentile(99)));
    json.addProperty("p999Micros", micros(ns.getValueAtPercentile(99.9)));
    json.addProperty("p9999Micros", micros(ns.getValueAtPercentile(99.99)));
    json.addProperty("maxMicros", micros(ns.getMaxValue()));
  }

  /** One line. */
  public static String text(final Histogram ns) {
    return String.format(
        "latency p50 %,.1f us   p99 %,.1f us   p99.9 %,.1f us   p99.99 %,.1f us   max %,.1f us",
        micros(ns.getValueAtPercentile(50)),
        micros(ns.getValueAtPercentile(99)),
        micros(ns.getValueAtPercentile(99.9)),
        micros(ns.getValueAtPercentile(99.99)),
        micros(ns.getMaxValue()));
  }

  private static double micros(final long ns) {
    return Math.round(ns / NS_PER_TENTH_MICRO) / 10.0;
  }
}
