package io.holdfast.pipeline;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestCommands;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A pipeline before an engine that sells, with a journal in memory and a clock by hand. */
final class TestPipeline implements AutoCloseable {
  static final int RING_SLOTS = 8_192;
  static final long EPOCH = 17;

  final ManualTime time = new ManualTime(TestEngine.START_MS);
  final RecordingJournal journal = new RecordingJournal();
  final Answers answers = new Answers(journal);
  final AtomicInteger batchesEnded = new AtomicInteger();
  final AtomicReference<Throwable> fatal = new AtomicReference<>();
  final TestCommands commands = new TestCommands();
  final CompactPipeline pipeline;

  private TestPipeline(final TestEngine selling) {
    this(selling, null, null, Durability.MEMORY);
  }

  /** Not started yet; the engine tells these events. */
  TestPipeline(final TestEngine selling, final EventBatch events) {
    this(selling, events, null, Durability.MEMORY);
  }

  /**
   * Not started yet.
   *
   * @param events that the engine tells; null: none, or those of the watches
   * @param watches that the engine tells; null: none
   */
  TestPipeline(
      final TestEngine selling,
      final EventBatch events,
      final Watches watches,
      final Durability durability) {
    final PipelineConfig.Builder config =
        PipelineConfig.builder(
                selling.engine,
                new EngineClock(
                    selling.timeMs(), time::wallMs, time::monotonicNs, differenceMs -> {}),
                fatal::set)
            .ringSlots(RING_SLOTS)
            .journal(journal, durability)
            .epoch(EPOCH)
            .batchListener(batchesEnded::incrementAndGet)
            .events(events);
    pipeline =
        CompactPipeline.create(watches == null ? config.build() : config.watches(watches).build());
  }

  /** Not started yet; the engine tells these watches. */
  TestPipeline(final TestEngine selling, final Watches watches) {
    this(selling, null, watches, Durability.MEMORY);
  }

  /** Not started yet. Sale 1 is open with so many units of each item. */
  static TestPipeline selling(final long unitsPerLine) {
    return new TestPipeline(
        TestEngine.selling(EngineConfig.forReservations(200_000), unitsPerLine));
  }

  /** The same in class SYNCED. */
  static TestPipeline sellingSynced(final long unitsPerLine) {
    return selling(unitsPerLine, Durability.SYNCED);
  }

  /** The same in any class. */
  static TestPipeline selling(final long unitsPerLine, final Durability durability) {
    return new TestPipeline(
        TestEngine.selling(EngineConfig.forReservations(200_000), unitsPerLine),
        null,
        null,
        durability);
  }

  static TestPipeline startSelling(final long unitsPerLine) {
    final TestPipeline test = selling(unitsPerLine);
    test.pipeline.start();
    return test;
  }

  /** Next correlation id of what is written with {@link #commands}. */
  TestCommands next() {
    commands.correlationId++;
    return commands;
  }

  /** Claims slots for the command and puts it in; gives the position of its first. */
  long put(final TestCommands command) {
    return put(pipeline.ring(), command, answers);
  }

  static long put(final CommandRing ring, final TestCommands command, final ReplyTarget target) {
    final int slots = Framing.requestSlots(command.templateId(), command.lengthBytes());
    long position = ring.tryClaim(slots);
    while (position == CommandIngress.NO_ROOM) {
      Thread.onSpinWait();
      position = ring.tryClaim(slots);
    }
    ring.bytes().putBytes(ring.offset(position), command.buffer(), 0, command.lengthBytes());
    ring.fill(
        position,
        slots,
        command.lengthBytes(),
        command.templateId(),
        command.correlationId,
        target);
    return position;
  }

  void publish(final long position) {
    pipeline.ring().publish(position, position + pipeline.ring().get(position).slots() - 1);
  }

  void send(final TestCommands command) {
    publish(put(command));
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
