package io.holdfast.tools.load;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.workload.WorkloadAction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a played workload came to. Offered commands are accepted, rejected or failed; failed are
 * those the node did not take for good and those without an answer when the player gave up. A
 * basket is one command.
 */
public final class PlayResult {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long sale;
  private final long rows;
  private final PlayOutcome outcome;
  private final PlayTally tally;
  private final Map<Code, Long> rejected = new EnumMap<>(Code.class);
  private long offered;
  private long accepted;
  private long failed;

  PlayResult(final long sale, final long rows, final PlayOutcome outcome) {
    this.sale = sale;
    this.rows = rows;
    this.outcome = outcome;
    this.tally = outcome.tally();
    this.failed = outcome.unanswered();
    for (final PlayTally.PerAction action : tally.actions().values()) {
      offered += action.offered();
      accepted += action.accepted();
      failed += action.failed();
      action.rejected().forEach((code, count) -> rejected.merge(code, count, Long::sum));
    }
  }

  public long sale() {
    return sale;
  }

  public long offered() {
    return offered;
  }

  public long accepted() {
    return accepted;
  }

  public long failed() {
    return failed;
  }

  /** How often each code was given. */
  public long rejected(final Code code) {
    return rejected.getOrDefault(code, 0L);
  }

  /** Whether every command of the workload was sent and judged by the node. */
  public boolean isComplete() {
    return failed == 0 && outcome.gaveUpBecause().isEmpty();
  }

  /** Why not; empty if the file was played to its end. */
  public String gaveUpBecause() {
    return outcome.gaveUpBecause();
  }

  private double seconds() {
    return outcome.nanos() / NANOS_PER_SECOND;
  }

  private long acceptedPerSecond() {
    return outcome.nanos() <= 0 ? 0 : Math.round(accepted / seconds());
  }

  /** With stable keys. */
  public JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("durability", outcome.durability().name());
    json.addProperty("mix", "workload");
    json.addProperty("sale", sale);
    json.addProperty("rows", rows);
    json.addProperty("offered", offered);
    json.addProperty("accepted", accepted);
    json.add("rejected", byCode(rejected));
    json.addProperty("failed", failed);
    json.addProperty("repeated", tally.repeatedCount());
    json.addProperty("resent", tally.resentCount());
    json.addProperty("notTaken", tally.notTakenCount());
    json.addProperty("reconnects", tally.reconnectCount());
    json.add("actions", byAction());
    json.addProperty("seconds", Math.round(seconds() * 1e6) / 1e6);
    json.addProperty("commandsPerSecond", acceptedPerSecond());
    final Histogram latency = tally.latencyMicros();
    json.addProperty("p50Micros", latency.getValueAtPercentile(50));
    json.addProperty("p99Micros", latency.getValueAtPercentile(99));
    json.addProperty("p999Micros", latency.getValueAtPercentile(99.9));
    json.addProperty("maxMicros", latency.getMaxValue());
    json.addProperty("complete", isComplete());
    return json;
  }

  private JsonObject byAction() {
    final JsonObject json = new JsonObject();
    for (final Map.Entry<WorkloadAction, PlayTally.PerAction> entry : tally.actions().entrySet()) {
      final PlayTally.PerAction counts = entry.getValue();
      final JsonObject action = new JsonObject();
      action.addProperty("offered", counts.offered());
      action.addProperty("accepted", counts.accepted());
      action.add("rejected", byCode(counts.rejected()));
      action.addProperty("failed", counts.failed());
      json.add(entry.getKey().text(), action);
    }
    return json;
  }

  private static JsonObject byCode(final Map<Code, Long> counts) {
    final JsonObject json = new JsonObject();
    counts.forEach((code, count) -> json.addProperty(code.name(), count));
    return json;
  }

  /** For people. */
  public List<String> toText() {
    final List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "sale %d, %s: %,d of %,d commands accepted in %.2f s, %,d per second",
            sale, outcome.durability(), accepted, offered, seconds(), acceptedPerSecond()));
    tally.actions().forEach((action, counts) -> addAction(lines, action, counts));
    if (tally.reconnectCount() + tally.notTakenCount() > 0) {
      lines.add(
          line(
              "connected again %,d times, sent again %,d, not taken at first %,d, known already %,d",
              tally.reconnectCount(),
              tally.resentCount(),
              tally.notTakenCount(),
              tally.repeatedCount()));
    }
    final Histogram latency = tally.latencyMicros();
    lines.add(
        line(
            "latency in microseconds: p50 %,d, p99 %,d, p99.9 %,d, worst %,d",
            latency.getValueAtPercentile(50),
            latency.getValueAtPercentile(99),
            latency.getValueAtPercentile(99.9),
            latency.getMaxValue()));
    if (failed > 0) {
      lines.add(line("FAILED: %,d commands", failed));
    }
    return lines;
  }

  private static void addAction(
      final List<String> lines, final WorkloadAction action, final PlayTally.PerAction counts) {
    if (counts.offered() == 0) {
      return;
    }
    lines.add(
        line("  %-13s %,12d offered %,12d accepted", action, counts.offered(), counts.accepted()));
    counts
        .rejected()
        .forEach((code, count) -> lines.add(line("                %,12d %s", count, code)));
  }

  private static String line(final String format, final Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
