package io.holdfast.tools.operate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as operators write it: absolute, or from now on by the node's clock.
 *
 * @param at the time, or null
 * @param fromNow how long from now, or null
 */
public record Moment(Instant at, Duration fromNow) {

  /**
   * Engine time in ms since 1970.
   *
   * @param nowMs the node's engine time
   */
  public long toMs(final long nowMs) {
    return at == null ? Math.addExact(nowMs, fromNow.toMillis()) : at.toEpochMilli();
  }

  /** Reads {@code 2026-11-27T09:00:00Z} or {@code +30s}. */
  public static final class Converter implements ITypeConverter<Moment> {
    @Override
    public Moment convert(final String text) {
      if (text.startsWith("+")) {
        return new Moment(null, DurationText.parse(text.substring(1)));
      }
      try {
        return new Moment(OffsetDateTime.parse(text).toInstant(), null);
      } catch (final DateTimeException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is neither a time with its zone, such as 2026-11-27T09:00:00Z or"
                + " 2026-11-27T10:00:00+01:00, nor one from now on, such as +30s");
      }
    }
  }
}
