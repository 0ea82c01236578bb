package io.holdfast.tools.operate;

import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.client.NodeStatus;
import io.holdfast.tools.cli.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How a node is, as {@code status} prints it: documented JSON keys, and text. */
public final class StatusView {
  private static final double NS_PER_TENTH_MICRO = 100.0;
  private static final int MIB_SHIFT = 20;

  private StatusView() {}

  /** The keys documented for {@code status --json}. */
  public static JsonObject json(final NodeStatus status) {
    final JsonObject json = new JsonObject();
    json.addProperty("role", status.role().name());
    json.addProperty("epoch", status.epoch());
    json.addProperty("term", status.term().map(Id::toString).orElse(null));
    json.addProperty("sequence", status.sequence());
    json.addProperty("gate", status.gate());
    json.addProperty("gateLag", gateLag(status));
    json.addProperty("journaled", status.journaled());
    json.addProperty("synced", boxed(status.synced()));
    json.addProperty("lag", boxed(status.lag()));
    json.addProperty("inSync", status.inSync().orElse(null));
    json.addProperty("durability", status.durability().name());
    json.addProperty("accepted", status.totals().accepted());
    json.addProperty("rejected", status.totals().rejected());
    json.addProperty("notTaken", status.totals().notTaken());
    json.addProperty("acceptedPerSecond", status.rates().accepted());
    json.addProperty("rejectedPerSecond", status.rates().rejected());
    json.addProperty("notTakenPerSecond", status.rates().notTaken());
    json.addProperty("overMs", status.overMs());
    json.addProperty("ringSlots", status.ringSlots());
    json.addProperty("ringUsed", status.ringUsed());
    json.addProperty("connections", status.connections());
    json.addProperty("observers", status.observers());
    json.addProperty("subscriptions", status.subscriptions());
    json.addProperty("reservations", status.reservations());
    json.addProperty("diskFreeBytes", boxed(status.diskFreeBytes()));
    json.addProperty("space", status.space().name());
    json.add("stages", stages(status));
    json.add("snapshot", snapshot(status));
    json.addProperty("uptimeMs", status.uptimeMs());
    json.addProperty("timeMs", status.timeMs());
    json.addProperty("wallMs", status.wallMs());
    json.addProperty("version", status.version());
    return json;
  }

  private static JsonObject stages(final NodeStatus status) {
    final JsonObject stages = new JsonObject();
    for (final NodeStatus.StageTimes times : status.stages()) {
      final JsonObject stage = new JsonObject();
      stage.addProperty("batches", times.batches());
      stage.addProperty("p50Micros", micros(times.p50Ns()));
      stage.addProperty("p99Micros", micros(times.p99Ns()));
      stage.addProperty("p999Micros", micros(times.p999Ns()));
      stage.addProperty("maxMicros", micros(times.maxNs()));
      stages.add(name(times), stage);
    }
    return stages;
  }

  private static JsonObject snapshot(final NodeStatus status) {
    if (status.snapshotSequence().isEmpty()) {
      return null;
    }
    final JsonObject snapshot = new JsonObject();
    snapshot.addProperty("sequence", status.snapshotSequence().getAsLong());
    snapshot.addProperty("timeMs", boxed(status.snapshotMs()));
    return snapshot;
  }

  /** The same for people. */
  public static List<String> text(final NodeStatus status) {
    final List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "%s of epoch %d%s, up for %s%s",
            status.role(),
            status.epoch(),
            status.term().map(term -> " (term " + term + ")").orElse(""),
            DurationText.of(status.uptimeMs() / 1_000 * 1_000),
            status.version().isEmpty() ? "" : ", " + status.version()));
    lines.add("durability    " + Promise.of(status.durability()));
    lines.add(positions(status));
    lines.add("standby       " + standby(status));
    lines.add(rates(status));
    lines.add(
        format(
            "ring          %,d of %,d slots wait for an answer; %,d connections",
            status.ringUsed(), status.ringSlots(), status.connections()));
    lines.add(
        format(
            "subscriptions %,d; %,d of the connections are observers",
            status.subscriptions(), status.observers()));
    lines.add(format("reservations  %,d live holds and purchases", status.reservations()));
    lines.add("disk          " + disk(status));
    lines.add("snapshot      " + snapshotText(status));
    lines.add(clock(status));
    addStages(lines, status);
    return lines;
  }

  private static String positions(final NodeStatus status) {
    return format(
        "sequence      %,d executed, %,d journaled, %s; the gate is %s",
        status.sequence(),
        status.journaled(),
        status.synced().isPresent()
            ? format("%,d synced", status.synced().getAsLong())
            : "nothing synced yet",
        gateLag(status) == 0 ? "there" : format("%,d behind", gateLag(status)));
  }

  private static long gateLag(final NodeStatus status) {
    return Math.max(0, status.sequence() - status.gate());
  }

  private static String standby(final NodeStatus status) {
    if (status.inSync().isEmpty()) {
      return "none";
    }
    return (status.inSync().get() ? "in sync" : "NOT in sync")
        + (status.lag().isPresent() ? format(", %,d behind", status.lag().getAsLong()) : "");
  }

  private static String rates(final NodeStatus status) {
    return format(
        "commands      %,d accepted, %,d rejected, %,d not taken per second over %.1f s;"
            + " %,d, %,d, %,d since the start",
        status.rates().accepted(),
        status.rates().rejected(),
        status.rates().notTaken(),
        status.overMs() / 1_000.0,
        status.totals().accepted(),
        status.totals().rejected(),
        status.totals().notTaken());
  }

  private static String disk(final NodeStatus status) {
    if (status.diskFreeBytes().isEmpty()) {
      return "no journal";
    }
    final String left = format("%,d MiB left", status.diskFreeBytes().getAsLong() >> MIB_SHIFT);
    return switch (status.space()) {
      case LOW -> left + ": LOW, Reserve, ReserveBasket and JoinQueue are refused";
      case FULL -> left + ": FULL, every command is refused";
      default -> left;
    };
  }

  private static String snapshotText(final NodeStatus status) {
    return status.snapshotSequence().isEmpty()
        ? "none"
        : format("at sequence %,d", status.snapshotSequence().getAsLong());
  }

  private static String clock(final NodeStatus status) {
    final long ahead = status.wallMs() - status.timeMs();
    return "engine time   "
        + Instant.ofEpochMilli(status.timeMs())
        + format(
            "; the machine's clock is %,d ms %s", Math.abs(ahead), ahead < 0 ? "behind" : "ahead");
  }

  private static void addStages(final List<String> lines, final NodeStatus status) {
    lines.add(
        format(
            "%-13s %11s %11s %11s %11s %11s",
            "us per batch", "batches", "p50", "p99", "p99.9", "max"));
    for (final NodeStatus.StageTimes times : status.stages()) {
      if (times.batches() > 0) {
        lines.add(
            format(
                "%-13s %,11d %,11.1f %,11.1f %,11.1f %,11.1f",
                name(times),
                times.batches(),
                micros(times.p50Ns()),
                micros(times.p99Ns()),
                micros(times.p999Ns()),
                micros(times.maxNs())));
      }
    }
  }

  private static String name(final NodeStatus.StageTimes times) {
    return times.stage().name().toLowerCase(Locale.ROOT);
  }

  private static double micros(final long ns) {
    return Math.round(ns / NS_PER_TENTH_MICRO) / 10.0;
  }

  private static Long boxed(final OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static String format(final String text, final Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
