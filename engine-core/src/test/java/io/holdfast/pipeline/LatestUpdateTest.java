package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineUpdates;
import io.holdfast.test.Allocations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is read is one update, whole, and no older than the one read before. */
final class LatestUpdateTest {
  private static final int WORDS = EngineUpdates.MAX_BYTES / Long.BYTES;
  private static final int READERS = 3;
  private static final int READS = 300_000;

  private final LatestUpdate latest = new LatestUpdate(EngineUpdates.MAX_BYTES);

  @Test
  void thereIsNothingAtFirst() {
    final UnsafeBuffer into = LatestUpdate.newBuffer();
    into.putLong(0, 77);
    assertThat(latest.version()).isZero();
    assertThat(latest.read(into)).isZero();
    assertThat(into.getLong(0)).isEqualTo(77);
  }

  @Test
  void theNewestIsRead() {
    final UnsafeBuffer update = LatestUpdate.newBuffer();
    final UnsafeBuffer into = LatestUpdate.newBuffer();
    for (long version = 1; version <= 5; version++) {
      fill(update, version);
      latest.publish(update);
      assertThat(latest.version()).isEqualTo(version);
      assertThat(latest.read(into)).isEqualTo(version);
      assertThat(into).isEqualTo(update);
    }
  }

  @Test
  void readersBesideAWriterNeverSeeTwoUpdatesInOne() {
    final List<CompletableFuture<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(CompletableFuture.supplyAsync(this::readAll));
    }
    final UnsafeBuffer update = LatestUpdate.newBuffer();
    long version = 0;
    while (!readers.stream().allMatch(CompletableFuture::isDone)) {
      fill(update, ++version);
      latest.publish(update);
    }
    for (final CompletableFuture<Integer> reader : readers) {
      assertThat(reader.join()).isZero();
    }
  }

  /** Gives how many reads were torn, or older than one before. */
  private int readAll() {
    final UnsafeBuffer into = LatestUpdate.newBuffer();
    int wrong = 0;
    long before = 0;
    int reads = 0;
    while (reads < READS) {
      final long version = latest.read(into);
      if (version == 0) {
        continue;
      }
      reads++;
      boolean torn = version < before;
      for (int word = 0; word < WORDS; word++) {
        torn |= into.getLong(word * Long.BYTES) != version * 31 + word;
      }
      wrong += torn ? 1 : 0;
      before = version;
    }
    return wrong;
  }

  @Test
  void publishingAndReadingAllocateNothing() {
    final UnsafeBuffer update = LatestUpdate.newBuffer();
    final UnsafeBuffer into = LatestUpdate.newBuffer();
    Allocations.assertNone(
        100_000,
        () -> {
          latest.publish(update);
          latest.read(into);
        });
  }

  private static void fill(final UnsafeBuffer update, final long version) {
    for (int word = 0; word < WORDS; word++) {
      update.putLong(word * Long.BYTES, version * 31 + word);
    }
  }
}
