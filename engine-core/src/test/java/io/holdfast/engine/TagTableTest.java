package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The table keeps under each tag what was put there, whatever the tags look like. */
final class TagTableTest {
  private static final int OPERATIONS = 100_000;

  private final TagTable table = new TagTable();
  private final Map<Integer, Set<Integer>> expected = new HashMap<>();

  @Test
  void keepsRandomTags(@Seed final long seed) {
    churn(seed, tag -> tag);
  }

  /** Equal tags cannot be told apart by any number of splits. */
  @Test
  void keepsThousandsOfRecordsWithOneTag(@Seed final long seed) {
    churn(seed, tag -> 0xCAFE_0000 | (tag & 1));
  }

  /** A flood of tags for one segment makes it grow where the directory may not. */
  @Test
  void keepsTagsThatShareTheirUpperBits(@Seed final long seed) {
    churn(seed, tag -> tag & 0xFFF);
  }

  /** Neighbours that run over the segment's end into its beginning. */
  @Test
  void keepsTagsThatShareTheirLowerBits(@Seed final long seed) {
    churn(seed, tag -> tag | 0x1FFF);
  }

  @Test
  void refusesToRemoveWhatIsNotThere() {
    table.add(7, 1);

    assertThatThrownBy(() -> table.remove(7, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("record 2");
  }

  private void churn(final long seed, final IntUnaryOperator tags) {
    final SplittableRandom random = new SplittableRandom(seed);
    final List<int[]> entries = new ArrayList<>();
    for (int record = 1; record <= OPERATIONS; record++) {
      // Grows for the most part, and is emptied nearly in between.
      final boolean shrink = record % 50_000 > 42_000;
      if (!entries.isEmpty() && random.nextInt(10) < (shrink ? 9 : 3)) {
        removeOne(entries, random);
      } else if (entries.size() < 20_000) {
        final int tag = tags.applyAsInt(random.nextInt());
        table.add(tag, record);
        expected.computeIfAbsent(tag, any -> new HashSet<>()).add(record);
        entries.add(new int[] {tag, record});
      }
    }
    expected.forEach((tag, records) -> assertThat(found(tag)).isEqualTo(records));
    assertThat(found(tags.applyAsInt(0x1234_5678))).isEqualTo(under(tags.applyAsInt(0x1234_5678)));
  }

  private void removeOne(final List<int[]> entries, final SplittableRandom random) {
    final int at = random.nextInt(entries.size());
    final int[] entry = entries.get(at);
    entries.set(at, entries.get(entries.size() - 1));
    entries.remove(entries.size() - 1);
    table.remove(entry[0], entry[1]);
    expected.get(entry[0]).remove(entry[1]);
  }

  private Set<Integer> under(final int tag) {
    return expected.getOrDefault(tag, Set.of());
  }

  private Set<Integer> found(final int tag) {
    final Set<Integer> found = new HashSet<>();
    final long[] segment = table.segment(tag);
    int place = TagTable.next(segment, TagTable.first(segment, tag), tag);
    while (TagTable.record(segment, place) != TagTable.NONE) {
      found.add(TagTable.record(segment, place));
      place = TagTable.next(segment, TagTable.after(segment, place), tag);
    }
    return found;
  }
}
