package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.JournalSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guard does and says when the space changes. */
final class DiskGuardTest {
  private static final long MIB = 1 << 20;

  private final Disk disk = new Disk();
  private final List<JournalSpace> levels = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final DiskGuard guard =
      new DiskGuard(disk, new SpaceLevel(100 * MIB), levels::add, log::add);

  private static final class Disk implements DiskSpace {
    private long freeBytes;
    private boolean failed;
    private boolean broken;

    @Override
    public long freeBytes() throws IOException {
      if (broken) {
        throw new IOException("no answer");
      }
      return freeBytes;
    }

    @Override
    public boolean reservationFailed() {
      return failed;
    }
  }

  private void look(final long freeMib) {
    disk.freeBytes = freeMib * MIB;
    guard.look();
  }

  @Test
  void everyChangeIsActedOnAndToldOnce() {
    look(200);
    look(99);
    look(99);
    look(24);
    look(0);
    look(40);
    look(200);
    assertThat(levels)
        .containsExactly(
            JournalSpace.LOW, JournalSpace.FULL, JournalSpace.LOW, JournalSpace.ENOUGH);
    assertThat(log)
        .containsExactly(
            "journal disk nearly full: 99 MiB left, 100 MiB are kept; Reserve, ReserveBasket and"
                + " JoinQueue are refused with JOURNAL_FULL until there is space, everything else is"
                + " taken",
            "journal disk full: 24 MiB left; every command is refused with JOURNAL_FULL, queries"
                + " are answered. Free some space: commands are taken again by themselves",
            "journal disk nearly full: 40 MiB left, 100 MiB are kept; Reserve, ReserveBasket and"
                + " JoinQueue are refused with JOURNAL_FULL until there is space, everything else is"
                + " taken",
            "journal disk has space again: 200 MiB; everything is taken");
    assertThat(guard.freeBytes()).isEqualTo(200 * MIB);
  }

  @Test
  void aFailedReservationStopsCommandsWhateverTheDiskSays() {
    disk.failed = true;
    look(1_000);
    assertThat(guard.level()).isEqualTo(JournalSpace.FULL);
    assertThat(log.get(0)).contains("1000 MiB left, and no space could be reserved ahead;");
    disk.failed = false;
    look(1_000);
    assertThat(levels).containsExactly(JournalSpace.FULL, JournalSpace.ENOUGH);
  }

  @Test
  void aDiskThatCannotBeAskedIsFull() {
    disk.broken = true;
    look(1_000);
    assertThat(guard.level()).isEqualTo(JournalSpace.FULL);
    assertThat(guard.freeBytes()).isZero();
  }
}
