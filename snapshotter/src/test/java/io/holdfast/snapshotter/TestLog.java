package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** A data directory with the journal of a small sale, epoch by epoch, as a node writes it. */
final class TestLog implements AutoCloseable {
  static final UUID CLUSTER = new UUID(11, 12);
  static final EngineConfig CONFIG = EngineConfig.forReservations(10_000);
  static final long START_MS = 1_000_000;

  private static final long SEGMENT_BYTES = 1L << 20;
  private static final long HOLD_MS = 60_000;
  private static final int ITEM = 1;
  private static final int SALE = 1;

  final Path dataDir;
  final Engine engine;
  private final UnsafeBuffer command = new UnsafeBuffer(new byte[4_096]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ExcerptWriter excerpt = new ExcerptWriter(64 * 1024);
  private final Verdict verdict = new Verdict();
  private Journal journal;
  private EpochTerm term;
  private long timeMs = START_MS;
  private long operatorCommands;
  private long lastReservation;

  private TestLog(final Path dataDir, final Engine engine) {
    this.dataDir = dataDir;
    this.engine = engine;
  }

  /** A journal in which a sale of many units is open: sequences 1 to 4. */
  static TestLog ofSale(final Path dataDir) {
    return ofSale(dataDir, new Engine());
  }

  static TestLog ofSale(final Path dataDir, final Engine engine) {
    final TestLog log = new TestLog(dataDir, engine);
    log.beginEpoch(engine.rulesVersion());
    log.createSale();
    log.stock(1_000_000);
    log.open();
    return log;
  }

  /** The same log, gone on by an engine that was recovered from elsewhere. */
  TestLog withEngine(final Engine recovered) {
    end();
    final TestLog next = new TestLog(dataDir, recovered);
    next.term = term;
    next.timeMs = timeMs;
    next.operatorCommands = operatorCommands;
    next.lastReservation = lastReservation;
    return next;
  }

  /** Another epoch goes on where the engine is. */
  TestLog beginEpoch(final int rulesVersion) {
    end();
    final long number = term == null ? EpochTerm.FIRST : term.number() + 1;
    final EpochTerm next =
        new EpochTerm(
            number,
            CLUSTER,
            new UUID(number, 99),
            term == null ? new UUID(0, 0) : term.term(),
            engine.sequence() + 1,
            rulesVersion);
    final Path directory =
        dataDir
            .resolve("journal")
            .resolve(
                "epoch-" + number + "-" + Long.toHexString(next.term().getMostSignificantBits()));
    try {
      Files.createDirectories(directory);
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
    next.writeTo(directory);
    term = next;
    journal = ChronicleJournal.open(directory, SEGMENT_BYTES);
    final EpochStartEncoder start = new EpochStartEncoder();
    start.wrapAndApplyHeader(command, 0, header).epoch(number).startSequence(next.startSequence());
    start.cluster().hi(CLUSTER.getMostSignificantBits()).lo(CLUSTER.getLeastSignificantBits());
    start.term().hi(next.term().getMostSignificantBits()).lo(next.term().getLeastSignificantBits());
    start
        .parentTerm()
        .hi(next.parentTerm().getMostSignificantBits())
        .lo(next.parentTerm().getLeastSignificantBits());
    CONFIG.to(start);
    start.rulesVersion(rulesVersion);
    step(start.encodedLength());
    return this;
  }

  private void createSale() {
    final CreateSaleEncoder create = new CreateSaleEncoder();
    create.wrapAndApplyHeader(command, 0, header);
    command.setMemory(create.offset(), CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    create.command().hi(4).lo(++operatorCommands);
    create
        .sale(SALE)
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(HOLD_MS)
        .paymentMs(HOLD_MS)
        .maxHoldMs(HOLD_MS)
        .buyerLimit(1_000_000)
        .name("autumn shoes")
        .operatorName("ann")
        .reason("test");
    step(create.encodedLength());
  }

  private void stock(final long units) {
    final AdjustStockEncoder adjust = new AdjustStockEncoder();
    adjust.wrapAndApplyHeader(command, 0, header).sale(SALE).item(ITEM).delta(units);
    adjust.command().hi(4).lo(++operatorCommands);
    adjust.expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjust.flags().clear().createLine(true);
    step(adjust.operatorName("ann").reason("test").encodedLength());
  }

  private void open() {
    final OpenSaleEncoder open = new OpenSaleEncoder();
    open.wrapAndApplyHeader(command, 0, header).sale(SALE).command().hi(4).lo(++operatorCommands);
    step(open.operatorName("ann").reason("test").encodedLength());
  }

  /** So many buyers hold a unit each, a step and an excerpt per buyer; every third buys it. */
  TestLog reserve(final int buyers) {
    for (int i = 0; i < buyers; i++) {
      lastReservation++;
      final ReserveEncoder reserve = new ReserveEncoder();
      reserve.wrapAndApplyHeader(command, 0, header).reservation().hi(1).lo(lastReservation);
      reserve.sale(SALE).item(ITEM).buyer(lastReservation).group(0).quantity(1).tier((short) 0);
      reserve.flags().clear();
      step(reserve.encodedLength());
      if (lastReservation % 3 == 0) {
        confirm(lastReservation);
      }
    }
    return this;
  }

  private void confirm(final long reservation) {
    final ConfirmEncoder confirm = new ConfirmEncoder();
    confirm.wrapAndApplyHeader(command, 0, header).reservation().hi(1).lo(reservation);
    confirm.quantity(ConfirmEncoder.quantityNullValue());
    step(confirm.encodedLength());
  }

  /** Time passes, and what is due happens. */
  TestLog passMs(final long durationMs) {
    timeMs += durationMs;
    while (engine.nextDueMs() <= timeMs) {
      step(new TickEncoder().wrapAndApplyHeader(command, 0, header).timeMs(timeMs).encodedLength());
    }
    return this;
  }

  private void step(final int encodedLength) {
    final int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    final long sequence = engine.sequence() + 1;
    engine.execute(command, 0, sequence, timeMs, verdict);
    excerpt.begin();
    excerpt.add(verdict.outcome(), command, 0, lengthBytes);
    excerpt.finish(term.number(), sequence, timeMs, engine.digest());
    journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
  }

  /** Where the engine is. */
  SnapshotPoint point() {
    return new SnapshotPoint(
        CLUSTER,
        term.term(),
        term.number(),
        engine.sequence(),
        engine.timeMs(),
        engine.digest(),
        engine.config().rulesVersion());
  }

  /** Writes the engine's state as it is now, as a node of this term would have. */
  SnapshotInfo snapshot() {
    return snapshot(point());
  }

  /** Writes the engine's state as if it were of another step. */
  SnapshotInfo snapshot(final SnapshotPoint point) {
    final SnapshotStore store = new SnapshotStore(dataDir);
    try (SnapshotStore.Taking taking = store.lock();
        SnapshotWriter writer = new SnapshotWriter(store.fileOf(point), point, bytes -> {})) {
      assertThat(taking).isNotNull();
      engine.save(writer);
      return writer.finish(engine.stateHash(), engine.rejectionsHash(), 1_700_000_000_000L);
    }
  }

  @Override
  public void close() {
    end();
  }

  /** The node stops: the journal is closed. */
  void end() {
    if (journal != null) {
      journal.close();
      journal = null;
    }
  }
}
