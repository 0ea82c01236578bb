package io.holdfast.engine;

import java.util.Arrays;

/**
 * Lines that have holds, in order of (due time of the first hold, creation of the line): a binary
 * heap. A line moves in it only when its first hold or its sale's grace changes.
 */
final class DueLines {
  private Line[] heap = new Line[1_024];
  private int size;

  /** When the first hold of all is due, or {@link Sale#NEVER}. */
  long firstMs() {
    return size == 0 ? Sale.NEVER : heap[0].dueMs;
  }

  /** The line with that hold. Only when there is one. */
  Line first() {
    return heap[0];
  }

  /**
   * Some of the lines whose first hold is due at this time: the one whose hold is first, and others
   * roughly in their order. For {@link ExpiryAhead}.
   *
   * @return how many were put into {@code lines}
   */
  int someDue(final long nowMs, final Line[] lines) {
    int count = 0;
    final int end = Math.min(size, lines.length);
    for (int i = 0; i < end; i++) {
      if (heap[i].dueMs <= nowMs) {
        lines[count++] = heap[i];
      }
    }
    return count;
  }

  /** To be called after anything that may have changed when the line's first hold is due. */
  void update(final Line line) {
    final long firstMs = line.holds.firstMs();
    final long dueMs = firstMs == Sale.NEVER ? firstMs : Math.max(firstMs, line.sale.graceUntilMs);
    if (dueMs == line.dueMs) {
      return;
    }
    line.dueMs = dueMs;
    if (line.dueIndex == Line.NOT_DUE) {
      insert(line);
    } else if (dueMs == Sale.NEVER) {
      remove(line);
    } else {
      siftDown(line.dueIndex);
      siftUp(line.dueIndex);
    }
  }

  private void insert(final Line line) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    place(line, size++);
    siftUp(line.dueIndex);
  }

  private void remove(final Line line) {
    final int at = line.dueIndex;
    final Line moved = heap[--size];
    heap[size] = null;
    line.dueIndex = Line.NOT_DUE;
    if (moved != line) {
      place(moved, at);
      siftDown(at);
      siftUp(moved.dueIndex);
    }
  }

  private void siftUp(final int start) {
    final Line line = heap[start];
    int at = start;
    while (at > 0 && isBefore(line, heap[(at - 1) >>> 1])) {
      place(heap[(at - 1) >>> 1], at);
      at = (at - 1) >>> 1;
    }
    place(line, at);
  }

  private void siftDown(final int start) {
    final Line line = heap[start];
    int at = start;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], line)) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(line, at);
  }

  private void place(final Line line, final int at) {
    heap[at] = line;
    line.dueIndex = at;
  }

  /** Sales are numbered by creation, and lines within a sale; numbers of a sale are not reused. */
  private static boolean isBefore(final Line one, final Line other) {
    return one.dueMs != other.dueMs ? one.dueMs < other.dueMs : one.created < other.created;
  }
}
