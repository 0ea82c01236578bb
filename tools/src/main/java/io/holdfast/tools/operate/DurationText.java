package io.holdfast.tools.operate;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as operators write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1h30m}. */
public final class DurationText implements ITypeConverter<Duration> {
  private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,12}(?:ms|s|m|h|d))+");
  private static final Duration LONGEST = Duration.ofDays(1_000_000);
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

  @Override
  public Duration convert(final String text) {
    return parse(text);
  }

  /**
   * Reads a duration.
   *
   * @throws TypeConversionException saying what is wrong
   */
  public static Duration parse(final String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m");
    }
    Duration sum = Duration.ZERO;
    final Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    if (sum.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "'" + text + "' is longer than " + LONGEST.toDays() + " days");
    }
    return sum;
  }

  private static Duration unit(final String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  /** The same way back: 5400000 is {@code 1h30m}. */
  public static String of(final long ms) {
    if (ms == 0) {
      return "0s";
    }
    final Duration duration = Duration.ofMillis(ms);
    return part(duration.toDaysPart(), "d")
        + part(duration.toHoursPart(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s")
        + part(duration.toMillisPart(), "ms");
  }

  private static String part(final long number, final String unit) {
    return number == 0 ? "" : number + unit;
  }
}
