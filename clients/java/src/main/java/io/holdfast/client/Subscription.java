package io.holdfast.client;

/** A subscription that has begun. */
public interface Subscription extends AutoCloseable {
  /**
   * Ends it: nothing is told any more, once a call under way on the client's thread is over. More
   * than once does no harm. Any thread.
   */
  @Override
  void close();
}
