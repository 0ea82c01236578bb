package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.EngineClock;
import io.holdfast.pipeline.PipelineConfig;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.ExcerptHeaderDecoder;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Every excerpt says up to where the journal was known to be on the disk before it. */
final class SyncedUpToTest {
  private static final int COMMANDS = 300;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private final TestCommands commands = new TestCommands();

  /** What an excerpt's header says. */
  private record Header(long firstSequence, int count, long syncedUpTo) {
    long lastSequence() {
      return firstSequence + count - 1;
    }
  }

  @Test
  void inClassSyncedItIsTheExcerptBefore() {
    final MemoryJournal journal = new MemoryJournal();
    run(journal, Durability.SYNCED);
    final List<Header> headers = headersOfThePipeline(journal);
    assertThat(headers.get(0).syncedUpTo()).isEqualTo(ExcerptWriter.NOT_SYNCED);
    for (int i = 1; i < headers.size(); i++) {
      assertThat(headers.get(i).syncedUpTo()).isEqualTo(headers.get(i - 1).lastSequence());
    }
  }

  @Test
  void inClassJournaledNothingIsKnownWithinASegment() {
    final MemoryJournal journal = new MemoryJournal();
    run(journal, Durability.JOURNALED);
    assertThat(headersOfThePipeline(journal))
        .extracting(Header::syncedUpTo)
        .containsOnly(ExcerptWriter.NOT_SYNCED);
  }

  /** Segments of a few excerpts, which the journal brings to the disk by itself when they end. */
  @Test
  void inClassJournaledItIsTheSegmentsThatEnded(@TestDir final Path dir) {
    try (ChronicleJournal journal = ChronicleJournal.open(dir.resolve("epoch"), 2_000)) {
      run(journal, Durability.JOURNALED);
    }
    final List<Header> headers;
    try (Journal journal = JournalLog.openEpoch(dir.resolve("epoch"))) {
      headers = headersOfThePipeline(journal);
    }
    long before = ExcerptWriter.NOT_SYNCED;
    for (final Header header : headers) {
      assertThat(header.syncedUpTo()).isGreaterThanOrEqualTo(before);
      assertThat(header.syncedUpTo()).isLessThan(header.firstSequence());
      before = header.syncedUpTo();
    }
    assertThat(before).as("known in the end").isPositive();
    assertThat(headers).extracting(Header::lastSequence).contains(before);
  }

  /** One command a batch. */
  private void run(final Journal journal, final Durability durability) {
    final TestHistory history = new TestHistory(journal);
    history.start(EngineConfig.forReservations(1_000)).sell(1, COMMANDS);
    try (CompactPipeline pipeline =
        CompactPipeline.create(
            PipelineConfig.builder(
                    history.engine,
                    new EngineClock(
                        history.engine.timeMs(), () -> TestHistory.START_MS, () -> 0, ms -> {}),
                    fatal::set)
                .ringSlots(64)
                .journal(new Journaler(journal, TestHistory.EPOCH), durability)
                .epoch(TestHistory.EPOCH)
                .build())) {
      pipeline.start();
      for (int id = 1; id <= COMMANDS; id++) {
        ask(pipeline.ring(), commands.reserve(id, 1, 1));
      }
    }
    assertThat(fatal).hasNullValue();
  }

  private static void ask(final CommandRing ring, final TestCommands command) {
    final CountDownLatch answered = new CountDownLatch(1);
    final long position = ring.tryClaim(1);
    ring.bytes().putBytes(ring.offset(position), command.buffer(), 0, command.lengthBytes());
    ring.fill(
        position, 1, command.lengthBytes(), command.templateId(), 0, reply -> answered.countDown());
    ring.publish(position, position);
    try {
      answered.await();
    } catch (final InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Without those that came before the pipeline. */
  private static List<Header> headersOfThePipeline(final Journal journal) {
    final List<Header> headers = new ArrayList<>();
    final ExcerptHeaderDecoder header = new ExcerptHeaderDecoder();
    try (Journal.Cursor cursor = journal.read()) {
      while (cursor.next()) {
        final DirectBuffer buffer = cursor.buffer();
        header.wrap(
            buffer,
            cursor.offset(),
            ExcerptHeaderDecoder.BLOCK_LENGTH,
            ExcerptHeaderDecoder.SCHEMA_VERSION);
        headers.add(new Header(header.firstSequence(), header.count(), header.syncedUpTo()));
      }
    }
    final List<Header> ofThePipeline = headers.subList(2, headers.size());
    assertThat(ofThePipeline).hasSizeGreaterThan(COMMANDS / 2);
    return ofThePipeline;
  }
}
