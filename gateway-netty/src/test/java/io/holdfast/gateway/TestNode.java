package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.pipeline.BatchJournal;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.EngineClock;
import io.holdfast.pipeline.PipelineConfig;
import io.holdfast.pipeline.Watches;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.NodeStatusEncoder;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A gateway before a pipeline and an engine that sells; time stands still. */
final class TestNode implements AutoCloseable {
  static final long TIME_MS = 1_000_000;
  static final long EPOCH = 5;
  static final int HEARTBEAT_MS = 60_000;
  static final long UNITS = 1_000_000;

  /** So long that only a test that moves the time itself gets there. */
  static final int SLOW_READER_MS = 3_600_000;

  /** Holds the pipeline up before a batch is journaled. */
  final HoldUp journal = new HoldUp();

  /** Holds the event loop up before a Welcome. */
  final HoldUp welcome = new HoldUp();

  /** Sees every batch before it is held up. */
  volatile BatchJournal batches = BatchJournal.NONE;

  final AtomicReference<Throwable> fatal = new AtomicReference<>();
  final Watches watches = new Watches(null);
  final Engine engine = new Engine(watches);
  final Gateway gateway;
  CompactPipeline pipeline;
  CountingIngress ingress;
  private final int ringSlots;
  private boolean closed;
  private final Verdict verdict = new Verdict();

  TestNode(final int ringSlots, final int largestWindowSlots, final int heartbeatMs) {
    this(
        ringSlots,
        largestWindowSlots,
        heartbeatMs,
        AccessConfig.OPEN,
        PushConfig.DEFAULT,
        System::nanoTime);
  }

  private TestNode(
      final int ringSlots,
      final int largestWindowSlots,
      final int heartbeatMs,
      final AccessConfig access,
      final PushConfig push,
      final LongSupplier nanoTime) {
    final Frames frames = new Frames();
    execute(frames.epochStart(EngineConfig.forReservations(500_000)));
    execute(frames.createSale(0, 1, "the sale"));
    execute(frames.stock(1, 1, UNITS));
    execute(frames.openSale(0, 1));
    final GatewayConfig config =
        new GatewayConfig(
            "127.0.0.1",
            0,
            1,
            ringSlots,
            largestWindowSlots,
            heartbeatMs,
            EPOCH,
            Durability.JOURNALED,
            access,
            SLOW_READER_MS);
    gateway = new Gateway(config, push, nanoTime);
    this.ringSlots = ringSlots;
  }

  private PipelineConfig pipelineConfig() {
    final BatchJournal kept =
        (ring, first, last) -> {
          batches.append(ring, first, last);
          journal.pass();
        };
    return PipelineConfig.builder(
            engine,
            new EngineClock(TIME_MS, () -> TIME_MS, () -> 0, differenceMs -> {}),
            fatal::set)
        .ringSlots(ringSlots)
        .journal(kept, Durability.JOURNALED)
        .epoch(EPOCH)
        .batchListener(gateway.batchListener())
        .watches(watches)
        .build();
  }

  /** Says only what the gateway knows. */
  private int status(final long correlationId, final MutableDirectBuffer buffer, final int offset) {
    final NodeStatusEncoder status =
        new NodeStatusEncoder()
            .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
            .correlationId(correlationId)
            .notTaken(gateway.counts().notTaken())
            .connections(gateway.counts().connections());
    status.stagesCount(0);
    status.version("test");
    return MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength();
  }

  static TestNode start() {
    return start(1 << 14, 1_024);
  }

  static TestNode start(final int ringSlots, final int largestWindowSlots) {
    return new TestNode(ringSlots, largestWindowSlots, HEARTBEAT_MS).listen();
  }

  /** With subscriptions served every millisecond. */
  static TestNode pushing(final int maxObservers, final int maxPerConnection, final int maxInAll) {
    final PushConfig push =
        new PushConfig(1, maxObservers, maxPerConnection, maxPerConnection, maxInAll);
    return new TestNode(1 << 14, 1_024, HEARTBEAT_MS, AccessConfig.OPEN, push, System::nanoTime)
        .listen();
  }

  /**
   * A node that not everybody may use as he likes.
   *
   * @param nanoTime the clock of the rates
   */
  static TestNode start(final AccessConfig access, final LongSupplier nanoTime) {
    return new TestNode(1 << 14, 1_024, HEARTBEAT_MS, access, PushConfig.DEFAULT, nanoTime)
        .listen();
  }

  TestNode listen() {
    pipeline = CompactPipeline.create(pipelineConfig());
    ingress = new CountingIngress(pipeline.ring());
    gateway.open(
        ingress,
        () -> {
          welcome.pass();
          return TIME_MS;
        },
        this::status,
        new PushSource(pipeline.board(), watches));
    pipeline.start();
    return this;
  }

  /** Executes a frame's command before the node starts. */
  void execute(final byte[] frame) {
    final long sequence = engine.sequence() + 1;
    engine.execute(new UnsafeBuffer(frame), Framing.LENGTH_FIELD_BYTES, sequence, TIME_MS, verdict);
    assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
  }

  RawClient connect() {
    return new RawClient(gateway.port());
  }

  /** Until so many connections are left, those that are being ended included. */
  void awaitConnections(final int count) {
    Await.until(count + " connections are left", () -> gateway.look(System.nanoTime()) == count);
  }

  void awaitClaimed(final long slots) {
    Await.until(slots + " slots are claimed", () -> ingress.claimedSlots() >= slots);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    journal.open();
    welcome.open();
    gateway.refuse(Code.SHUTTING_DOWN);
    pipeline.close();
    gateway.close();
    assertThat(fatal).hasNullValue();
  }
}
