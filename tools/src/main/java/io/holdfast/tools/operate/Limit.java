package io.holdfast.tools.operate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a limit: units that one may have, 0 for none. */
public final class Limit implements ITypeConverter<Integer> {
  @Override
  public Integer convert(final String text) {
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a limit: a whole number of units to "
              + Integer.MAX_VALUE
              + ", 0 for no limit");
    }
    return Integer.valueOf(text);
  }
}
