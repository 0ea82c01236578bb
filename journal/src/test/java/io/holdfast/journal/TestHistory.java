package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;

/** What a node does, written into a journal: an engine and an excerpt per batch. */
final class TestHistory {
  static final long EPOCH = 1;
  static final long START_MS = 1_000_000;

  final Engine engine = new Engine();
  private final TestCommands commands = new TestCommands();
  private final ExcerptWriter excerpt = new ExcerptWriter(64 * 1024);
  private final Verdict verdict = new Verdict();
  private final Journal journal;
  private long timeMs = START_MS;
  private long firstSequence;

  TestHistory(final Journal journal) {
    this.journal = journal;
    excerpt.begin();
  }

  /** The first record, in an excerpt of its own. */
  TestHistory start(final EngineConfig config) {
    return run(commands.epochStart(config)).append();
  }

  /** A term in which sale 1 has so many units and this many buyers come, three to a batch. */
  static TestHistory ofCrowd(final Journal journal, final int units, final int buyers) {
    final TestHistory history = new TestHistory(journal);
    history.start(EngineConfig.forReservations(10_000)).sell(1, units);
    for (int id = 1; id <= buyers; id++) {
      history.reserve(id, 1);
      if (id % 3 == 0) {
        history.append().passMs(7);
      }
    }
    return history.append();
  }

  /** Opens a sale, in an excerpt of its own. */
  TestHistory sell(final long sale, final long units) {
    run(commands.createSale(sale));
    run(commands.stock(sale, units));
    return run(commands.openSale(sale)).append();
  }

  TestHistory reserve(final long id, final int quantity) {
    return run(commands.reserve(id, 1, quantity));
  }

  TestHistory passMs(final long durationMs) {
    timeMs += durationMs;
    while (engine.nextDueMs() <= timeMs) {
      run(commands.tick(timeMs));
    }
    return append();
  }

  private TestHistory run(final TestCommands command) {
    final long sequence = engine.sequence() + 1;
    if (excerpt.count() == 0) {
      firstSequence = sequence;
    }
    engine.execute(command.buffer(), 0, sequence, timeMs, verdict);
    excerpt.add(verdict.outcome(), command.buffer(), 0, command.lengthBytes());
    return this;
  }

  /** Ends the batch. */
  TestHistory append() {
    if (excerpt.count() > 0) {
      excerpt.finish(EPOCH, firstSequence, timeMs, engine.digest());
      journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
      excerpt.begin();
    }
    return this;
  }
}
