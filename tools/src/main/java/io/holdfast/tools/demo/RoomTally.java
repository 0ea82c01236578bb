package io.holdfast.tools.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts who did what. For the crowd's loop, and for others once that is done. */
final class RoomTally {
  private final Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
  private final byte[] unitsOf;
  private int units;
  private int mostUnits;

  RoomTally(final int buyers) {
    unitsOf = new byte[buyers];
  }

  void count(final Deed deed) {
    counts.merge(deed, 1, Integer::sum);
  }

  int of(final Deed deed) {
    return counts.getOrDefault(deed, 0);
  }

  void onBought(final int buyer, final int bought) {
    if (unitsOf[buyer] == 0) {
      count(Deed.BOUGHT);
    }
    unitsOf[buyer] = (byte) Math.min(Byte.MAX_VALUE, unitsOf[buyer] + bought);
    units += bought;
    mostUnits = Math.max(mostUnits, unitsOf[buyer]);
  }

  /** Units that buyers were told are theirs. */
  int units() {
    return units;
  }

  /** The most that any one buyer has. */
  int mostUnits() {
    return mostUnits;
  }

  List<String> toText() {
    final List<String> lines = new ArrayList<>();
    for (final Deed deed : Deed.values()) {
      if (of(deed) > 0) {
        lines.add(String.format("%,9d %s", of(deed), deed.text()));
      }
    }
    return lines;
  }
}
