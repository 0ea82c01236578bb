package io.holdfast.tools.operate;

import io.holdfast.client.Id;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an id of a command or reservation; all zeros is none. */
public final class IdText implements ITypeConverter<Id> {
  @Override
  public Id convert(final String text) {
    final Id id;
    try {
      id = Id.parse(text);
    } catch (final IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
    if (id.isZero()) {
      throw new TypeConversionException("an id of all zeros is not an id");
    }
    return id;
  }
}
