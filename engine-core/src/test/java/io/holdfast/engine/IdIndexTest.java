package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The index finds what a HashMap finds. */
final class IdIndexTest {
  private static final int OPERATIONS = 500_000;

  /** So few that most are met again, and enough to make it grow many times. */
  private static final int IDS = 60_000;

  private record Id(long hi, long lo) {}

  private final Records records = new Records(1_000);

  @Test
  void findsWhatAMapFinds(@Seed final long seed) {
    final IdIndex index = new IdIndex(records, 1_000);
    final SplittableRandom random = new SplittableRandom(seed);
    final Map<Id, Integer> map = new HashMap<>();
    for (int i = 0; i < OPERATIONS; i++) {
      final Id id = new Id(random.nextInt(3), random.nextInt(IDS / 3));
      final int found = index.find(id.hi, id.lo);
      assertThat(found).isEqualTo(map.getOrDefault(id, Records.NULL));
      if (found == Records.NULL) {
        final int record = records.allocate(Kind.RESERVATION, id.hi, id.lo, i);
        if (random.nextBoolean()) {
          // Then what is added is not what was missed last.
          assertThat(index.find(-1, i)).isEqualTo(Records.NULL);
        }
        index.add(record, id.hi, id.lo);
        map.put(id, record);
      } else if (random.nextInt(3) == 0) {
        index.remove(found);
        records.free(found);
        map.remove(id);
      }
    }
    map.forEach((id, record) -> assertThat(index.find(id.hi, id.lo)).isEqualTo(record));
  }
}
