package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.Arrays;

/** The lines of the ReserveBasket under way, read once; reused from basket to basket. */
final class BasketLines {
  private static final int NO_DUPLICATE = -1;

  /** More than twice the longest basket, so that probes stay short; a power of two. */
  private static final int ID_TABLE = 4 * Framing.MAX_BASKET_LINES;

  final long[] idHi = new long[Framing.MAX_BASKET_LINES];
  final long[] idLo = new long[Framing.MAX_BASKET_LINES];
  final long[] item = new long[Framing.MAX_BASKET_LINES];
  final int[] quantity = new int[Framing.MAX_BASKET_LINES];
  final Line[] line = new Line[Framing.MAX_BASKET_LINES];

  private final short[] idTable = new short[ID_TABLE];
  private int count;
  private int units;
  private long fingerprint;

  int count() {
    return count;
  }

  /** Units of all lines; only meaningful once every quantity was checked. */
  int units() {
    return units;
  }

  /** Covers number, ids, items and quantities of the lines in order. */
  long fingerprint() {
    return fingerprint;
  }

  /** Reads the group. The gateway takes no basket longer than {@link Framing#MAX_BASKET_LINES}. */
  void read(final ReserveBasketDecoder command) {
    int i = 0;
    int sum = 0;
    long print = 0;
    for (final ReserveBasketDecoder.LinesDecoder row : command.lines()) {
      final UuidDecoder id = row.reservation();
      idHi[i] = id.hi();
      idLo[i] = id.lo();
      item[i] = row.item();
      quantity[i] = row.quantity();
      sum += quantity[i];
      print = Hashes.combine(Hashes.combine(print, idHi[i]), idLo[i]);
      print = Hashes.combine(Hashes.combine(print, item[i]), quantity[i]);
      i++;
    }
    count = i;
    units = sum;
    fingerprint = Hashes.combine(print, i);
  }

  /** Index of the first line whose id is zero, or -1. */
  int firstZeroId() {
    for (int i = 0; i < count; i++) {
      if (idHi[i] == 0 && idLo[i] == 0) {
        return i;
      }
    }
    return NO_DUPLICATE;
  }

  /** Index of the first line whose id is the basket's or that of an earlier line, or -1. */
  int firstDuplicateId(final long basketHi, final long basketLo) {
    Arrays.fill(idTable, (short) 0);
    for (int i = 0; i < count; i++) {
      if ((idHi[i] == basketHi && idLo[i] == basketLo) || !enter(i)) {
        return i;
      }
    }
    return NO_DUPLICATE;
  }

  private boolean enter(final int index) {
    int slot = (int) Hashes.ofId(idHi[index], idLo[index]) & (ID_TABLE - 1);
    while (idTable[slot] != 0) {
      final int other = idTable[slot] - 1;
      if (idHi[other] == idHi[index] && idLo[other] == idLo[index]) {
        return false;
      }
      slot = (slot + 1) & (ID_TABLE - 1);
    }
    idTable[slot] = (short) (index + 1);
    return true;
  }
}
