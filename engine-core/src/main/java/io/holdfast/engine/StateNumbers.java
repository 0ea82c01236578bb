package io.holdfast.engine;

import java.util.Arrays;
import java.util.List;

/** The numbers by which a saved state names sales and lines: in order of creation, from 0. */
final class StateNumbers {
  private int[] saleByOrdinal = new int[64];
  private int[] lineByOrdinal = new int[64];

  StateNumbers(final List<Sale> sales) {
    int sale = 0;
    int line = 0;
    for (final Sale each : sales) {
      saleByOrdinal = withRoom(saleByOrdinal, each.ordinal);
      saleByOrdinal[each.ordinal] = sale++;
      for (final Line ofSale : each.lines()) {
        lineByOrdinal = withRoom(lineByOrdinal, ofSale.ordinal);
        lineByOrdinal[ofSale.ordinal] = line++;
      }
    }
  }

  int ofSale(final int ordinal) {
    return saleByOrdinal[ordinal];
  }

  int ofLine(final int ordinal) {
    return lineByOrdinal[ordinal];
  }

  private static int[] withRoom(final int[] array, final int index) {
    return index < array.length
        ? array
        : Arrays.copyOf(array, Math.max(index + 1, 2 * array.length));
  }
}
