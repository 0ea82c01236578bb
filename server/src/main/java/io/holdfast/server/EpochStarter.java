package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the first record of a journal: the term, and all that can change a verdict. */
final class EpochStarter {
  static final long FIRST_EPOCH = 1;
  static final long FIRST_SEQUENCE = 1;
  private static final int CAPACITY_BYTES = 1_024;

  private final UUID term;

  EpochStarter(final UUID term) {
    this.term = term;
  }

  /** Configures a new engine, and journals with what. */
  void start(
      final Engine engine, final EngineConfig config, final long timeMs, final Journal journal) {
    final UnsafeBuffer command = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
    final int lengthBytes = encode(command, config);
    final Verdict verdict = new Verdict();
    engine.execute(command, 0, FIRST_SEQUENCE, timeMs, verdict);
    final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
    excerpt.begin();
    excerpt.add(verdict.outcome(), command, 0, lengthBytes);
    excerpt.finish(FIRST_EPOCH, FIRST_SEQUENCE, timeMs, engine.digest());
    journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
  }

  private int encode(final UnsafeBuffer command, final EngineConfig config) {
    final UUID cluster = UUID.randomUUID();
    final EpochStartEncoder start =
        new EpochStartEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder());
    start.cluster().hi(cluster.getMostSignificantBits()).lo(cluster.getLeastSignificantBits());
    start.term().hi(term.getMostSignificantBits()).lo(term.getLeastSignificantBits());
    start.parentTerm().hi(0).lo(0);
    start.epoch(FIRST_EPOCH).startSequence(FIRST_SEQUENCE);
    config.to(start);
    return MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength();
  }
}
