package io.holdfast.tools.history;

import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.EpochDirectory;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.segment.SegmentBytes;
import io.holdfast.journal.segment.SegmentList;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.tools.history.JournalSummary.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of every segment of a journal that cannot be read to its end whether it is damaged itself:
 * those behind the damage are read each by itself.
 */
final class SegmentSurvey {
  private final JournalLog log;
  private final List<Segment> followed;
  private final String damage;
  private final List<Segment> rows = new ArrayList<>();

  private SegmentSurvey(final JournalLog log, final List<Segment> followed, final String damage) {
    this.log = log;
    this.followed = followed;
    this.damage = damage;
  }

  /**
   * All segments.
   *
   * @param followed those that could be read one after the other, the last perhaps in part
   * @param damage what ended that
   */
  static List<Segment> of(final JournalLog log, final List<Segment> followed, final String damage) {
    return new SegmentSurvey(log, followed, damage).look();
  }

  private List<Segment> look() {
    if (!followed.isEmpty()) {
      rows.addAll(followed.subList(0, followed.size() - 1));
    }
    for (int epoch = 0; epoch < log.epochs().size(); epoch++) {
      final EpochDirectory directory = new EpochDirectory(log.epochs().get(epoch).path());
      for (int number = 0; number < directory.count(); number++) {
        final String name = nameOf(directory, number);
        if (rows.stream().noneMatch(row -> row.file().equals(name))) {
          alone(directory, number, epoch).ifPresent(rows::add);
        }
      }
    }
    nameTheFirst();
    return List.copyOf(rows);
  }

  private static String nameOf(final EpochDirectory directory, final int number) {
    return directory.path().getParent().relativize(directory.segments().get(number)).toString();
  }

  /** A segment by itself; nothing if nothing is in it, or the log went another way before it. */
  private Optional<Segment> alone(
      final EpochDirectory directory, final int number, final int epoch) {
    final SegmentRows found = new SegmentRows();
    String defect = null;
    try (StepReader steps = new StepReader(new SegmentsCursor(new OnlyOne(directory, number)))) {
      while (steps.nextExcerpt()) {
        found.add(steps);
      }
    } catch (final JournalException e) {
      defect = e.getMessage();
    }
    final List<Segment> read = found.finish();
    if (read.isEmpty()) {
      return defect == null
          ? Optional.empty()
          : Optional.of(Segment.unreadable(numberOf(epoch), nameOf(directory, number), defect));
    }
    final Segment segment = read.get(0);
    return segment.firstSequence() < startOfNext(epoch)
        ? Optional.of(segment.with(defect))
        : Optional.empty();
  }

  private long numberOf(final int epoch) {
    final JournalLog.Epoch found = log.epochs().get(epoch);
    return found.term() == null ? 0 : found.term().number();
  }

  private long startOfNext(final int epoch) {
    if (epoch + 1 == log.epochs().size() || log.epochs().get(epoch + 1).term() == null) {
      return Long.MAX_VALUE;
    }
    return log.epochs().get(epoch + 1).term().startSequence();
  }

  /** Segments that are whole may not follow each other: then it is the first that does not. */
  private void nameTheFirst() {
    if (rows.isEmpty() || rows.stream().anyMatch(row -> row.damage() != null)) {
      return;
    }
    final int first = Math.min(followed.size(), rows.size() - 1);
    rows.set(first, rows.get(first).with(damage));
  }

  /** One segment of an epoch, as if there were no other. */
  private record OnlyOne(EpochDirectory directory, int number) implements SegmentList {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public boolean lookForMore() {
      return false;
    }

    @Override
    public SegmentBytes open(final int which) {
      return directory.open(number);
    }
  }
}
