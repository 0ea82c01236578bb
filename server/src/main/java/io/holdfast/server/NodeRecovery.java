package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.BootId;
import io.holdfast.journal.DamageSurvey;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.NodeState;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.RecoveryTable;
import io.holdfast.journal.chronicle.EpochDirectory;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.chronicle.LogCursor;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Brings the engine to where the journal leads, and decides by {@link RecoveryTable} how the node
 * goes on. The journal is only read: opened to append, Chronicle would set a file aside that it
 * cannot read, and the node would begin a new history beside the old one.
 */
final class NodeRecovery {
  private static final long PROGRESS_EVERY = 1_000_000;

  private final NodeConfig config;
  private final DataDirectory directory;
  private final Engine engine;
  private final SnapshotPort snapshots;
  private final JournalLog log;
  private final Recovery recovery;
  private long syncedUpTo = ExcerptWriter.NOT_SYNCED;

  NodeRecovery(
      final NodeConfig config,
      final DataDirectory directory,
      final Engine engine,
      final SnapshotPort snapshots) {
    this.config = config;
    this.directory = directory;
    this.engine = engine;
    this.snapshots = snapshots;
    log = JournalLog.open(directory.root());
    recovery = new Recovery(engine, new Progress(config));
  }

  /**
   * Where the node goes on.
   *
   * @param epoch directory of the journal to append to
   * @param term of it
   * @param syncedUpTo highest sequence known to be on the disk; -1: not known
   */
  record Recovered(Path epoch, EpochTerm term, long syncedUpTo) {}

  /**
   * Recovers.
   *
   * @throws JournalException if the node must not start; nothing has changed then
   */
  Recovered recover(final NodeState state) {
    final long startNs = System.nanoTime();
    final JournalLog.Epoch last = log.lastEpoch();
    final long snapshotSequence = snapshots.load(directory.root(), engine, log.lastSequence());
    final boolean isOfOwnRules =
        last.term() == null || last.term().rulesVersion() == EngineConfig.RULES_VERSION;
    final RecoveryTable.Damage damage = isOfOwnRules ? replay() : null;
    final long lastSequence = isOfOwnRules ? engine.sequence() : log.lastSequence();
    if (last.term() == null || (lastSequence == 0 && damage == null)) {
      throw new JournalException(
          last.path()
              + ": "
              + (damage == null ? "" : damage.message() + "; ")
              + "the journal has no record that can be read, but it had one; its files were emptied,"
              + " removed or damaged: bring them back from a copy, or start with another --data-dir");
    }
    tell(snapshotSequence, (System.nanoTime() - startNs) / 1e9);
    final RecoveryTable.Decision decision =
        RecoveryTable.decide(
            new RecoveryTable.Found(
                state,
                BootId.current(),
                last.term().number(),
                last.term().startSequence(),
                lastSequence,
                syncedUpTo,
                damage,
                last.term().rulesVersion(),
                EngineConfig.RULES_VERSION,
                snapshotSequence));
    return act(decision, last, lastSequence);
  }

  /** Replays everything that is whole; what is wrong behind it, or null. */
  private RecoveryTable.Damage replay() {
    RecoveryTable.Damage damage = null;
    try (LogCursor cursor = log.readFrom(engine.sequence())) {
      try {
        recovery.replay(cursor, Long.MAX_VALUE);
      } catch (final DamagedJournalException met) {
        final DamageSurvey survey = DamageSurvey.behind(cursor, Writer.nullWriter());
        syncedUpTo = survey.syncedUpTo();
        damage = survey.damage(met);
      }
    } catch (final IOException e) {
      throw new IllegalStateException("nothing was written, yet it failed", e);
    }
    syncedUpTo = Math.max(syncedUpTo, recovery.syncedUpTo());
    return damage;
  }

  private Recovered act(
      final RecoveryTable.Decision decision, final JournalLog.Epoch last, final long lastSequence) {
    switch (decision.outcome()) {
      case REFUSE -> throw new JournalException(decision.message());
      case CONTINUE -> {
        // A process that died has brought nothing of its last segment to the disk.
        EpochDirectory.sync(last.path());
        return new Recovered(last.path(), last.term(), lastSequence);
      }
      case NEW_EPOCH_AND_REPORT -> {
        config.log().accept(decision.message());
        report(decision.message(), last, lastSequence);
      }
      default -> config.log().accept(decision.message());
    }
    return beginEpoch(last, lastSequence);
  }

  private Recovered beginEpoch(final JournalLog.Epoch last, final long lastSequence) {
    // What is kept must not be lost under the new epoch.
    EpochDirectory.sync(last.path());
    final EpochTerm term = EpochStarter.nextTerm(last.term(), lastSequence);
    final Path path =
        EpochStarter.begin(
            directory, term, engine, engine.config(), engine.timeMs(), config.segmentBytes());
    config
        .log()
        .accept(
            "epoch "
                + term.number()
                + " begins at sequence "
                + term.startSequence()
                + " in "
                + path);
    return new Recovered(path, term, term.startSequence());
  }

  /** Names everything behind the damage that can be read. The files stay where they are. */
  private void report(final String message, final JournalLog.Epoch last, final long lastSequence) {
    final Path place = directory.prepareAside(last.path(), lastSequence + 1);
    final Path file = place.resolve("report.txt");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        LogCursor cursor = log.readFrom(lastSequence)) {
      writer.write(
          message
              + "\nThe log goes on in epoch "
              + (last.term().number() + 1)
              + ". What is listed here was in the journal behind sequence "
              + lastSequence
              + " and is no part of the log any more. Nothing was moved: it lies in "
              + last.path()
              + ".\n\n");
      moveToDamage(cursor);
      DamageSurvey.behind(cursor, writer);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be written: " + e, e);
    }
    snapshots.setAside(directory.root(), lastSequence, place);
    config.log().accept("what is set aside is listed in " + file);
  }

  private static void moveToDamage(final LogCursor cursor) {
    cursor.next();
    try {
      cursor.next();
    } catch (final DamagedJournalException thatIsWhereItShallBe) {
      return;
    }
  }

  private void tell(final long snapshotSequence, final double seconds) {
    final Recovery.Recovered recovered = recovery.recovered();
    if (snapshotSequence > 0) {
      config.log().accept(String.format("loaded the snapshot at sequence %,d", snapshotSequence));
    }
    if (recovered.sequence() > EpochStarter.FIRST_SEQUENCE) {
      config
          .log()
          .accept(
              String.format(
                  "recovered %,d steps up to sequence %,d in %.1f s",
                  recovered.commands(), recovered.sequence(), seconds));
    }
    if (engine.config() != null && !engine.config().equals(config.engine())) {
      config.log().accept("ceilings are those of the journal: " + engine.config());
    }
  }

  private static final class Progress implements LongConsumer {
    private final NodeConfig config;
    private long nextSequence = PROGRESS_EVERY;

    Progress(final NodeConfig config) {
      this.config = config;
    }

    @Override
    public void accept(final long sequence) {
      if (sequence >= nextSequence) {
        config.log().accept(String.format("replaying: sequence %,d", sequence));
        nextSequence = sequence + PROGRESS_EVERY;
      }
    }
  }
}
