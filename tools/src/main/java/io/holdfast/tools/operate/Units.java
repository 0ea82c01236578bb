package io.holdfast.tools.operate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of units, and says what was wrong in the words of the verb. */
public final class Units {
  private Units() {}

  /** Units to put in: at least 1. */
  public static final class Positive implements ITypeConverter<Long> {
    @Override
    public Long convert(final String text) {
      if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
        throw new TypeConversionException(
            "'" + text + "' is not a number of units: a whole number from 1 on");
      }
      return Long.parseLong(text);
    }
  }

  /** Units of one reservation: at least 1. */
  public static final class OfReservation implements ITypeConverter<Integer> {
    @Override
    public Integer convert(final String text) {
      if (!text.matches("[0-9]{1,10}")
          || Long.parseLong(text) == 0
          || Long.parseLong(text) > Integer.MAX_VALUE) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is not a number of units: a whole number from 1 to "
                + Integer.MAX_VALUE);
      }
      return Integer.valueOf(text);
    }
  }

  /** A change, whose sign must be there: who corrects stock means one direction. */
  public static final class Change implements ITypeConverter<Long> {
    @Override
    public Long convert(final String text) {
      if (!text.matches("[+-][0-9]{1,18}") || Long.parseLong(text) == 0) {
        throw new TypeConversionException(
            "'" + text + "' is not a change: say +N to put units in, -N to take them out");
      }
      return Long.parseLong(text);
    }
  }
}
