package io.holdfast.tools.mix;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.tools.cli.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load run found.
 *
 * @param options it was run with
 * @param durability class of every verdict
 * @param seconds counted, as measured
 * @param acceptedInTime accepted within those seconds; the rate is made of these alone
 * @param offered commands sent since counting began
 * @param accepted of those
 * @param rejected of those, by code
 * @param failed of those, never answered
 * @param latencyNs from the time a command was due to be sent to its answer
 */
public record LoadResult(
    LoadOptions options,
    Durability durability,
    double seconds,
    long acceptedInTime,
    long offered,
    long accepted,
    Map<Code, Long> rejected,
    long failed,
    Histogram latencyNs) {

  /** Name of the default mix. */
  public static final String MIX = "reserve";

  /** Accepted commands per second. */
  public long commandsPerSecond() {
    return Math.round(acceptedInTime / seconds);
  }

  /** The keys documented for {@code load --json}. */
  public JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("commandsPerSecond", commandsPerSecond());
    json.addProperty("offered", offered);
    json.addProperty("accepted", accepted);
    final JsonObject byCode = new JsonObject();
    rejected.forEach((code, count) -> byCode.addProperty(code.name(), count));
    json.add("rejected", byCode);
    json.addProperty("failed", failed);
    Percentiles.addTo(json, latencyNs);
    json.addProperty("durability", durability.name());
    json.addProperty("mix", MIX);
    json.addProperty("loop", options.rate() == 0 ? "closed" : "open");
    json.addProperty("rate", options.rate());
    json.addProperty("connections", options.connections());
    json.addProperty("window", options.window());
    json.addProperty("seconds", Math.round(seconds * 1_000) / 1_000.0);
    return json;
  }

  /** The same for people. */
  public List<String> toText() {
    final List<String> lines = new ArrayList<>();
    final String loop =
        options.rate() == 0 ? "closed loop" : String.format("open loop at %,d/s", options.rate());
    lines.add(
        String.format(
            "%,d accepted commands/s, %s (mix %s, %s, %d connections x %d in flight, %.1f s)",
            commandsPerSecond(),
            durability,
            MIX,
            loop,
            options.connections(),
            options.window(),
            seconds));
    lines.add(String.format("offered %,d   accepted %,d   failed %,d", offered, accepted, failed));
    rejected.forEach((code, count) -> lines.add(String.format("rejected %s %,d", code, count)));
    lines.add(Percentiles.text(latencyNs));
    lines.add("an answer of class " + Promise.of(durability));
    return lines;
  }
}
