package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdTest {
  @Test
  void readsAndWritesTheCanonicalText() {
    final String text = "0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f";
    final Id id = Id.parse(text);
    final UUID uuid = UUID.fromString(text);
    assertThat(id.hi()).isEqualTo(uuid.getMostSignificantBits());
    assertThat(id.lo()).isEqualTo(uuid.getLeastSignificantBits());
    assertThat(id).hasToString(text);
    assertThat(Id.parse("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF")).isEqualTo(new Id(-1, -1));
    assertThat(new Id(0, 0)).hasToString("00000000-0000-0000-0000-000000000000");
    assertThat(new Id(0, 0).isZero()).isTrue();
    assertThat(new Id(0, 1).isZero()).isFalse();
  }

  @Test
  void saysWhatIsWrongWithAText() {
    assertThatThrownBy(() -> Id.parse("0192"))
        .hasMessage("\"0192\" is not a UUID: 4 characters, not 36");
    assertThatThrownBy(() -> Id.parse("0192f0c5+7f2b-7c3d-8e4f-5a6b7c8d9e0f"))
        .hasMessageEndingWith("no dash at position 9");
    assertThatThrownBy(() -> Id.parse("0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0g"))
        .hasMessageEndingWith("'g' at position 36 is not a hex digit");
    assertThatThrownBy(() -> Id.parse("0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e-f"))
        .hasMessageEndingWith("'-' at position 35 is not a hex digit");
  }

  @Test
  void comparesWithoutSign() {
    assertThat(new Id(-1, 0)).isGreaterThan(new Id(1, 0));
    assertThat(new Id(1, -1)).isGreaterThan(new Id(1, 1));
    assertThat(new Id(1, 1)).isEqualByComparingTo(new Id(1, 1));
  }

  @Test
  void newIdsAreVersion7AndCarryTheTime() {
    final long timeMs = 1_700_000_000_123L;
    final Id id = new IdSource(() -> timeMs, () -> -1L).next();
    final UUID uuid = new UUID(id.hi(), id.lo());
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(id.hi() >>> 16).isEqualTo(timeMs);
  }

  @Test
  void newIdsGrowEvenIfTheClockStandsStillOrStepsBack() {
    final long[] timeMs = {1_700_000_000_000L};
    final IdSource source = new IdSource(() -> timeMs[0], () -> 0L);
    Id before = source.next();
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        timeMs[0] -= 3_600_000;
      }
      final Id next = source.next();
      assertThat(next.compareTo(before)).isPositive();
      assertThat(new UUID(next.hi(), next.lo()).version()).isEqualTo(7);
      before = next;
    }
    timeMs[0] += 7_200_000;
    assertThat(source.next().hi() >>> 16).isEqualTo(timeMs[0]);
  }

  @Test
  void threadsNeverGetTheSameId() throws InterruptedException {
    final int perThread = 20_000;
    final Set<Id> all = new HashSet<>();
    final Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                final Set<Id> own = new HashSet<>();
                for (int i = 0; i < perThread; i++) {
                  own.add(Ids.next());
                }
                synchronized (all) {
                  all.addAll(own);
                }
              });
      threads[t].start();
    }
    for (final Thread thread : threads) {
      thread.join();
    }
    assertThat(all).hasSize(threads.length * perThread);
  }
}
