package io.holdfast.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a node does with the journal it finds: the table of docs/reference/journal.md. A function of
 * what was found and of nothing else; the first row that fits decides.
 */
public final class RecoveryTable {
  private RecoveryTable() {}

  /**
   * What was found.
   *
   * @param state how the node says it ended; null: it says nothing
   * @param bootId of this run of the operating system
   * @param lastEpoch number of the newest epoch
   * @param epochStart sequence at which that begins
   * @param lastSequence the last one that can be read without a break
   * @param syncedUpTo highest sequence that any excerpt says is on the disk; -1: none does
   * @param damage what is wrong behind the last sequence; null: nothing
   * @param rules version of the rules of the newest epoch
   * @param ownRules version of the rules of this program
   * @param snapshotSequence of the snapshot that the state was loaded from; 0: of none
   */
  public record Found(
      NodeState state,
      String bootId,
      long lastEpoch,
      long epochStart,
      long lastSequence,
      long syncedUpTo,
      Damage damage,
      int rules,
      int ownRules,
      long snapshotSequence) {

    boolean isDamaged() {
      return damage != null;
    }

    boolean isSameBoot() {
      return state != null && state.bootId().equals(bootId);
    }

    boolean wasStopped() {
      return state != null && state.phase() == NodeState.Phase.STOPPED;
    }

    /** The highest sequence that must be there, whatever happened to the machine. */
    long knownOnDisk() {
      final long stopped = wasStopped() ? state.sequence() : ExcerptWriter.NOT_SYNCED;
      return Math.max(epochStart, Math.max(syncedUpTo, stopped));
    }
  }

  /**
   * Bytes that are wrong or missing.
   *
   * @param message where and what
   * @param excerptsBehind whole excerpts that can be read behind it
   * @param firstBehind sequence that the first of them begins with; 0 if there is none
   * @param lastBehind sequence that the last of them ends with; 0 if there is none
   */
  public record Damage(String message, long excerptsBehind, long firstBehind, long lastBehind) {}

  /** What to do. */
  public enum Outcome {
    /** Append to the newest epoch. */
    CONTINUE,
    /** Keep what can be read without a break, and go on in a new epoch behind it. */
    NEW_EPOCH,
    /** As NEW_EPOCH, and report what is set aside behind it. */
    NEW_EPOCH_AND_REPORT,
    /** Do not start. */
    REFUSE
  }

