package io.holdfast.tools.snapshots;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.snapshotter.SnapshotInfo;
import io.holdfast.snapshotter.SnapshotStore;
import io.holdfast.snapshotter.SnapshotTaker;
import io.holdfast.tools.operate.DurationText;
import io.holdfast.tools.operate.TextTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Snapshots as JSON and as text. */
public final class SnapshotViews {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SnapshotViews() {}

  /** A hash as people compare it. */
  public static String hash(final long hash) {
    return String.format(Locale.ROOT, "%016x", hash);
  }

  /** What was taken, in JSON. */
  public static JsonObject json(final SnapshotTaker.Taken taken, final double seconds) {
    final JsonObject json = json(taken.snapshot());
    json.addProperty("fromSequence", taken.fromSequence());
    json.addProperty("steps", taken.steps());
    json.addProperty("seconds", Math.round(seconds * 1_000) / 1_000.0);
    json.addProperty("new", taken.isNew());
    return json;
  }

  private static JsonObject json(final SnapshotInfo info) {
    final JsonObject json = new JsonObject();
    json.addProperty("file", info.file().toString());
    json.addProperty("epoch", info.point().epoch());
    json.addProperty("sequence", info.point().sequence());
    json.addProperty("timeMs", info.point().timeMs());
    json.addProperty("takenAtMs", info.takenAtMs());
    json.addProperty("bytes", info.fileBytes());
    json.addProperty("reservations", info.reservations());
    json.addProperty("rulesVersion", info.point().rulesVersion());
    json.addProperty("stateHash", hash(info.stateHash()));
    return json;
  }

  /** What was taken, in words. */
  public static List<String> text(final SnapshotTaker.Taken taken, final double seconds) {
    final SnapshotInfo info = taken.snapshot();
    final String what =
        String.format(
            Locale.ROOT,
            "%s: sequence %,d, %,d bytes, state hash %s",
            info.file(),
            info.point().sequence(),
            info.fileBytes(),
            hash(info.stateHash()));
    if (!taken.isNew()) {
      return List.of(what, "nothing was written: it was there already");
    }
    return List.of(
        what,
        String.format(
            Locale.ROOT,
            "%,d steps behind sequence %,d in %.1f s",
            taken.steps(),
            taken.fromSequence(),
            seconds));
  }

  /** All snapshots, newest first, in JSON. */
  public static JsonArray json(final List<SnapshotStore.Checked> checked, final long nowMs) {
    final JsonArray array = new JsonArray();
    for (final SnapshotStore.Checked each : checked) {
      final JsonObject json;
      if (each.isValid()) {
        json = json(each.info());
        json.addProperty("ageSeconds", ageMs(each.info(), nowMs) / 1_000);
      } else {
        json = new JsonObject();
        json.addProperty("file", each.file().toString());
      }
      json.addProperty("valid", each.isValid());
      json.add("problem", JsonNull.INSTANCE);
      if (!each.isValid()) {
        json.addProperty("problem", each.problem());
      }
      array.add(json);
    }
    return array;
  }

  /** All snapshots, newest first, as a table. */
  public static List<String> text(final List<SnapshotStore.Checked> checked, final long nowMs) {
    final TextTable table =
        new TextTable("sequence", "epoch", "engine time<", "bytes", "age", "state<", "file<");
    final List<String> problems = new ArrayList<>();
    for (final SnapshotStore.Checked each : checked) {
      final Path name = each.file().getFileName();
      if (each.isValid()) {
        final SnapshotInfo info = each.info();
        table.add(
            String.format(Locale.ROOT, "%,d", info.point().sequence()),
            info.point().epoch(),
            TIME.format(Instant.ofEpochMilli(info.point().timeMs())),
            String.format(Locale.ROOT, "%,d", info.fileBytes()),
            DurationText.of(ageMs(info, nowMs) / 1_000 * 1_000),
            "valid",
            name);
      } else {
        table.add("", "", "", "", "", "unusable", name);
        problems.add(each.problem());
      }
    }
    final List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(problems);
    return lines;
  }

  private static long ageMs(final SnapshotInfo info, final long nowMs) {
    return Math.max(0, nowMs - info.takenAtMs());
  }
}
