package io.holdfast.pipeline;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal in memory that can be held up, or break, and knows what came when. */
final class RecordingJournal implements BatchJournal {
  /**
   * A batch as it was handed over.
   *
   * @param commandTemplates of its commands, in order
   * @param ticks between them, all together
   */
  record Batch(
      long first,
      long last,
      List<Integer> commandTemplates,
      int ticks,
      long lastSequence,
      long timeMs) {}

  private final List<Batch> batches = new ArrayList<>();
  private volatile CountDownLatch entered = new CountDownLatch(0);
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile RuntimeException failure;
  private volatile CountDownLatch barrierEntered = new CountDownLatch(0);
  private volatile CountDownLatch barrierGate = new CountDownLatch(0);
  private volatile RuntimeException barrierFailure;
  private volatile long syncedUpTo = -1;
  private final AtomicInteger barriers = new AtomicInteger();
  private volatile long appendedUpTo = -1;

  @Override
  public void append(final CommandRing ring, final long first, final long last) {
    entered.countDown();
    Await.open("the journal may go on", gate);
    final RuntimeException broken = failure;
    if (broken != null) {
      throw broken;
    }
    final Batch batch = read(ring, first, last);
    synchronized (batches) {
      batches.add(batch);
    }
    appendedUpTo = last;
  }

  @Override
  public void barrier() {
    barrierEntered.countDown();
    Await.open("the barrier may go on", barrierGate);
    final RuntimeException broken = barrierFailure;
    if (broken != null) {
      throw broken;
    }
    syncedUpTo = appendedUpTo;
    barriers.incrementAndGet();
  }

  private static Batch read(final CommandRing ring, final long first, final long last) {
    final List<Integer> templates = new ArrayList<>();
    int ticks = 0;
    long position = first;
    Slot slot = ring.get(first);
    while (position <= last) {
      slot = ring.get(position);
      ticks += slot.hasTickBefore() ? 1 : 0;
      if (slot.isCommand()) {
        final int offset = ring.offset(position);
        templates.add(new MessageHeaderDecoder().wrap(ring.bytes(), offset).templateId());
      }
      position += slot.slots();
    }
    if (position != last + 1) {
      throw new AssertionError("the batch from " + first + " to " + last + " ends in a request");
    }
    return new Batch(first, last, templates, ticks, slot.sequence(), slot.timeMs());
  }

  /** Holds the next append up, until the returned latch is opened. */
  CountDownLatch holdUp() {
    entered = new CountDownLatch(1);
    gate = new CountDownLatch(1);
    return gate;
  }

  void awaitHeldUp() {
    Await.open("a batch has come to the journal", entered);
  }

  /** Holds the next barrier up, until the returned latch is opened. */
  CountDownLatch holdUpBarrier() {
    barrierEntered = new CountDownLatch(1);
    barrierGate = new CountDownLatch(1);
    return barrierGate;
  }

  void awaitBarrierHeldUp() {
    Await.open("a batch has come to the barrier", barrierEntered);
  }

  void breakBarrierWith(final RuntimeException with) {
    barrierFailure = with;
  }

  /** Position up to which slots were synced; -1 at first. */
  long syncedUpTo() {
    return syncedUpTo;
  }

  int barriers() {
    return barriers.get();
  }

  void breakWith(final RuntimeException with) {
    failure = with;
  }

  /** Position up to which slots were appended; -1 at first. */
  long appendedUpTo() {
    return appendedUpTo;
  }

  List<Batch> batches() {
    synchronized (batches) {
      return List.copyOf(batches);
    }
  }

  int ticks() {
    return batches().stream().mapToInt(Batch::ticks).sum();
  }
}
