package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OutageEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first step of a node that goes on with an old journal: while it was down no buyer could pay,
 * so nothing lapses for a while. It comes before any Tick, and is journaled before anyone connects.
 */
final class OutageStep {
  private static final int CAPACITY_BYTES = 256;

  private OutageStep() {}

  /** Gives the grace, counted from now. */
  static void append(
      final Engine engine,
      final Journal journal,
      final long epoch,
      final long nowMs,
      final long graceMs) {
    final long timeMs = Math.max(engine.timeMs(), nowMs);
    final UnsafeBuffer command = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
    final OutageEncoder outage =
        new OutageEncoder()
            .wrapAndApplyHeader(command, 0, new MessageHeaderEncoder())
            .timeMs(timeMs)
            .graceMs(graceMs);
    final int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + outage.encodedLength();
    final Verdict verdict = new Verdict();
    final long sequence = engine.sequence() + 1;
    engine.execute(command, 0, sequence, timeMs, verdict);
    final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
    excerpt.begin();
    excerpt.add(verdict.outcome(), command, 0, lengthBytes);
    excerpt.finish(epoch, sequence, timeMs, engine.digest());
    journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
  }
}
