package io.holdfast.client;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How single calls are made; see {@link HoldfastClient#with}.
 *
 * @param timeoutMs the call's deadline is this long after it was made. It covers everything:
 *     waiting for room, sending, connecting again, sending again
 * @param executor where the futures complete, and with them the callbacks chained to them; empty:
 *     on the client's own thread, which they must not block
 */
public record CallOptions(int timeoutMs, Optional<Executor> executor) {

  /** Rejects a timeout below 1 ms. */
  public CallOptions {
    Objects.requireNonNull(executor, "executor");
    if (timeoutMs < 1) {
      throw new IllegalArgumentException("call timeout: at least 1 ms, not " + timeoutMs);
    }
  }

  /** Calls with this deadline, completed on the client's own thread. */
  public static CallOptions within(final int timeoutMs) {
    return new CallOptions(timeoutMs, Optional.empty());
  }

  /** The same with another deadline. */
  public CallOptions withTimeoutMs(final int newTimeoutMs) {
    return new CallOptions(newTimeoutMs, executor);
  }

  /**
   * The same, completed by an executor. An executor that refuses a task gets no other: that future
   * completes on the client's own thread, because an answer is never thrown away.
   */
  public CallOptions withExecutor(final Executor newExecutor) {
    return new CallOptions(timeoutMs, Optional.of(newExecutor));
  }
}
