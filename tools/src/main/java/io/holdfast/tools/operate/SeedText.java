package io.holdfast.tools.operate;

import io.holdfast.client.RoomSeed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the seed of a waiting room; what is wrong with it is said without repeating it. */
public final class SeedText implements ITypeConverter<RoomSeed> {
  private static final String ZEROS = "0".repeat(2 * RoomSeed.LENGTH_BYTES);

  @Override
  public RoomSeed convert(final String text) {
    if (text.equals(ZEROS)) {
      throw new TypeConversionException("a seed of all zeros is not a seed");
    }
    try {
      return RoomSeed.parse(text);
    } catch (final IllegalArgumentException e) {
      throw new TypeConversionException(
          e.getMessage() + "; 'openssl rand -hex 32' makes one, or leave --seed out");
    }
  }
}
