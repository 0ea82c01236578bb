package io.holdfast.engine;

/**
 * Lines that owe units to their waitlists because the step that freed the units had no budget left
 * to serve all, in the order in which they came in.
 */
final class Backlog {
  private Line first;
  private Line last;

  boolean isEmpty() {
    return first == null;
  }

  /** The first line, or null; the others follow by {@code backlogNext}. */
  Line firstOrNull() {
    return first;
  }

  /** Only when it is not empty. */
  Line first() {
    return first;
  }

  /** A line joins at the end, unless it is in. */
  void add(final Line line) {
    if (line.inBacklog) {
      return;
    }
    line.inBacklog = true;
    line.backlogPrevious = last;
    if (last == null) {
      first = line;
    } else {
      last.backlogNext = line;
    }
    last = line;
  }

  /** Takes a line out that owes nothing any more; to be called after any change of a line. */
  void review(final Line line) {
    if (line.inBacklog && !line.owes()) {
      remove(line);
    }
  }

  private void remove(final Line line) {
    if (line.backlogPrevious == null) {
      first = line.backlogNext;
    } else {
      line.backlogPrevious.backlogNext = line.backlogNext;
    }
    if (line.backlogNext == null) {
      last = line.backlogPrevious;
    } else {
      line.backlogNext.backlogPrevious = line.backlogPrevious;
    }
    line.backlogNext = null;
    line.backlogPrevious = null;
    line.inBacklog = false;
  }
}