  /** The rows, in the order of the table. */
  public enum Row {
    /** An epoch is missing that the node has written in. */
    EPOCH_MISSING(
        Outcome.REFUSE,
        found -> found.state() != null && found.state().epoch() > found.lastEpoch(),
        found ->
            "the node has written in epoch "
                + found.state().epoch()
                + ", but the newest one here is "
                + found.lastEpoch()
                + ": bring the missing directory back from a copy"),
    /** Decided by other rules, and the state at their end is known. */
    OTHER_RULES_WITH_SNAPSHOT(
        Outcome.NEW_EPOCH,
        found ->
            found.rules() != found.ownRules()
                && !found.isDamaged()
                && found.snapshotSequence() == found.lastSequence(),
        found ->
            "the rules change from version "
                + found.rules()
                + " to "
                + found.ownRules()
                + " behind sequence "
                + found.lastSequence()),
    /** Decided by other rules. */
    OTHER_RULES(
        Outcome.REFUSE,
        found -> found.rules() != found.ownRules(),
        found ->
            "the journal was written under rules version "
                + found.rules()
                + ", this program decides by version "
                + found.ownRules()
                + ", and what was decided is never decided again: take a snapshot at sequence "
                + found.lastSequence()
                + ", its last one, with the program that wrote it, then start this one again"),
    /** What is damaged was on the disk. */
    DAMAGE_BELOW_SYNCED(
        Outcome.REFUSE,
        found -> found.isDamaged() && found.lastSequence() < found.knownOnDisk(),
        found ->
            found.damage().message()
                + "; sequences up to "
                + found.knownOnDisk()
                + " were on the disk, "
                + behind(found)
                + ": bring the file back from a copy, or a snapshot at a sequence behind the damage"),
    /** The operating system has not stopped since, so no crash explains the damage. */
    DAMAGE_WITHOUT_CRASH(
        Outcome.REFUSE,
        found -> found.isDamaged() && found.isSameBoot(),
        found ->
            found.damage().message()
                + "; the machine has not crashed since it was written, so this was acknowledged, "
                + behind(found)
                + ": bring the file back from a copy, or a snapshot at a sequence behind the damage;"
                + " to lose everything behind sequence "
                + found.lastSequence()
                + " instead, remove node.state and start again"),
    /** The machine stopped before everything was on the disk. */
    DAMAGE_ABOVE_SYNCED(
        Outcome.NEW_EPOCH_AND_REPORT,
        Found::isDamaged,
        found ->
            found.damage().message()
                + "; "
                + behind(found)
                + "; what lies behind sequence "
                + found.lastSequence()
                + " is set aside"),
    /** Everything is whole, but less than the node had written when it was stopped. */
    END_MISSING(
        Outcome.REFUSE,
        found -> found.wasStopped() && found.lastSequence() < found.state().sequence(),
        found ->
            "the journal ends at sequence "
                + found.lastSequence()
                + ", but the node was stopped at "
                + found.state().sequence()
                + ": files are missing; bring them back from a copy"),
    /** The newest epoch was begun, synced, and nothing was ever done in it. */
    NEVER_RAN(
        Outcome.CONTINUE,
        found ->
            found.lastSequence() == found.epochStart()
                && (found.state() == null || found.state().epoch() < found.lastEpoch()),
        found -> "epoch " + found.lastEpoch() + " was begun, and nothing was done in it yet"),
    /** Stopped in order, whatever the machine did since. */
    CLEAN_STOP(
        Outcome.CONTINUE,
        found -> found.wasStopped() && found.lastSequence() == found.state().sequence(),
        found -> "stopped in order at sequence " + found.lastSequence()),
    /** The process died, the machine did not. */
    PROCESS_DIED(
        Outcome.CONTINUE,
        found -> found.isSameBoot() && !found.wasStopped(),
        found -> "the process ended without a stop; everything it wrote is there"),
    /** The machine crashed, or nothing says that it did not. */
    MACHINE_STOPPED(
        Outcome.NEW_EPOCH,
        found -> true,
        found ->
            (found.state() == null
                    ? "nothing says how the node ended"
                    : "the machine stopped while the node ran")
                + "; what had not reached the disk behind sequence "
                + found.lastSequence()
                + " is lost");

    private final Outcome outcome;

    @SuppressWarnings("ImmutableEnumChecker") // a function of its argument only
    private final Predicate<Found> fits;

    @SuppressWarnings("ImmutableEnumChecker") // a function of its argument only
    private final Function<Found, String> words;

    Row(final Outcome outcome, final Predicate<Found> fits, final Function<Found, String> words) {
      this.outcome = outcome;
      this.fits = fits;
      this.words = words;
    }

    /** What this row leads to. */
    public Outcome outcome() {
      return outcome;
    }
  }

  /**
   * What to do, and why.
   *
   * @param row that fits
   * @param message for the operator
   */
  public record Decision(Row row, String message) {
    /** What to do. */
    public Outcome outcome() {
      return row.outcome();
    }
  }

  /** Decides. */
  public static Decision decide(final Found found) {
    final Optional<Row> first =
        List.of(Row.values()).stream().filter(row -> row.fits.test(found)).findFirst();
    final Row row = first.orElseThrow();
    return new Decision(row, row.words.apply(found));
  }

  private static String behind(final Found found) {
    final Damage damage = found.damage();
    return damage.excerptsBehind() == 0
        ? "nothing behind it can be read"
        : "behind it sequences "
            + damage.firstBehind()
            + " to "
            + damage.lastBehind()
            + " can be read in "
            + damage.excerptsBehind()
            + " excerpts";
  }
}
