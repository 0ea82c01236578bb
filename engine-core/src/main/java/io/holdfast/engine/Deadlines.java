package io.holdfast.engine;

import java.util.Arrays;

/**
 * Live holds in order of (deadline, the order in which they were added). Holds with the same
 * deadline share a bucket, a linked list; the buckets form a binary heap. Deadlines mostly grow
 * with time, and many commands fall into one millisecond, so a hold nearly always joins the bucket
 * used last and heap work is paid per millisecond, not per hold. Exact to the millisecond and in
 * order, which a timing wheel is not without sorting.
 */
final class Deadlines {
  /** Deadline of an empty structure. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int NO_BUCKET = -1;
  private static final int INITIAL_BUCKETS = 4_096;

  /** Word of the record whose low half names the bucket. */
  private static final int BUCKET = 11;

  private final Records records;

  private long[] deadlineMs = new long[INITIAL_BUCKETS];
  private int[] head = new int[INITIAL_BUCKETS];
  private int[] tail = new int[INITIAL_BUCKETS];
  private int[] heapIndex = new int[INITIAL_BUCKETS];
  private int[] chain = new int[INITIAL_BUCKETS];
  private int[] heap = new int[INITIAL_BUCKETS];
  private int[] table = emptyTable(INITIAL_BUCKETS * 2);
  private int bucketLimit;
  private int heapSize;
  private int firstFree = NO_BUCKET;
  private int lastUsed = NO_BUCKET;

  Deadlines(final Records records) {
    this.records = records;
  }

  /** The earliest deadline, or {@link #NEVER}. */
  long firstMs() {
    return heapSize == 0 ? NEVER : deadlineMs[heap[0]];
  }

  /** The hold that lapses first. Only when there is one. */
  int first() {
    return head[heap[0]];
  }

  void add(final int record, final long atMs) {
    final int bucket = bucketFor(atMs);
    records.low(record, BUCKET, bucket);
    records.previous(record, tail[bucket]);
    records.next(record, Records.NULL);
    if (tail[bucket] == Records.NULL) {
      head[bucket] = record;
    } else {
      records.next(tail[bucket], record);
    }
    tail[bucket] = record;
  }

  void remove(final int record) {
    final int bucket = records.low(record, BUCKET);
    final int previous = records.previous(record);
    final int next = records.next(record);
    if (previous == Records.NULL) {
      head[bucket] = next;
    } else {
      records.next(previous, next);
    }
    if (next == Records.NULL) {
      tail[bucket] = previous;
    } else {
      records.previous(next, previous);
    }
    if (head[bucket] == Records.NULL) {
      drop(bucket);
    }
  }

  private int bucketFor(final long atMs) {
    if (lastUsed != NO_BUCKET && deadlineMs[lastUsed] == atMs) {
      return lastUsed;
    }
    int bucket = table[slot(atMs)];
    while (bucket != NO_BUCKET && deadlineMs[bucket] != atMs) {
      bucket = chain[bucket];
    }
    if (bucket == NO_BUCKET) {
      bucket = open(atMs);
    }
    lastUsed = bucket;
    return bucket;
  }

  private int open(final long atMs) {
    if (firstFree == NO_BUCKET && bucketLimit == deadlineMs.length) {
      grow();
    }
    final int bucket;
    if (firstFree == NO_BUCKET) {
      bucket = bucketLimit++;
    } else {
      bucket = firstFree;
      firstFree = chain[bucket];
    }
    deadlineMs[bucket] = atMs;
    head[bucket] = Records.NULL;
    tail[bucket] = Records.NULL;
    link(bucket);
    heapIndex[bucket] = heapSize;
    heap[heapSize++] = bucket;
    siftUp(heapSize - 1);
    return bucket;
  }

  private void drop(final int bucket) {
    if (lastUsed == bucket) {
      lastUsed = NO_BUCKET;
    }
    unlink(bucket);
    final int at = heapIndex[bucket];
    final int moved = heap[--heapSize];
    if (moved != bucket) {
      place(moved, at);
      siftDown(at);
      siftUp(heapIndex[moved]);
    }
    chain[bucket] = firstFree;
    firstFree = bucket;
  }

  private void link(final int bucket) {
    final int slot = slot(deadlineMs[bucket]);
    chain[bucket] = table[slot];
    table[slot] = bucket;
  }

  private void unlink(final int bucket) {
    final int slot = slot(deadlineMs[bucket]);
    if (table[slot] == bucket) {
      table[slot] = chain[bucket];
      return;
    }
    int before = table[slot];
    while (chain[before] != bucket) {
      before = chain[before];
    }
    chain[before] = chain[bucket];
  }

  private void siftUp(final int start) {
    final int bucket = heap[start];
    int at = start;
    while (at > 0) {
      final int parent = (at - 1) >>> 1;
      if (deadlineMs[heap[parent]] <= deadlineMs[bucket]) {
        break;
      }
      place(heap[parent], at);
      at = parent;
    }
    place(bucket, at);
  }

  private void siftDown(final int start) {
    final int bucket = heap[start];
    int at = start;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && deadlineMs[heap[child + 1]] < deadlineMs[heap[child]]) {
        child++;
      }
      if (deadlineMs[bucket] <= deadlineMs[heap[child]]) {
        break;
      }
      place(heap[child], at);
      at = child;
    }
    place(bucket, at);
  }

  private void place(final int bucket, final int at) {
    heap[at] = bucket;
    heapIndex[bucket] = at;
  }

  private void grow() {
    final int capacity = deadlineMs.length * 2;
    deadlineMs = Arrays.copyOf(deadlineMs, capacity);
    head = Arrays.copyOf(head, capacity);
    tail = Arrays.copyOf(tail, capacity);
    heapIndex = Arrays.copyOf(heapIndex, capacity);
    chain = Arrays.copyOf(chain, capacity);
    heap = Arrays.copyOf(heap, capacity);
    table = emptyTable(capacity * 2);
    for (int i = 0; i < heapSize; i++) {
      link(heap[i]);
    }
  }

  private int slot(final long atMs) {
    return (int) Hashes.mix(atMs) & (table.length - 1);
  }

  private static int[] emptyTable(final int size) {
    final int[] table = new int[size];
    Arrays.fill(table, NO_BUCKET);
    return table;
  }
}
