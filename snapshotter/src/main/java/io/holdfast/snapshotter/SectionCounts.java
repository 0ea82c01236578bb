package io.holdfast.snapshotter;

import java.util.Map;
import java.util.TreeMap;

/** How many entries each section of a snapshot has. */
final class SectionCounts {
  private final Map<Integer, Long> entries = new TreeMap<>();

  void add(final int section, final long more) {
    entries.merge(section, more, Long::sum);
  }

  long of(final int section) {
    return entries.getOrDefault(section, 0L);
  }

  Map<Integer, Long> all() {
    return entries;
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof SectionCounts counts && entries.equals(counts.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
