package io.holdfast.tools.operate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as operators write it: absolute, from now on by the node's clock, or none.
 *
 * @param at the time, or null
 * @param fromNow how long from now, or null
 */
public record Moment(Instant at, Duration fromNow) {
  /** Takes back a time that was set; the protocol's 0. */
  private static final Moment NONE = new Moment(Instant.EPOCH, null);

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** A time from now on. */
  public static Moment in(final Duration fromNow) {
    return new Moment(null, fromNow);
  }

  /**
   * Engine time in ms since 1970; 0: none.
   *
   * @param nowMs the node's engine time
   */
  public long toMs(final long nowMs) {
    return at == null ? Math.addExact(nowMs, fromNow.toMillis()) : at.toEpochMilli();
  }

  /** Reads {@code 2026-11-27T09:00:00Z}, {@code +30s} or {@code none}. */
  public static final class Converter implements ITypeConverter<Moment> {
    @Override
    public Moment convert(final String text) {
      if (text.equals("none")) {
        return NONE;
      }
      if (text.startsWith("+")) {
        return in(DurationText.parse(text.substring(1)));
      }
      final Instant at;
      try {
        at = OffsetDateTime.parse(text).toInstant();
      } catch (final DateTimeException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is neither a time with its zone, such as 2026-11-27T09:00:00Z or"
                + " 2026-11-27T10:00:00+01:00, nor one from now on, such as +30s, nor none");
      }
      if (!at.isAfter(Instant.EPOCH) || at.isAfter(LAST)) {
        throw new TypeConversionException(
            "'" + text + "' is not a time after 1970 and before 10000");
      }
      return new Moment(at, null);
    }
  }
}
