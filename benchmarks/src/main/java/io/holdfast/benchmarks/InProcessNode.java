package io.holdfast.benchmarks;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.journal.Journaler;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.pipeline.BatchJournal;
import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.CommandRing;
import io.holdfast.pipeline.CompactPipeline;
import io.holdfast.pipeline.EngineClock;
import io.holdfast.pipeline.PipelineConfig;
import io.holdfast.pipeline.Reply;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Ring, engine, journal and gate without gateway and network, with one open sale and one line that
 * never sells out. For one calling thread.
 */
final class InProcessNode implements ReplyTarget, AutoCloseable {
  private static final long EPOCH = 1;
  private static final int RING_SLOTS = 1 << 12;
  private static final int MAX_RESERVATIONS = 12_000_000;
  private static final int RESERVE_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + ReserveEncoder.BLOCK_LENGTH;

  private final Path directory;
  private final Journal journal;
  private final CompactPipeline pipeline;
  private final CommandRing ring;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private volatile long answered;
  private Code answer;

  private InProcessNode(final Path directory, final Journal journal) {
    this.directory = directory;
    this.journal = journal;
    final Engine engine = openSale(journal);
    final BatchJournal batches =
        journal == null ? BatchJournal.NONE : new Journaler(journal, EPOCH);
    pipeline =
        CompactPipeline.create(
            PipelineConfig.builder(
                    engine,
                    new EngineClock(
                        engine.timeMs(),
                        System::currentTimeMillis,
                        System::nanoTime,
                        differenceMs -> {}),
                    fatal::set)
                .ringSlots(RING_SLOTS)
                .journal(batches, journal == null ? Durability.MEMORY : Durability.JOURNALED)
                .epoch(EPOCH)
                .build());
    ring = pipeline.ring();
    pipeline.start();
  }

  static InProcessNode start(final String durability) throws IOException {
    if (Durability.valueOf(durability) == Durability.MEMORY) {
      return new InProcessNode(null, null);
    }
    final Path directory = Files.createTempDirectory("holdfast-benchmark-");
    return new InProcessNode(
        directory, ChronicleJournal.open(directory, ChronicleJournal.DEFAULT_SEGMENT_BYTES));
  }

  private static Engine openSale(final Journal journal) {
    final Engine engine = new Engine();
    final Verdict verdict = new Verdict();
    final UnsafeBuffer command = new UnsafeBuffer(new byte[1_024]);
    final ExcerptWriter excerpt = new ExcerptWriter(64 * 1_024);
    final long timeMs = System.currentTimeMillis();
    excerpt.begin();
    long sequence = 0;
    for (final HotSale.Step step :
        HotSale.steps(EngineConfig.forReservations(MAX_RESERVATIONS), EPOCH)) {
      final int lengthBytes = step.encode(command);
      engine.execute(command, 0, ++sequence, timeMs, verdict);
      if (verdict.code() != Code.ACCEPTED) {
        throw new IllegalStateException("the sale cannot be set up: " + verdict.code());
      }
      excerpt.add(verdict.outcome(), command, 0, lengthBytes);
    }
    if (journal != null) {
      excerpt.finish(EPOCH, 1, timeMs, engine.digest());
      journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
    }
    return engine;
  }

  /**
   * Reserves one unit for a buyer, under an id made of the buyer's number, and waits for the
   * answer.
   */
  Code reserve(final long buyer) {
    final long position = ring.tryClaim(1);
    if (position == CommandIngress.NO_ROOM) {
      throw new IllegalStateException("no room in the ring");
    }
    reserve.wrapAndApplyHeader(ring.bytes(), ring.offset(position), header).correlationId(buyer);
    reserve.reservation().hi(HotSale.ITEM).lo(buyer);
    reserve
        .sale(HotSale.SALE)
        .item(HotSale.ITEM)
        .buyer(buyer)
        .group(0)
        .quantity(1)
        .tier((short) 0)
        .flags()
        .clear();
    ring.fill(position, 1, RESERVE_BYTES, ReserveEncoder.TEMPLATE_ID, buyer, this);
    ring.publish(position, position);
    while (answered != buyer) {
      if (fatal.get() != null) {
        throw new IllegalStateException("the pipeline stopped", fatal.get());
      }
      Thread.onSpinWait();
    }
    return answer;
  }

  @Override
  public void onReply(final Reply reply) {
    answer = reply.code();
    answered = reply.correlationId();
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
    if (journal != null) {
      journal.close();
      delete(directory);
    }
  }

  private static void delete(final Path directory) throws IOException {
    final List<Path> entries;
    try (Stream<Path> tree = Files.walk(directory)) {
      entries = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (final Path entry : entries) {
      Files.delete(entry);
    }
  }
}
