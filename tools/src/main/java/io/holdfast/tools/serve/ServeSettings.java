package io.holdfast.tools.serve;

import io.holdfast.engine.EngineConfig;
import io.holdfast.gateway.PushConfig;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.DurationText;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.TypeConversionException;

/**
 * What a node is run with, every value checked.
 *
 * @param address to listen on, not looked up; port 0: any free one
 * @param dataDir where the journal is
 * @param durability MEMORY, JOURNALED or SYNCED
 * @param ringSlots a power of two
 * @param maxWindowSlots most slots granted to one connection
 * @param maxReservations ceiling of a new journal
 * @param reservationsThatFit what this JVM's heap is good for
 * @param segmentBytes size at which a journal segment is full
 * @param minFreeBytes free space on the journal's disk below which no new demand is taken; below a
 *     quarter of it, no command
 * @param outageGraceMs how long after a restart nothing lapses, in ms
 * @param push what subscriptions may cost
 * @param snapshotSteps take a snapshot after so many steps; 0: not by count
 * @param snapshotEveryMs take one after so long, in ms; 0: not by time
 * @param snapshotsKept how many valid ones stay when one was taken
 */
public record ServeSettings(
    InetSocketAddress address,
    Path dataDir,
    Durability durability,
    int ringSlots,
    int maxWindowSlots,
    int maxReservations,
    int reservationsThatFit,
    long segmentBytes,
    long minFreeBytes,
    long outageGraceMs,
    PushConfig push,
    long snapshotSteps,
    long snapshotEveryMs,
    int snapshotsKept) {

  /** Where a node keeps its journal unless told otherwise. */
  public static final String DEFAULT_DATA_DIR = "holdfast-data";

  /** A connection gets at least the longest message, and windows share half of the ring. */
  private static final int SMALLEST_WINDOW_SLOTS = Framing.slots(Framing.MAX_MESSAGE_BYTES);

  private static final int SMALLEST_RING_SLOTS = 2 * SMALLEST_WINDOW_SLOTS;
  private static final int LARGEST_RING_SLOTS = 1 << 22;

  /** Replayed in less than a minute. */
  private static final long DEFAULT_SNAPSHOT_STEPS = 100_000_000;

  private static final long MOST_STEPS = 1_000_000_000_000L;
  private static final String DEFAULT_SNAPSHOT_EVERY = "1d";
  private static final int DEFAULT_SNAPSHOTS_KEPT = 3;
  private static final int MOST_SNAPSHOTS = 1_000;
  private static final long LONGEST_PUSH_INTERVAL_MS = 60_000;
  private static final int MOST_OBSERVERS = 1_000_000;
  private static final int MOST_SUBSCRIPTIONS = 10_000_000;

  /** What the hash table of ids leaves room for. */
  private static final int MOST_RESERVATIONS = 300_000_000;

  /** The longest excerpt is 1 MiB; a segment should hold more than a few. */
  private static final long SMALLEST_SEGMENT_BYTES = 16L << 20;

  /**
   * Checks what was given, and takes defaults for the rest.
   *
   * @param maxHeapBytes as Runtime.maxMemory says
   * @throws OperatorMistake naming option, or file and line, and what is wrong
   */
  public static ServeSettings of(final Map<Setting, Given> given, final long maxHeapBytes) {
    final Reader reader = new Reader(given);
    final int ringSlots = reader.ringSlots();
    final int fitting = NodeConfig.reservationsFor(maxHeapBytes);
    return new ServeSettings(
        reader.address(),
        reader.dataDir(),
        reader.durability(),
        ringSlots,
        reader.maxWindow(ringSlots),
        (int) reader.number(Setting.MAX_RESERVATIONS, fitting, 1, MOST_RESERVATIONS),
        fitting,
        reader.bytes(
            Setting.SEGMENT_SIZE, NodeConfig.DEFAULT_SEGMENT_BYTES, SMALLEST_SEGMENT_BYTES),
        reader.bytes(Setting.MIN_FREE, NodeConfig.DEFAULT_MIN_FREE_BYTES, 0),
        reader.durationMs(
            Setting.OUTAGE_GRACE, DurationText.of(NodeConfig.DEFAULT_OUTAGE_GRACE_MS)),
        reader.push(),
        reader.number(Setting.SNAPSHOT_STEPS, DEFAULT_SNAPSHOT_STEPS, 0, MOST_STEPS),
        reader.durationMs(Setting.SNAPSHOT_EVERY, DEFAULT_SNAPSHOT_EVERY),
        (int) reader.number(Setting.SNAPSHOT_KEEP, DEFAULT_SNAPSHOTS_KEPT, 1, MOST_SNAPSHOTS));
  }

  /** Ceilings for a new journal. */
  public EngineConfig engine() {
    return EngineConfig.forReservations(maxReservations);
  }

  /** Reads one setting each. */
  private record Reader(Map<Setting, Given> given) {
    InetSocketAddress address() {
      final Given listen = orDefault(Setting.LISTEN, NodeAddress.DEFAULT);
      try {
        return ListenAddress.parse(listen.text());
      } catch (final TypeConversionException e) {
        throw new OperatorMistake(listen.where() + ": " + e.getMessage(), e);
      }
    }

    Path dataDir() {
      final Given dir = orDefault(Setting.DATA_DIR, DEFAULT_DATA_DIR);
      try {
        return Path.of(dir.text());
      } catch (final InvalidPathException e) {
        throw dir.wrong("is not a path: " + e.getReason());
      }
    }

    Durability durability() {
      final Given asked = orDefault(Setting.DURABILITY, "journaled");
      return switch (asked.text().toLowerCase(Locale.ROOT)) {
        case "journaled" -> Durability.JOURNALED;
        case "synced" -> Durability.SYNCED;
        case "memory" -> memory(asked);
        case "replicated", "replicated-synced", "replicated_synced" ->
            throw asked.wrong("is not offered yet; use journaled or synced");
        default -> throw asked.wrong("must be journaled, synced or memory");
      };
    }

    private Durability memory(final Given asked) {
      final Given consent = orDefault(Setting.NOTHING_IS_KEPT, "false");
      return switch (consent.text().toLowerCase(Locale.ROOT)) {
        case "true" -> Durability.MEMORY;
        case "false" ->
            throw asked.wrong(
                "nothing is kept when the node stops; if that is what you want, say "
                    + Setting.NOTHING_IS_KEPT.option()
                    + " too");
        default -> throw consent.wrong("must be true or false");
      };
    }

    int ringSlots() {
      final int slots =
          (int)
              number(
                  Setting.RING_SLOTS,
                  NodeConfig.DEFAULT_RING_SLOTS,
                  SMALLEST_RING_SLOTS,
                  LARGEST_RING_SLOTS);
      if (Integer.bitCount(slots) != 1) {
        throw given
            .get(Setting.RING_SLOTS)
            .wrong("must be a power of two, such as " + Integer.highestOneBit(slots));
      }
      return slots;
    }

    int maxWindow(final int ringSlots) {
      final int most = ringSlots / 2;
      final int usual = Math.min(NodeConfig.DEFAULT_LARGEST_WINDOW_SLOTS, most);
      return (int) number(Setting.MAX_WINDOW, usual, SMALLEST_WINDOW_SLOTS, most);
    }

    long number(final Setting setting, final long usual, final long lowest, final long highest) {
      final Given asked = orDefault(setting, Long.toString(usual));
      final boolean isNumber = asked.text().matches("[0-9]{1,18}");
      final long number = isNumber ? Long.parseLong(asked.text()) : -1;
      if (number < lowest || number > highest) {
        throw asked.wrong(
            String.format(Locale.ROOT, "must be a whole number from %d to %d", lowest, highest));
      }
      return number;
    }

    PushConfig push() {
      final PushConfig usual = PushConfig.DEFAULT;
      final long intervalMs = durationMs(Setting.PUSH_INTERVAL, usual.intervalMs() + "ms");
      if (intervalMs < 1 || intervalMs > LONGEST_PUSH_INTERVAL_MS) {
        throw given.get(Setting.PUSH_INTERVAL).wrong("must be from 1ms to 1m");
      }
      return new PushConfig(
          (int) intervalMs,
          (int) number(Setting.MAX_OBSERVERS, usual.maxObservers(), 0, MOST_OBSERVERS),
          usual.maxPerObserver(),
          usual.maxPerConnection(),
          (int) number(Setting.MAX_SUBSCRIPTIONS, usual.maxInAll(), 0, MOST_SUBSCRIPTIONS));
    }

    long bytes(final Setting setting, final long usual, final long lowest) {
      final Given asked = orDefault(setting, Long.toString(usual));
      final long bytes =
          ByteSize.parse(asked.text()).orElseThrow(() -> asked.wrong("must be " + ByteSize.FORM));
      if (bytes < lowest) {
        throw asked.wrong("must be at least " + ByteSize.text(lowest));
      }
      return bytes;
    }

    long durationMs(final Setting setting, final String usual) {
      final Given asked = orDefault(setting, usual);
      try {
        return DurationText.parse(asked.text()).toMillis();
      } catch (final TypeConversionException e) {
        throw new OperatorMistake(asked.where() + ": " + e.getMessage(), e);
      }
    }

    private Given orDefault(final Setting setting, final String usual) {
      return given.getOrDefault(setting, new Given(setting.option(), usual));
    }
  }
}
