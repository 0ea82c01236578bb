package io.holdfast.journal.chronicle;

import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.segment.SearchableCursor;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.protocol.codec.ExcerptHeaderDecoder;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Reads a log over all its epochs. What an epoch has behind the place where the next one begins was
 * set aside and is not looked at.
 */
public final class LogCursor implements SearchableCursor {
  static final long FROM_FIRST = 0;

  private final List<JournalLog.Epoch> epochs;
  private final ExcerptHeaderDecoder header = new ExcerptHeaderDecoder();
  private SegmentsCursor cursor;
  private EpochDirectory directory;
  private int epoch;
  private boolean onExcerpt;
  private long seekSequence;

  LogCursor(final List<JournalLog.Epoch> epochs, final long fromSequence) {
    this.epochs = epochs;
    seekSequence = fromSequence;
    if (fromSequence > FROM_FIRST) {
      openEpochOf(fromSequence);
    } else {
      open(0, 0);
    }
  }

  private void open(final int which, final int segment) {
    close();
    epoch = which;
    directory = new EpochDirectory(epochs.get(which).path());
    cursor = new SegmentsCursor(directory, segment);
    onExcerpt = false;
  }

  /** Opens the last epoch, and in it the last segment, that begins at or before a sequence. */
  private void openEpochOf(final long sequence) {
    int which = epochs.size() - 1;
    while (which > 0 && startOf(which) > sequence) {
      which--;
    }
    final EpochDirectory candidate = new EpochDirectory(epochs.get(which).path());
    int segment = candidate.count() - 1;
    while (segment > 0 && !beginsBy(candidate, segment, sequence)) {
      segment--;
    }
    open(which, Math.max(0, segment));
  }

  private static boolean beginsBy(
      final EpochDirectory candidate, final int segment, final long sequence) {
    final Optional<Long> first = Segments.firstSequence(candidate.segments().get(segment));
    return first.isPresent() && first.get() <= sequence;
  }

  private long startOf(final int which) {
    return epochs.get(which).term() == null ? 0 : epochs.get(which).term().startSequence();
  }

  @Override
  public boolean next() {
    if (seekSequence > FROM_FIRST) {
      return seek();
    }
    return step();
  }

  private boolean step() {
    if (isAtFork()) {
      open(epoch + 1, 0);
    }
    onExcerpt = false;
    onExcerpt = cursor.next();
    while (!onExcerpt && epoch + 1 < epochs.size()) {
      open(epoch + 1, 0);
      onExcerpt = cursor.next();
    }
    return onExcerpt;
  }

  /**
   * Whether the next epoch follows the excerpt it stands on, which whoever moved on has checked.
   */
  private boolean isAtFork() {
    return onExcerpt && epoch + 1 < epochs.size() && lastSequence() >= startOf(epoch + 1) - 1;
  }

  private long lastSequence() {
    if (cursor.lengthBytes() < Excerpt.SHORTEST_BYTES) {
      return 0;
    }
    header.wrap(
        cursor.buffer(),
        cursor.offset(),
        ExcerptHeaderDecoder.BLOCK_LENGTH,
        ExcerptHeaderDecoder.SCHEMA_VERSION);
    return header.firstSequence() + header.count() - 1;
  }

  /**
   * Passes what comes before the sequence sought. Damage there is of no consequence: whoever seeks
   * knows the state up to there from elsewhere.
   */
  private boolean seek() {
    final Excerpt excerpt = new Excerpt();
    while (true) {
      try {
        if (!step()) {
          return false;
        }
        excerpt.wrap(this);
      } catch (final DamagedJournalException damaged) {
        onExcerpt = false;
        if (!cursor.searchOn()) {
          throw damaged;
        }
        onExcerpt = true;
        excerpt.wrap(this);
      }
      if (excerpt.lastSequence() >= seekSequence) {
        seekSequence = FROM_FIRST;
        return true;
      }
    }
  }

  @Override
  public void checkEnd() {
    cursor.checkEnd();
  }

  @Override
  public boolean isOnWhole() {
    return cursor.isOnWhole();
  }

  /** Within the epoch it is in. */
  @Override
  public boolean searchOn() {
    onExcerpt = cursor.searchOn();
    return onExcerpt;
  }

  /** Number of the epoch it is in, counted from 0 in the list of the log. */
  public int epoch() {
    return epoch;
  }

  /** Whether no later epoch follows the one it is in. */
  public boolean isInLastEpoch() {
    return epoch + 1 == epochs.size();
  }

  @Override
  public DirectBuffer buffer() {
    return cursor.buffer();
  }

  @Override
  public int offset() {
    return cursor.offset();
  }

  @Override
  public int lengthBytes() {
    return cursor.lengthBytes();
  }

  @Override
  public String where() {
    return cursor.where();
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
  }
}
