package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client does by itself within the deadlines of its calls, instead of leaving it to the
 * caller.
 *
 * @param reconnects whether a lost connection is made again, at any of the addresses, and what is
 *     unanswered is sent again; without, every call fails with the connection, and the client is of
 *     no use any more
 * @param firstPauseMs longest pause before the first attempt to connect again, and before the first
 *     repeat of a code below; doubled for each that follows, and about half of it is chance, so
 *     that many clients do not come at the same moment
 * @param longestPauseMs to which the pause grows
 * @param retriedCodes numbers of the codes of the kind NOT_TAKEN after which a call is sent again
 *     instead of handing the verdict over
 */
public record RetryPolicy(
    boolean reconnects, int firstPauseMs, int longestPauseMs, Set<Integer> retriedCodes) {

  /** Connects again after 50 ms, growing to 2 s; sends again what the node was too BUSY for. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(true, 50, 2_000, Set.of(Code.BUSY.value()));

  /** One connection, and every verdict goes to the caller. */
  public static final RetryPolicy NONE = new RetryPolicy(false, 50, 2_000, Set.of());

  /**
   * Rejects pauses below 1 ms and codes after which nothing is certain to have been left undone.
   */
  public RetryPolicy {
    retriedCodes = Set.copyOf(retriedCodes);
    if (firstPauseMs < 1 || longestPauseMs < firstPauseMs) {
      throw new IllegalArgumentException(
          "pauses: at least 1 ms and the longest no shorter than the first, not %d and %d ms"
              .formatted(firstPauseMs, longestPauseMs));
    }
    for (final int number : retriedCodes) {
      if (Verdict.Kind.of(number) != Verdict.Kind.NOT_TAKEN) {
        throw new IllegalArgumentException(
            "code " + number + ": only codes of the kind NOT_TAKEN, 1000 to 1999, can be retried");
      }
    }
  }

  /** The same with other pauses. */
  public RetryPolicy withPausesMs(final int newFirstPauseMs, final int newLongestPauseMs) {
    return new RetryPolicy(reconnects, newFirstPauseMs, newLongestPauseMs, retriedCodes);
  }

  /** The same for these codes and no others. */
  public RetryPolicy withRetriedCodes(final Code... codes) {
    return new RetryPolicy(
        reconnects,
        firstPauseMs,
        longestPauseMs,
        Arrays.stream(codes).map(code -> code.value()).collect(Collectors.toSet()));
  }

  boolean retries(final int codeNumber) {
    return retriedCodes.contains(codeNumber);
  }
}
