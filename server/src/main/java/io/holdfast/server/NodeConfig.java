package io.holdfast.server;

import io.holdfast.engine.EngineConfig;
import io.holdfast.gateway.PushConfig;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.protocol.codec.Durability;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a node needs to know.
 *
 * @param dataDir where its journal is; ignored by durability MEMORY
 * @param host to listen on; a node has no credentials yet, so only a loopback address is allowed
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
 * @param push what subscriptions may cost
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
    PushConfig push) {

  /** Grace after a restart by default. */
  public static final long DEFAULT_OUTAGE_GRACE_MS = 60_000;

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
   * Memory that one reservation is counted with: its record, its share of tables, and slack for the
   * others.
   */
  private static final long BYTES_PER_RESERVATION = 256;

  /**
   * The reservations that an engine in this JVM may hold: half the heap's worth, between 100,000
   * and 32 million.
   *
   * @param maxHeapBytes as Runtime.maxMemory says
   */
  public static int reservationsFor(final long maxHeapBytes) {
    final long fitting = maxHeapBytes / 2 / BYTES_PER_RESERVATION;
    return (int) Math.max(100_000, Math.min(32_000_000, fitting));
  }

  /** With what subscriptions may cost by default. */
  public NodeConfig(
      final Path dataDir,
      final String host,
      final int port,
      final Durability durability,
      final int ringSlots,
      final int largestWindowSlots,
      final long segmentBytes,
      final long minFreeBytes,
      final EngineConfig engine,
      final Consumer<String> log,
      final Consumer<Throwable> fatal,
      final long outageGraceMs,
      final String version) {
    this(
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
        PushConfig.DEFAULT);
  }

  /** A program that does not say its version. */
  public NodeConfig(
      final Path dataDir,
      final String host,
      final int port,
      final Durability durability,
      final int ringSlots,
      final int largestWindowSlots,
      final long segmentBytes,
      final long minFreeBytes,
      final EngineConfig engine,
      final Consumer<String> log,
      final Consumer<Throwable> fatal,
      final long outageGraceMs) {
    this(
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
        "");
  }

  /** With the default grace after a restart. */
  public NodeConfig(
      final Path dataDir,
      final String host,
      final int port,
      final Durability durability,
      final int ringSlots,
      final int largestWindowSlots,
      final long segmentBytes,
      final long minFreeBytes,
      final EngineConfig engine,
      final Consumer<String> log,
      final Consumer<Throwable> fatal) {
    this(
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
        DEFAULT_OUTAGE_GRACE_MS);
  }
}
