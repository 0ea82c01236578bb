package io.holdfast.gateway;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Sends requests as fast as the socket takes them, on a thread of its own, until it is told to stop
 * or the connection ends.
 */
final class Flood implements AutoCloseable {
  private static final int BATCH = 100;

  private final AtomicLong sent = new AtomicLong();
  private final RawClient client;
  private final LongFunction<byte[]> request;
  private final Thread thread = new Thread(this::run, "flood");
  private volatile boolean stopping;

  /**
   * @param request of a number that counts from 1
   */
  private Flood(final RawClient client, final LongFunction<byte[]> request) {
    this.client = client;
    this.request = request;
  }

  static Flood start(final RawClient client, final LongFunction<byte[]> request) {
    final Flood flood = new Flood(client, request);
    flood.thread.start();
    return flood;
  }

  private void run() {
    final byte[][] batch = new byte[BATCH][];
    try {
      while (!stopping) {
        final long before = sent.get();
        for (int i = 0; i < BATCH; i++) {
          batch[i] = request.apply(before + i + 1);
        }
        client.send(batch);
        sent.set(before + BATCH);
      }
    } catch (final UncheckedIOException connectionEnded) {
      stopping = true;
    }
  }

  /** Requests that the socket has taken whole; any thread. */
  long sent() {
    return sent.get();
  }

  /** Sends no more after the batch under way. */
  void stop() {
    stopping = true;
    join();
  }

  void join() {
    try {
      thread.join();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while a flood ends", e);
    }
  }

  /** Ends the connection, and with it the flood. */
  @Override
  public void close() {
    stopping = true;
    client.close();
    join();
  }
}
