package io.holdfast.tools.serve;

import io.holdfast.engine.EngineConfig;
import io.holdfast.gateway.GatewayConfig;
import io.holdfast.gateway.PushConfig;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.NodeAccess;
import io.holdfast.server.NodeConfig;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.operate.DurationText;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

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
 * @param access who may come in
 * @param slowReaderMs how long answers may wait for a client to take them before it is cut off
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
    int snapshotsKept,
    NodeAccess access,
    int slowReaderMs) {

  /** Where a node keeps its journal unless told otherwise. */
  public static final String DEFAULT_DATA_DIR = "holdfast-data";

  /** Replayed in less than a minute. */
  private static final long DEFAULT_SNAPSHOT_STEPS = 100_000_000;

  private static final long MOST_STEPS = 1_000_000_000_000L;
  private static final String DEFAULT_SNAPSHOT_EVERY = "1d";
  private static final int DEFAULT_SNAPSHOTS_KEPT = 3;
  private static final int MOST_SNAPSHOTS = 1_000;

  /** Shorter than that, a client that collects garbage would be taken for one that stalls. */
  private static final int SHORTEST_SLOW_READER_MS = 100;

  private static final int LONGEST_SLOW_READER_MS = 3_600_000;

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
    final SettingReader reader = new SettingReader(given);
    final int ringSlots = reader.ringSlots();
    final int fitting = NodeConfig.reservationsFor(maxHeapBytes);
    return new ServeSettings(
        reader.address(),
        reader.path(Setting.DATA_DIR, DEFAULT_DATA_DIR),
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
        PushSettings.of(reader),
        reader.number(Setting.SNAPSHOT_STEPS, DEFAULT_SNAPSHOT_STEPS, 0, MOST_STEPS),
        reader.durationMs(Setting.SNAPSHOT_EVERY, DEFAULT_SNAPSHOT_EVERY),
        (int) reader.number(Setting.SNAPSHOT_KEEP, DEFAULT_SNAPSHOTS_KEPT, 1, MOST_SNAPSHOTS),
        AccessSettings.of(given, reader),
        reader.durationMs(
            Setting.SLOW_READER_TIMEOUT,
            DurationText.of(GatewayConfig.DEFAULT_SLOW_READER_MS),
            SHORTEST_SLOW_READER_MS,
            LONGEST_SLOW_READER_MS));
  }

  /** Ceilings for a new journal. */
  public EngineConfig engine() {
    return EngineConfig.forReservations(maxReservations);
  }
}
