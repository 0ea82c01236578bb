package io.holdfast.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class that leaves threads running: something was not closed, and would run on into
 * the next tests. Daemon threads are let be: libraries keep those for the life of the process.
 */
public final class LeftoverThreadsExtension implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(LeftoverThreadsExtension.class);

  /** For the tests of this very class. */
  static final String PATIENCE_PROPERTY = "holdfast.test.patienceMs";

  /** How long threads that were told to end may take; Netty's loops are quiet for 2 s first. */
  private static final long PATIENCE_MS = 10_000;

  @Override
  public void beforeAll(final ExtensionContext context) {
    context.getStore(NAMESPACE).put(context.getUniqueId(), running());
  }

  @Override
  public void afterAll(final ExtensionContext context) throws InterruptedException {
    final Set<?> before = context.getStore(NAMESPACE).get(context.getUniqueId(), Set.class);
    final List<Thread> left = new ArrayList<>(running());
    left.removeAll(before);
    awaitEnd(left);
    left.removeIf(thread -> !thread.isAlive());
    if (!left.isEmpty()) {
      throw new AssertionError(
          context.getDisplayName()
              + " left threads running:\n"
              + left.stream().map(ThreadDump::of).collect(Collectors.joining("\n")));
    }
  }

  private static Set<Thread> running() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread())
        .collect(Collectors.toSet());
  }

  private static void awaitEnd(final List<Thread> threads) throws InterruptedException {
    final long patienceMs = Long.getLong(PATIENCE_PROPERTY, PATIENCE_MS);
    final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
    for (final Thread thread : threads) {
      final long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
      thread.join(Math.max(1, leftMs));
    }
  }
}
