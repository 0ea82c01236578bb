package io.holdfast.tools.serve;

import io.holdfast.engine.EngineConfig;
import io.holdfast.gateway.PushConfig;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.tools.cli.Promise;
import io.holdfast.tools.operate.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that a node runs with, a line each, for the head of its log. */
final class Banner {
  private static final int NAME_WIDTH = 24;

  private final List<String> lines = new ArrayList<>();

  private Banner() {}

  static List<String> of(final ServeSettings settings, final String version, final long heapBytes) {
    final Banner banner = new Banner();
    banner.lines.add(version);
    banner.add("listen", host(settings) + ":" + settings.address().getPort());
    AccessSettings.lines(settings.access())
        .forEach(line -> banner.add(line.getKey(), line.getValue()));
    banner.addJournal(settings);
    banner.add(Setting.RING_SLOTS.key(), String.format(Locale.ROOT, "%,d", settings.ringSlots()));
    banner.add(
        Setting.MAX_WINDOW.key(),
        String.format(Locale.ROOT, "%,d slots per connection", settings.maxWindowSlots()));
    banner.add(
        Setting.SLOW_READER_TIMEOUT.key(),
        DurationText.of(settings.slowReaderMs()) + " for a client to take its answers");
    banner.addPush(settings.push());
    banner.add("heap", String.format(Locale.ROOT, "%,d MiB", heapBytes >> 20));
    banner.addCeilings(settings);
    return banner.lines;
  }

  private static String host(final ServeSettings settings) {
    final String host = settings.address().getHostString();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private void addJournal(final ServeSettings settings) {
    add(Setting.DURABILITY.key(), Promise.of(settings.durability()));
    if (settings.durability() == Durability.MEMORY) {
      return;
    }
    add(Setting.DATA_DIR.key(), settings.dataDir().toAbsolutePath().normalize().toString());
    add(Setting.SEGMENT_SIZE.key(), ByteSize.text(settings.segmentBytes()));
    add(
        Setting.MIN_FREE.key(),
        ByteSize.text(settings.minFreeBytes())
            + " of the disk; below, no new demand is taken, below a quarter of it no command");
    add(
        Setting.OUTAGE_GRACE.key(),
        DurationText.of(settings.outageGraceMs()) + " after a restart in which nothing lapses");
    add("snapshots", snapshots(settings));
  }

  private static String snapshots(final ServeSettings settings) {
    final List<String> when = new ArrayList<>();
    if (settings.snapshotSteps() > 0) {
      when.add(String.format(Locale.ROOT, "after %,d steps", settings.snapshotSteps()));
    }
    if (settings.snapshotEveryMs() > 0) {
      when.add("after " + DurationText.of(settings.snapshotEveryMs()));
    }
    return when.isEmpty()
        ? "none are taken"
        : String.join(" or ", when) + "; " + settings.snapshotsKept() + " are kept";
  }

  private void addPush(final PushConfig push) {
    add(
        Setting.PUSH_INTERVAL.key(),
        DurationText.of(push.intervalMs()) + " at least between two updates of a subscription");
    addNumber(Setting.MAX_OBSERVERS.key(), push.maxObservers());
    addNumber(Setting.MAX_SUBSCRIPTIONS.key(), push.maxInAll());
  }

  private void addCeilings(final ServeSettings settings) {
    final EngineConfig engine = settings.engine();
    lines.add("ceilings of a new journal (an old one keeps its own):");
    add(
        "  " + Setting.MAX_RESERVATIONS.key(),
        String.format(
            Locale.ROOT,
            "%,d live holds and purchases; the heap is good for %,d",
            engine.maxReservations(),
            settings.reservationsThatFit()));
    addNumber("  ended holds", engine.maxEndedHolds());
    addNumber("  final rejections", engine.maxRejections());
    addNumber("  cancels and commands", engine.maxCommandIds());
    add("  remembered for", DurationText.of(engine.memoryRetentionMs()));
    addNumber("  sales", engine.maxSales());
    addNumber("  lines", engine.maxLines());
    addNumber("  places in queues", engine.maxTickets());
    addNumber("  live holds per buyer", engine.maxBuyerHolds());
    addNumber("  units per reservation", engine.maxReservationUnits());
    addNumber("  units per line", engine.maxLineUnits());
    addNumber("  changes per step", engine.maxChangesPerStep());
    if (settings.maxReservations() > settings.reservationsThatFit()) {
      lines.add("WARNING: more reservations than the heap is good for; raise -Xmx");
    }
  }

  private void addNumber(final String name, final long number) {
    add(name, String.format(Locale.ROOT, "%,d", number));
  }

  private void add(final String name, final String value) {
    lines.add(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %s", name, value));
  }
}
