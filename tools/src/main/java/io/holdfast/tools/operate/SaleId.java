package io.holdfast.tools.operate;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a sale: positive, and of 53 bits, so that every JSON reader holds it exactly. */
public final class SaleId implements ITypeConverter<Long> {
  private static final long HIGHEST = (1L << 53) - 1;

  @Override
  public Long convert(final String text) {
    if (!text.matches("[0-9]{1,16}")) {
      throw wrong(text);
    }
    final long sale = Long.parseLong(text);
    if (sale < 1 || sale > HIGHEST) {
      throw wrong(text);
    }
    return sale;
  }

  private static TypeConversionException wrong(final String text) {
    return new TypeConversionException(
        "'" + text + "' is not a sale: a whole number from 1 to " + HIGHEST);
  }
}
