package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.RecoveryTable.Damage;
import io.holdfast.journal.RecoveryTable.Decision;
import io.holdfast.journal.RecoveryTable.Found;
import io.holdfast.journal.RecoveryTable.Outcome;
import io.holdfast.journal.RecoveryTable.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recovery table, row by row. */
final class RecoveryTableTest {
  private static final String BOOT = "boot";
  private static final String EARLIER = "an earlier boot";
  private static final UUID TERM = new UUID(7, 7);
  private static final Damage DAMAGE = new Damage("segment, byte 0x40: wrong", 3, 95, 99);
  private static final Damage TORN = new Damage("segment, byte 0x40: wrong", 0, 0, 0);

  /** What was found, and the row that must decide. */
  private record Case(Row row, Outcome outcome, Found found) {}

  static List<Case> cases() {
    return List.of(
        // An orderly stop, whether the machine was off since or not.
        new Case(Row.CLEAN_STOP, Outcome.CONTINUE, found(stopped(BOOT, 90), 90, null)),
        new Case(Row.CLEAN_STOP, Outcome.CONTINUE, found(stopped(EARLIER, 90), 90, null)),
        // kill -9, with or without a batch half written.
        new Case(Row.PROCESS_DIED, Outcome.CONTINUE, found(running(BOOT), 90, null)),
        // The machine crashed; or nobody says that it did not; or more is there than was stopped
        // with.
        new Case(Row.MACHINE_STOPPED, Outcome.NEW_EPOCH, found(running(EARLIER), 90, null)),
        new Case(Row.MACHINE_STOPPED, Outcome.NEW_EPOCH, found(null, 90, null)),
        new Case(Row.MACHINE_STOPPED, Outcome.NEW_EPOCH, found(stopped(BOOT, 80), 90, null)),
        // Killed between the beginning of an epoch and the first thing done in it.
        new Case(Row.NEVER_RAN, Outcome.CONTINUE, found(null, 50, null)),
        new Case(
            Row.NEVER_RAN,
            Outcome.CONTINUE,
            found(new NodeState(NodeState.Phase.RUNNING, EARLIER, 1, TERM, 3), 50, null)),
        // Less than it was stopped with, and whole.
        new Case(Row.END_MISSING, Outcome.REFUSE, found(stopped(BOOT, 91), 90, null)),
        new Case(Row.END_MISSING, Outcome.REFUSE, found(stopped(EARLIER, 91), 90, null)),
        // Damage where the disk had it: by an excerpt, by an orderly stop, by a later epoch.
        new Case(
            Row.DAMAGE_BELOW_SYNCED,
            Outcome.REFUSE,
            withSynced(found(running(EARLIER), 90, DAMAGE), 91)),
        new Case(Row.DAMAGE_BELOW_SYNCED, Outcome.REFUSE, found(stopped(BOOT, 99), 90, DAMAGE)),
        new Case(Row.DAMAGE_BELOW_SYNCED, Outcome.REFUSE, found(running(EARLIER), 40, DAMAGE)),
        new Case(Row.DAMAGE_BELOW_SYNCED, Outcome.REFUSE, found(null, 0, DAMAGE)),
        // Damage above it.
        new Case(
            Row.DAMAGE_ABOVE_SYNCED,
            Outcome.NEW_EPOCH_AND_REPORT,
            withSynced(found(running(EARLIER), 90, DAMAGE), 90)),
        new Case(
            Row.DAMAGE_ABOVE_SYNCED,
            Outcome.NEW_EPOCH_AND_REPORT,
            found(running(EARLIER), 90, TORN)),
        new Case(Row.DAMAGE_ABOVE_SYNCED, Outcome.NEW_EPOCH_AND_REPORT, found(null, 90, DAMAGE)),
        new Case(Row.DAMAGE_WITHOUT_CRASH, Outcome.REFUSE, found(running(BOOT), 90, DAMAGE)),
        // An epoch that the node has written in is not there.
        new Case(
            Row.EPOCH_MISSING,
            Outcome.REFUSE,
            found(new NodeState(NodeState.Phase.STOPPED, BOOT, 3, TERM, 90), 90, null)),
        // Other rules: from a snapshot at the very end, or not at all.
        new Case(Row.OTHER_RULES_WITH_SNAPSHOT, Outcome.NEW_EPOCH, ofOtherRules(90)),
        new Case(Row.OTHER_RULES, Outcome.REFUSE, ofOtherRules(0)),
        new Case(Row.OTHER_RULES, Outcome.REFUSE, ofOtherRules(89)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(final Case row) {
    final Decision decision = RecoveryTable.decide(row.found());
    assertThat(decision.row()).isEqualTo(row.row());
    assertThat(decision.outcome()).isEqualTo(row.outcome());
    assertThat(decision.message()).isNotBlank().doesNotContain("null", "\n");
    if (row.outcome() == Outcome.REFUSE) {
      assertThat(decision.message()).containsAnyOf("bring ", "take a snapshot");
    }
  }

  @Test
  void everyRowHasACase() {
    final Set<Row> covered = cases().stream().map(Case::row).collect(Collectors.toSet());
    assertThat(covered).isEqualTo(EnumSet.allOf(Row.class));
  }

  @Test
  void tellsWhatIsBehindTheDamage() {
    assertThat(RecoveryTable.decide(found(running(EARLIER), 90, DAMAGE)).message())
        .isEqualTo(
            "segment, byte 0x40: wrong; behind it sequences 95 to 99 can be read in 3 excerpts;"
                + " what lies behind sequence 90 is set aside");
    assertThat(RecoveryTable.decide(found(stopped(BOOT, 99), 90, TORN)).message())
        .isEqualTo(
            "segment, byte 0x40: wrong; sequences up to 99 were on the disk, nothing behind it can be"
                + " read: bring the file back from a copy, or a snapshot at a sequence behind the"
                + " damage");
  }

  /** Epoch 2, which began at sequence 50. */
  private static Found found(final NodeState state, final long lastSequence, final Damage damage) {
    return new Found(state, BOOT, 2, 50, lastSequence, -1, damage, 2, 2, 0);
  }

  private static Found withSynced(final Found found, final long syncedUpTo) {
    return new Found(
        found.state(), BOOT, 2, 50, found.lastSequence(), syncedUpTo, found.damage(), 2, 2, 0);
  }

  private static Found ofOtherRules(final long snapshotSequence) {
    return new Found(stopped(BOOT, 90), BOOT, 2, 50, 90, -1, null, 1, 2, snapshotSequence);
  }

  private static NodeState stopped(final String bootId, final long sequence) {
    return new NodeState(NodeState.Phase.STOPPED, bootId, 2, TERM, sequence);
  }

  private static NodeState running(final String bootId) {
    return new NodeState(NodeState.Phase.RUNNING, bootId, 2, TERM, 50);
  }
}
