package io.holdfast.pipeline;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Engine time in ms since 1970. It starts at the later of the last journaled time and the wall
 * clock, advances with the monotonic clock and is slewed gently towards the wall; it never goes
 * backwards and never jumps. When wall and engine differ by more than a second the alarm is raised
 * and nothing is moved: a wrong clock must not expire a crowd.
 *
 * <p>For the pipeline's thread.
 */
public final class EngineClock {
  /** Beyond this difference the wall clock is not followed. */
  static final long MAX_FOLLOWED_NS = 1_000_000_000L;

  /**
   * At most one part in this many is added or taken away: 500 ppm, as NTP's slew (RFC 5905, section
   * 11.3).
   */
  static final long SLEW_DIVISOR = 2_000;

  private static final long NS_PER_MS = 1_000_000L;

  private final LongSupplier wallMs;
  private final LongSupplier monotonicNs;
  private final LongConsumer alarm;
  private long engineNs;
  private long lastMonotonicNs;
  private boolean alarmed;

  /**
   * @param lastJournaledMs engine time of the last journaled step, 0 if there is none
   * @param wallMs the wall clock
   * @param monotonicNs a clock that never goes backwards
   * @param alarm told the difference in ms (wall minus engine) when it has become too large to
   *     follow
   */
  public EngineClock(
      final long lastJournaledMs,
      final LongSupplier wallMs,
      final LongSupplier monotonicNs,
      final LongConsumer alarm) {
    this.wallMs = wallMs;
    this.monotonicNs = monotonicNs;
    this.alarm = alarm;
    engineNs = Math.max(lastJournaledMs, wallMs.getAsLong()) * NS_PER_MS;
    lastMonotonicNs = monotonicNs.getAsLong();
  }

  /** Engine time now; advances it. */
  public long nowMs() {
    final long now = monotonicNs.getAsLong();
    final long elapsedNs = now - lastMonotonicNs;
    lastMonotonicNs = now;
    engineNs += elapsedNs + slew(elapsedNs);
    return engineNs / NS_PER_MS;
  }

  private long slew(final long elapsedNs) {
    final long driftNs = wallMs.getAsLong() * NS_PER_MS - (engineNs + elapsedNs);
    if (Math.abs(driftNs) > MAX_FOLLOWED_NS) {
      raiseAlarm(driftNs);
      return 0;
    }
    alarmed = false;
    final long mostNs = elapsedNs / SLEW_DIVISOR;
    return Math.max(-mostNs, Math.min(mostNs, driftNs));
  }

  private void raiseAlarm(final long driftNs) {
    if (!alarmed) {
      alarmed = true;
      alarm.accept(driftNs / NS_PER_MS);
    }
  }
}
