package io.holdfast.tools.demo;

import com.google.gson.JsonObject;
import io.holdfast.tools.mix.Percentiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** From sending a request to its answer, by message and in all. One thread at a time. */
final class AskLatency {
  private static final long LONGEST_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Map<String, Histogram> byCommand = new LinkedHashMap<>();
  private final Map<Ask, Histogram> byAsk = new EnumMap<>(Ask.class);
  private final Histogram all = new Histogram(LONGEST_NS, DIGITS);

  AskLatency() {
    for (final Ask ask : Ask.values()) {
      byAsk.put(
          ask, byCommand.computeIfAbsent(ask.command(), name -> new Histogram(LONGEST_NS, DIGITS)));
    }
  }

  void onAnswer(final Ask ask, final long elapsedNs) {
    final long ns = Math.max(0, Math.min(LONGEST_NS, elapsedNs));
    byAsk.get(ask).recordValue(ns);
    all.recordValue(ns);
  }

  long answers() {
    return all.getTotalCount();
  }

  /** Adds the percentiles of all, and below {@code latency} those of each message. */
  void addTo(final JsonObject json) {
    Percentiles.addTo(json, all);
    final JsonObject latency = new JsonObject();
    byCommand.forEach(
        (name, histogram) -> {
          final JsonObject one = new JsonObject();
          one.addProperty("answers", histogram.getTotalCount());
          Percentiles.addTo(one, histogram);
          latency.add(name, one);
        });
    json.add("latency", latency);
  }

  List<String> toText() {
    final List<String> lines = new ArrayList<>();
    byCommand.forEach(
        (name, histogram) ->
            lines.add(
                String.format(
                    "%,9d x %-16s %s",
                    histogram.getTotalCount(), name, Percentiles.text(histogram))));
    return lines;
  }
}
