package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.EngineClock;
import io.holdfast.pipeline.PipelineConfig;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a pipeline journals, Ticks and all, leads an engine to where the pipeline's was. */
final class JournalerTest {
  private static final int BUYERS = 3_000;

  /** So small that what lapses at once takes many Ticks. */
  private static final int CHANGES_PER_STEP = 7;

  private static final EngineConfig CONFIG =
      new EngineConfig(
          EngineConfig.RULES_VERSION,
          CHANGES_PER_STEP,
          BUYERS,
          BUYERS,
          100,
          100,
          10,
          10,
          100,
          1_000,
          10,
          BUYERS,
          60_000);

  private final AtomicLong timeMs = new AtomicLong(TestHistory.START_MS);
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private final TestCommands commands = new TestCommands();

  @Test
  void leadsAReplayToTheSameState(@Seed final long seed) {
    final MemoryJournal journal = new MemoryJournal();
    assertReplays(sell(journal, seed), journal);
  }

  @Test
  void leadsAReplayFromTheDiskToTheSameState(@TestDir final Path dir, @Seed final long seed) {
    final Engine engine;
    try (ChronicleJournal journal = ChronicleJournal.open(dir.resolve("epoch"), 50_000)) {
      engine = sell(journal, seed);
    }
    try (Journal journal = JournalLog.openEpoch(dir.resolve("epoch"))) {
      assertReplays(engine, journal);
    }
  }

  private static void assertReplays(final Engine engine, final Journal journal) {
    final Engine replayed = new Engine();
    final Recovery.Recovered recovered =
        new Recovery(replayed, sequence -> {}).replay(journal, Long.MAX_VALUE);
    assertThat(recovered.sequence()).isEqualTo(engine.sequence()).isGreaterThan(BUYERS);
    assertThat(replayed.digest()).isEqualTo(engine.digest());
    assertThat(replayed.stateHash()).isEqualTo(engine.stateHash());
  }

  /** A crowd comes, and its holds lapse while it does. */
  private Engine sell(final Journal journal, final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final TestHistory history = new TestHistory(journal);
    history.start(CONFIG).sell(1, 100);
    try (CompactPipeline pipeline = start(history.engine, journal)) {
      for (int id = 1; id <= BUYERS; id++) {
        timeMs.addAndGet(random.nextInt(20) == 0 ? TestCommands.HOLD_MS : random.nextInt(50));
        put(pipeline.ring(), commands.reserve(id, 1, 1));
      }
    }
    assertThat(fatal).hasNullValue();
    return history.engine;
  }

  private CompactPipeline start(final Engine engine, final Journal journal) {
    final CompactPipeline pipeline =
        CompactPipeline.create(
            PipelineConfig.builder(
                    engine,
                    new EngineClock(
                        engine.timeMs(),
                        timeMs::get,
                        () -> timeMs.get() * 1_000_000,
                        differenceMs -> {}),
                    fatal::set)
                .ringSlots(64)
                .journal(new Journaler(journal, TestHistory.EPOCH), Durability.JOURNALED)
                .epoch(TestHistory.EPOCH)
                .build());
    pipeline.start();
    return pipeline;
  }

  private void put(final CommandRing ring, final TestCommands command) {
    final int slots = Framing.slots(command.lengthBytes());
    long position = ring.tryClaim(slots);
    while (position < 0) {
      if (fatal.get() != null) {
        throw new AssertionError("the pipeline stopped", fatal.get());
      }
      Thread.onSpinWait();
      position = ring.tryClaim(slots);
    }
    ring.bytes().putBytes(ring.offset(position), command.buffer(), 0, command.lengthBytes());
    ring.fill(position, slots, command.lengthBytes(), command.templateId(), 0, reply -> {});
    ring.publish(position, position + slots - 1);
  }
}
