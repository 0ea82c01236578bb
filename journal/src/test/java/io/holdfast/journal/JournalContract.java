package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal does, wherever it keeps its excerpts. */
public abstract class JournalContract {
  private static final int EXCERPTS = 500;
  private static final int LONGEST_WORDS = 2_000;

  /** The journal under test. */
  protected Journal journal;

  /** What was appended so far. */
  protected final List<UnsafeBuffer> appended = new ArrayList<>();

  /** Opens a journal, or opens one again that was closed. */
  protected abstract Journal open(Path directory);

  @BeforeEach
  final void openFirst(@TestDir final Path directory) {
    journal = open(directory);
  }

  @AfterEach
  final void closeLast() {
    journal.close();
  }

  @Test
  final void hasNothingAtFirst() {
    try (Journal.Cursor cursor = journal.read()) {
      assertThat(cursor.next()).isFalse();
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  final void givesBackEveryExcerptInOrder(@Seed final long seed) {
    append(EXCERPTS, new SplittableRandom(seed));
    assertHasEverything(journal);
  }

  @Test
  final void keepsACopy() {
    final UnsafeBuffer buffer = appendOne(new SplittableRandom(1));
    buffer.setMemory(0, buffer.capacity(), (byte) 0);
    assertHasEverything(journal);
  }

  @Test
  final void takesAnExcerptFromTheMiddleOfABuffer() {
    final UnsafeBuffer around = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    around.putLong(24, 0x0102_0304_0506_0708L);
    journal.append(around, 24, 8);
    try (Journal.Cursor cursor = journal.read()) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.lengthBytes()).isEqualTo(8);
      assertThat(cursor.buffer().getLong(cursor.offset())).isEqualTo(0x0102_0304_0506_0708L);
    }
  }

  @Test
  final void aCursorAtTheEndSeesWhatIsAppendedLater(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    try (Journal.Cursor cursor = journal.read()) {
      for (int i = 0; i < 50; i++) {
        assertThat(cursor.next()).isFalse();
        appendOne(random);
        assertThat(cursor.next()).isTrue();
        assertStandsOn(cursor, i);
      }
    }
  }

  @Test
  final void cursorsDoNotDisturbEachOther(@Seed final long seed) {
    append(20, new SplittableRandom(seed));
    try (Journal.Cursor slow = journal.read();
        Journal.Cursor fast = journal.read()) {
      assertThat(slow.next()).isTrue();
      for (int i = 0; i < 20; i++) {
        assertThat(fast.next()).isTrue();
        assertStandsOn(fast, i);
      }
      assertStandsOn(slow, 0);
      assertThat(slow.next()).isTrue();
      assertStandsOn(slow, 1);
    }
  }

  @Test
  final void goesOnWhereItWasWhenOpenedAgain(@TestDir final Path directory, @Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      append(10, random);
      journal.close();
      journal = open(directory);
      assertHasEverything(journal);
    }
  }

  @Test
  final void aBarrierChangesNothing(@Seed final long seed) {
    journal.barrier();
    append(3, new SplittableRandom(seed));
    journal.barrier();
    journal.barrier();
    assertHasEverything(journal);
  }

  @Test
  final void tellsWhereAnExcerptIs() {
    append(2, new SplittableRandom(1));
    try (Journal.Cursor cursor = journal.read()) {
      cursor.next();
      final String first = cursor.where();
      cursor.next();
      assertThat(cursor.where()).isNotBlank().isNotEqualTo(first);
    }
  }

  /** Appends so many excerpts of random bytes. */
  protected final void append(final int excerpts, final SplittableRandom random) {
    for (int i = 0; i < excerpts; i++) {
      appendOne(random);
    }
  }

  private UnsafeBuffer appendOne(final SplittableRandom random) {
    // Excerpts end at a multiple of 4 bytes.
    final byte[] bytes = new byte[Integer.BYTES * (1 + random.nextInt(LONGEST_WORDS))];
    random.nextBytes(bytes);
    final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
    direct.putBytes(0, bytes);
    journal.append(direct, 0, bytes.length);
    appended.add(new UnsafeBuffer(bytes));
    return direct;
  }

  /** Everything appended is there, in order, and nothing else. */
  protected final void assertHasEverything(final Journal read) {
    try (Journal.Cursor cursor = read.read()) {
      for (int i = 0; i < appended.size(); i++) {
        assertThat(cursor.next()).as("excerpt %d", i).isTrue();
        assertStandsOn(cursor, i);
      }
      assertThat(cursor.next()).isFalse();
    }
  }

  private void assertStandsOn(final Journal.Cursor cursor, final int index) {
    assertThat(new UnsafeBuffer(cursor.buffer(), cursor.offset(), cursor.lengthBytes()))
        .as("excerpt %d at %s", index, cursor.where())
        .isEqualTo(appended.get(index));
  }
}
