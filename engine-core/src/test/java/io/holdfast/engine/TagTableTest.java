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

  /** So few that the memory has to grow, too. */
  private static final int EXPECTED = 1_000;

  private static final long GROUP_BYTES = 64L * TagBucket.BYTES;

  private final TagTable table = new TagTable(EXPECTED);
  private final Map<Integer, Set<Integer>> expected = new HashMap<>();

  @Test
  void keepsRandomTags(@Seed final long seed) {
    churn(seed, tag -> tag);
  }

  /** Equal tags go to one group for ever, and most of them have no room there. */
  @Test
  void keepsThousandsOfRecordsWithOneTag(@Seed final long seed) {
    churn(seed, tag -> 0xCAFE_0000 | (tag & 1));
  }

  /** A group that has no room for what has its lower bits, and gets it when it is shared out. */
  @Test
  void keepsTagsThatShareTheirLowerBits(@Seed final long seed) {
    churn(seed, tag -> tag & ~0xFFF);
  }

  /** What runs over the end of a group goes on at its beginning. */
  @Test
  void keepsTagsOfTheLastBucketsOfGroups(@Seed final long seed) {
    churn(seed, tag -> tag | 0x3E);
  }

  /** Marks that are equal where tags are not. */
  @Test
  void keepsTagsThatShareTheirUpperBits(@Seed final long seed) {
    churn(seed, tag -> tag & 0x1FF_FFFF);
  }

  @Test
  void growsAGroupAtATimeAndIsNeverMuchFullerThanThreeQuarters(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    long before = table.usedBytes();
    for (int record = 1; record <= OPERATIONS; record++) {
      table.add(random.nextInt(), record);
      final long used = table.usedBytes();
      assertThat(used - before).isIn(0L, GROUP_BYTES);
      assertThat(record * (double) TagBucket.BYTES / TagBucket.ENTRIES / used).isLessThan(0.78);
      before = used;
    }
  }

  @Test
  void anotherRecordTakesThePlaceOfOne() {
    final int many = 1_000;
    for (int record = 1; record <= many; record++) {
      table.add(7, record);
    }
    for (int record = 1; record <= many; record++) {
      table.replace(table.find(7, record), -record);
    }
    final Set<Integer> replaced = found(7);
    assertThat(replaced).hasSize(many).allMatch(record -> record < 0);
    assertThat(table.find(7, 1)).isEqualTo(TagTable.NOWHERE);
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
    for (long place = table.find(tag);
        place != TagTable.NOWHERE;
        place = table.findNext(place, tag)) {
      assertThat(found.add(table.record(place))).as("found twice").isTrue();
    }
    return found;
  }
}
