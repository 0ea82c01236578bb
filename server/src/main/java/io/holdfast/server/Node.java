package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.gateway.Gateway;
import io.holdfast.gateway.GatewayConfig;
import io.holdfast.gateway.PushSource;
import io.holdfast.pipeline.Activity;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.EngineClock;
import io.holdfast.pipeline.EventBatch;
import io.holdfast.pipeline.EventListener;
import io.holdfast.pipeline.PipelineConfig;
import io.holdfast.pipeline.Watches;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.JournalSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A running node: engine, ring, journal and gateway. {@link #start} returns when clients can
 * connect; {@link #close} is the orderly stop: nothing new is taken, everything taken is executed,
 * journaled and answered, the journal is synced.
 */
public final class Node implements AutoCloseable {
  private static final int HEARTBEAT_MS = 10_000;
  private static final int EVENT_LOOPS = 1;

  private final NodeConfig config;
  private final NodeJournal journal;
  private final CompactPipeline pipeline;
  private final Gateway gateway;
  private final Watch watch;
  private final long startSequence;
  private boolean closed;

  private Node(
      final NodeConfig config,
      final NodeJournal journal,
      final CompactPipeline pipeline,
      final Gateway gateway,
      final Watch watch,
      final long startSequence) {
    this.config = config;
    this.journal = journal;
    this.pipeline = pipeline;
    this.gateway = gateway;
    this.watch = watch;
    this.startSequence = startSequence;
  }

  /**
   * Starts a node.
   *
   * @throws NodeException if the configuration cannot work
   * @throws io.holdfast.journal.JournalException if the data directory or the journal cannot be
   *     used
   * @throws io.holdfast.gateway.GatewayException if the address cannot be listened on, or a file of
   *     {@link NodeAccess} not be used
   */
  public static Node start(final NodeConfig config) {
    return start(config, new Watches(null));
  }

  /**
   * Starts a node whose state changes somebody listens to; see {@link EventListener}.
   *
   * @throws NodeException as {@link #start(NodeConfig)}, which throws the others too
   */
  public static Node start(final NodeConfig config, final EventListener listener) {
    return start(config, new Watches(new EventBatch(listener)));
  }

  private static Node start(final NodeConfig config, final Watches watches) {
    final NodeDoor door = NodeDoor.open(config);
    requireOffered(config.durability());
    final Engine engine = new Engine(watches);
    final NodeJournal journal = NodeJournal.open(config, engine, System.currentTimeMillis());
    try {
      return start(config, engine, watches, journal, door);
    } catch (final RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static Node start(
      final NodeConfig config,
      final Engine engine,
      final Watches watches,
      final NodeJournal journal,
      final NodeDoor door) {
    final long startSequence = engine.sequence();
    final Gateway gateway =
        new Gateway(gatewayConfig(config, journal.epoch(), door), config.push());
    final CompactPipeline pipeline =
        CompactPipeline.create(
            PipelineConfig.builder(engine, clock(config, engine), config.fatal())
                .ringSlots(config.ringSlots())
                .journal(journal.batches(), config.durability())
                .epoch(journal.epoch())
                .batchListener(gateway.batchListener())
                .watches(watches)
                .build());
    final DiskGuard disk = guard(config, gateway, journal);
    final Activity activity =
        new Activity(pipeline.gauges(), gateway.counts()::notTaken, System::nanoTime);
    final NewestSnapshot snapshot =
        disk == null ? null : new NewestSnapshot(config.dataDir(), config.log());
    gateway.open(
        pipeline.ring(),
        pipeline::timeMs,
        new StatusWriter(pipeline, gateway, activity, disk, snapshot, identity(config, journal)),
        new PushSource(pipeline.board(), watches));
    pipeline.start();
    final List<Runnable> looks = new ArrayList<>(door.looks(gateway));
    looks.add(activity::look);
    if (disk != null) {
      looks.add(disk::look);
      looks.add(snapshot::look);
    }
    final Watch watch = new Watch(looks);
    return new Node(config, journal, pipeline, gateway, watch, startSequence);
  }

  private static StatusWriter.Identity identity(
      final NodeConfig config, final NodeJournal journal) {
    return new StatusWriter.Identity(
        journal.epoch(), journal.termId(), config.durability(), config.version());
  }

  private static GatewayConfig gatewayConfig(
      final NodeConfig config, final long epoch, final NodeDoor door) {
    return new GatewayConfig(
        config.host(),
        config.port(),
        EVENT_LOOPS,
        config.ringSlots(),
        config.largestWindowSlots(),
        HEARTBEAT_MS,
        epoch,
        config.durability(),
        door.config(),
        config.slowReaderMs());
  }

  private static EngineClock clock(final NodeConfig config, final Engine engine) {
    return new EngineClock(
        engine.timeMs(),
        System::currentTimeMillis,
        System::nanoTime,
        differenceMs ->
            config
                .log()
                .accept(
                    "CLOCK ALARM: the wall clock differs by "
                        + differenceMs
                        + " ms; engine time does not follow it"));
  }

  private static DiskGuard guard(
      final NodeConfig config, final Gateway gateway, final NodeJournal journal) {
    if (config.durability() == Durability.MEMORY) {
      return null;
    }
    try {
      return new DiskGuard(
          DiskSpace.of(config.dataDir(), journal::reservationFailed),
          new SpaceLevel(config.minFreeBytes()),
          level -> take(gateway, level),
          config.log());
    } catch (final IOException e) {
      throw new NodeException(config.dataDir() + ": cannot tell the space left: " + e, e);
    }
  }

  private static void take(final Gateway gateway, final JournalSpace level) {
    switch (level) {
      case LOW -> gateway.refuseDemand(Code.JOURNAL_FULL);
      case FULL -> gateway.refuseCommands(Code.JOURNAL_FULL);
      default -> gateway.takeAgain();
    }
  }

  /**
   * Refuses an address that more can reach than may come in: without credentials one that is no
   * loopback address, without TLS too unless the configuration asks for it. {@link #start} does so
   * by itself.
   *
   * @throws NodeException saying why
   */
  public static void requireSafeAddress(final NodeConfig config) {
    NodeDoor.requireSafe(config.host(), config.access());
  }

  private static void requireOffered(final Durability durability) {
    if (durability != Durability.MEMORY
        && durability != Durability.JOURNALED
        && durability != Durability.SYNCED) {
      throw new NodeException(
          "durability " + durability + " is not offered yet; use JOURNALED or SYNCED");
    }
  }

  /** The port clients connect to. */
  public int port() {
    return gateway.port();
  }

  /** Class of every verdict of this node. */
  public Durability durability() {
    return config.durability();
  }

  /** Number of the node's term. */
  public long epoch() {
    return journal.epoch();
  }

  /** Last sequence at the start: that of recovery, or of the first record. */
  public long startSequence() {
    return startSequence;
  }

  /** The last step that clients may know of. Any thread. */
  public long gateSequence() {
    return pipeline.gauges().gateSequence();
  }

  /** The ring, for requests from within the process. */
  public CommandRing ring() {
    return pipeline.ring();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.close();
    gateway.refuse(Code.SHUTTING_DOWN);
    pipeline.close();
    gateway.close();
    journal.close();
  }
}
