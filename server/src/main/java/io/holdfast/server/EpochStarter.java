package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** Begins epochs: the first record says the term, and all that can change a verdict. */
final class EpochStarter {
  static final long FIRST_SEQUENCE = 1;
  private static final UUID NO_PARENT = new UUID(0, 0);
  private static final int CAPACITY_BYTES = 1_024;

  private EpochStarter() {}

  /** The term of a new log. */
  static EpochTerm firstTerm() {
    return new EpochTerm(
        EpochTerm.FIRST,
        UUID.randomUUID(),
        UUID.randomUUID(),
        NO_PARENT,
        FIRST_SEQUENCE,
        EngineConfig.RULES_VERSION);
  }

  /** A term that goes on behind the last sequence of another one. */
  static EpochTerm nextTerm(final EpochTerm parent, final long lastSequence) {
    return new EpochTerm(
        parent.number() + 1,
        parent.cluster(),
        UUID.randomUUID(),
        parent.term(),
        lastSequence + 1,
        EngineConfig.RULES_VERSION);
  }

  /**
   * Makes the journal of a new epoch: with its first record, synced, and only then in its place.
   *
   * @param engine executes the first record
   * @return the journal's directory
   */
  static Path begin(
      final DataDirectory directory,
      final EpochTerm term,
      final Engine engine,
      final EngineConfig config,
      final long timeMs,
      final long segmentBytes) {
    final Path place = directory.prepareJournal();
    term.writeTo(place);
    try (Journal journal = ChronicleJournal.open(place, segmentBytes)) {
      start(term, engine, config, timeMs, journal);
    }
    return directory.publishJournal(place, term.number(), term.term().getMostSignificantBits());
  }

  /** Executes the first record of an epoch, and journals it. */
  static void start(
      final EpochTerm term,
      final Engine engine,
      final EngineConfig config,
      final long timeMs,
      final Journal journal) {
    final UnsafeBuffer command = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
    final int lengthBytes = encode(term, command, config);
    final Verdict verdict = new Verdict();
    engine.execute(command, 0, term.startSequence(), timeMs, verdict);
    final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
    excerpt.begin();
    excerpt.add(verdict.outcome(), command, 0, lengthBytes);
    excerpt.finish(term.number(), term.startSequence(), timeMs, engine.digest());
    journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
  }

  private static int encode(
      final EpochTerm term, final UnsafeBuffer command, final EngineConfig config) {
    final EpochStartEncoder start =
        new EpochStartEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder());
    start
        .cluster()
        .hi(term.cluster().getMostSignificantBits())
        .lo(term.cluster().getLeastSignificantBits());
    start.term().hi(term.term().getMostSignificantBits()).lo(term.term().getLeastSignificantBits());
    start
        .parentTerm()
        .hi(term.parentTerm().getMostSignificantBits())
        .lo(term.parentTerm().getLeastSignificantBits());
    start.epoch(term.number()).startSequence(term.startSequence());
    config.withRules(term.rulesVersion()).to(start);
    return MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength();
  }
}
