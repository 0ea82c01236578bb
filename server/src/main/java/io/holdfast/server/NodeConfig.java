package io.holdfast.server;

import io.holdfast.engine.EngineConfig;
import io.holdfast.gateway.GatewayConfig;
import io.holdfast.gateway.PushConfig;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.protocol.codec.Durability;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a node needs to know.
 *
 * @param dataDir where its journal is; ignored by durability MEMORY
 * @param host to listen on
 * @param port to listen on; 0 takes any free one
 * @param durability MEMORY, JOURNALED or SYNCED
 * @param ringSlots a power of two
 * @param largestWindowSlots most slots granted to one connection
 * @param segmentBytes size at which a journal segment is full
 * @param minFreeBytes free space on the journal's disk below which no new demand is taken; below a
 *     quarter of it, no command
 * @param engine ceilings for a new journal; an old one keeps its own
 * @param log told, in lines for an operator, what happens at start and stop
 * @param fatal told what stopped the node for good; the node is not to be used any more
 * @param outageGraceMs how long after a restart nothing lapses, in ms; 0: no grace
 * @param version of the program, for status
 * @param access who may come in
 * @param push what subscriptions may cost
 * @param slowReaderMs how long answers may wait for a client to take them before it is cut off
 */
public record NodeConfig(
    Path dataDir,
    String host,
    int port,
    Durability durability,
    int ringSlots,
    int largestWindowSlots,
    long segmentBytes,
    long minFreeBytes,
    EngineConfig engine,
    Consumer<String> log,
    Consumer<Throwable> fatal,
    long outageGraceMs,
    String version,
    NodeAccess access,
    PushConfig push,
    int slowReaderMs) {

  /** Grace after a restart by default. */
  public static final long DEFAULT_OUTAGE_GRACE_MS = 60_000;

  /** Address a node listens on by default. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Port a node listens on by default. */
  public static final int DEFAULT_PORT = 7010;

  /**
   * Slots of the ring by default: 512 connections with the smallest window, 32 with the largest.
   */
  public static final int DEFAULT_RING_SLOTS = 1 << 16;

  /** Largest window by default. */
  public static final int DEFAULT_LARGEST_WINDOW_SLOTS = 1_024;

  /** Size of a journal segment by default. */
  public static final long DEFAULT_SEGMENT_BYTES = ChronicleJournal.DEFAULT_SEGMENT_BYTES;

  /** Free space that is kept by default. */
  public static final long DEFAULT_MIN_FREE_BYTES = 256L << 20;

  /**
   * Memory that one reservation is counted with: its record and its share of tables, outside the
   * heap, and slack for the others.
   */
  private static final long BYTES_PER_RESERVATION = 256;

  /**
   * The reservations that an engine in this JVM may hold: as many as take half as much memory as
   * the heap may, between 100,000 and 32 million.
   *
   * @param maxHeapBytes as Runtime.maxMemory says
   */
  public static int reservationsFor(final long maxHeapBytes) {
    final long fitting = maxHeapBytes / 2 / BYTES_PER_RESERVATION;
    return (int) Math.max(100_000, Math.min(32_000_000, fitting));
  }

  /** Begins with the defaults: a loopback address, class JOURNALED, a log that nobody reads. */
  public static Builder builder(final Path dataDir) {
    return new Builder(dataDir);
  }

  /** Makes a configuration by naming what is not as by default; for one thread. */
  public static final class Builder {
    private final Path dataDir;
    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private Durability durability = Durability.JOURNALED;
    private int ringSlots = DEFAULT_RING_SLOTS;
    private int largestWindowSlots = DEFAULT_LARGEST_WINDOW_SLOTS;
    private long segmentBytes = DEFAULT_SEGMENT_BYTES;
    private long minFreeBytes = DEFAULT_MIN_FREE_BYTES;
    private EngineConfig engine =
        EngineConfig.forReservations(reservationsFor(Runtime.getRuntime().maxMemory()));
    private Consumer<String> log = line -> {};
    private Consumer<Throwable> fatal = failure -> {};
    private long outageGraceMs = DEFAULT_OUTAGE_GRACE_MS;
    private String version = "";
    private NodeAccess access = NodeAccess.LOOPBACK;
    private PushConfig push = PushConfig.DEFAULT;
    private int slowReaderMs = GatewayConfig.DEFAULT_SLOW_READER_MS;

    private Builder(final Path dataDir) {
      this.dataDir = dataDir;
    }

    /**
     * Where to listen.
     *
     * @param newPort 0: any free one
     */
    public Builder listen(final String newHost, final int newPort) {
      host = newHost;
      port = newPort;
      return this;
    }

    /** MEMORY, JOURNALED or SYNCED. */
    public Builder durability(final Durability newDurability) {
      durability = newDurability;
      return this;
    }

    /** Slots of the ring, a power of two, and the most that one connection is granted. */
    public Builder slots(final int newRingSlots, final int newLargestWindowSlots) {
      ringSlots = newRingSlots;
      largestWindowSlots = newLargestWindowSlots;
      return this;
    }

    /** Size at which a journal segment is full. */
    public Builder segmentBytes(final long newSegmentBytes) {
      segmentBytes = newSegmentBytes;
      return this;
    }

    /** Free space on the journal's disk below which no new demand is taken. */
    public Builder minFreeBytes(final long newMinFreeBytes) {
      minFreeBytes = newMinFreeBytes;
      return this;
    }

    /** Ceilings for a new journal. */
    public Builder engine(final EngineConfig newEngine) {
      engine = newEngine;
      return this;
    }

    /** Told, in lines for an operator, what happens. */
    public Builder log(final Consumer<String> newLog) {
      log = newLog;
      return this;
    }

    /** Told what stopped the node for good. */
    public Builder fatal(final Consumer<Throwable> newFatal) {
      fatal = newFatal;
      return this;
    }

    /** How long after a restart nothing lapses, in ms. */
    public Builder outageGraceMs(final long newOutageGraceMs) {
      outageGraceMs = newOutageGraceMs;
      return this;
    }

    /** Of the program, for status. */
    public Builder version(final String newVersion) {
      version = newVersion;
      return this;
    }

    /** Who may come in. */
    public Builder access(final NodeAccess newAccess) {
      access = newAccess;
      return this;
    }

    /** What subscriptions may cost. */
    public Builder push(final PushConfig newPush) {
      push = newPush;
      return this;
    }

    /** How long answers may wait for a client to take them, in ms. */
    public Builder slowReaderMs(final int newSlowReaderMs) {
      slowReaderMs = newSlowReaderMs;
      return this;
    }

    /** The configuration. */
    public NodeConfig build() {
      return new NodeConfig(
          dataDir,
          host,
          port,
          durability,
          ringSlots,
          largestWindowSlots,
          segmentBytes,
          minFreeBytes,
          engine,
          log,
          fatal,
          outageGraceMs,
          version,
          access,
          push,
          slowReaderMs);
    }
  }
}
