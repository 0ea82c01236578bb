package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.JournalSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which level follows which: the first watermark is 1,000, so the second is 250. */
final class SpaceLevelTest {
  private final SpaceLevel levels = new SpaceLevel(1_000);

  @ParameterizedTest
  @CsvSource({
    // before, free, next
    "ENOUGH, 1000, ENOUGH",
    "ENOUGH,  999, LOW",
    "ENOUGH,  250, LOW",
    "ENOUGH,  249, FULL",
    "ENOUGH,    0, FULL",
    "LOW,    1500, LOW",
    "LOW,    1501, ENOUGH",
    "LOW,     250, LOW",
    "LOW,     249, FULL",
    "FULL,    250, FULL",
    "FULL,    375, FULL",
    "FULL,    376, LOW",
    "FULL,   1500, LOW",
    "FULL,   1501, ENOUGH"
  })
  void aLevelIsLeftOnlyWhenThereIsClearlyMore(
      final JournalSpace before, final long free, final JournalSpace next) {
    assertThat(levels.next(before, free, false)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"ENOUGH", "LOW", "FULL"})
  void whatCannotBeReservedIsNotThere(final JournalSpace before) {
    assertThat(levels.next(before, Long.MAX_VALUE, true)).isEqualTo(JournalSpace.FULL);
    assertThat(new SpaceLevel(0).next(before, Long.MAX_VALUE, true)).isEqualTo(JournalSpace.FULL);
  }

  @Test
  void withoutWatermarksNothingIsRefused() {
    final SpaceLevel none = new SpaceLevel(0);
    assertThat(none.next(JournalSpace.ENOUGH, 0, false)).isEqualTo(JournalSpace.ENOUGH);
    assertThat(none.next(JournalSpace.FULL, 1, false)).isEqualTo(JournalSpace.ENOUGH);
  }
}
