package io.holdfast.pipeline;

/**
 * One subscription to a reservation or a ticket: the target of the request that subscribes, and
 * from then on told of changes. A gateway makes it and gives it with the request to the ring; it is
 * found by the pipeline from the place of that request in the order on.
 *
 * <p>{@link #update} and {@link #snapshotSequence} are for the gateway, all else for the pipeline's
 * thread.
 */
public abstract class Watch implements ReplyTarget {
  // What it is about: a reservation's id, or a sale and a buyer.
  boolean isTicket;
  long first;
  long second;

  /** The sale that it belongs to, whose end is its end. */
  long sale;

  Watch nextInBucket;
  boolean isListed;
  boolean isChanged;
  private LatestUpdate update;
  private long snapshotSequence;
  private volatile boolean ended;

  /** Owned by {@link Watches}: the next of those that the gateway has ended. */
  Watch nextEnded;

  /** Sets what was found out when the request was executed; seen by others from a change on. */
  void begin(final LatestUpdate latest, final long sequence) {
    update = latest;
    snapshotSequence = sequence;
  }

  /** Where the newest state is; only from the first {@link #onChange} on. */
  public final LatestUpdate update() {
    return update;
  }

  /** Sequence of the answer to the subscribing; only from the first {@link #onChange} on. */
  public final long snapshotSequence() {
    return snapshotSequence;
  }

  /** Whether the gateway has ended it. Any thread. */
  public final boolean isEnded() {
    return ended;
  }

  final void markEnded() {
    ended = true;
  }

  /**
   * There is a newer state, which the acknowledge gate has passed. Called on the pipeline's thread
   * after the answers of the batch were handed out; must not block.
   */
  protected abstract void onChange();
}
