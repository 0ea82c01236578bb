package io.holdfast.journal.chronicle;

import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.JournalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the epochs of a data directory follow each other. */
final class EpochChain {
  private EpochChain() {}

  /**
   * The epochs with their terms.
   *
   * @param paths in the order of their numbers
   * @throws JournalException naming the two that do not fit
   */
  static List<JournalLog.Epoch> check(final List<Path> paths) {
    final List<JournalLog.Epoch> epochs = new ArrayList<>();
    for (final Path path : paths) {
      final EpochTerm term = termOf(path);
      if (term == null && paths.size() > 1) {
        throw new JournalException(
            path
                + ": nothing says where this epoch begins: epoch.txt and its first record are both"
                + " gone; bring one of them back from a copy");
      }
      if (!epochs.isEmpty()) {
        checkPair(epochs.get(epochs.size() - 1), path, term);
      }
      epochs.add(new JournalLog.Epoch(path, term));
    }
    return List.copyOf(epochs);
  }

  private static EpochTerm termOf(final Path path) {
    return EpochTerm.readFrom(path)
        .or(() -> EpochDirectory.list(path).stream().findFirst().flatMap(Segments::firstTerm))
        .orElse(null);
  }

  private static void checkPair(
      final JournalLog.Epoch before, final Path path, final EpochTerm after) {
    final EpochTerm parent = before.term();
    if (after.number() != parent.number() + 1) {
      throw new JournalException(
          path
              + ": epoch "
              + after.number()
              + " follows epoch "
              + parent.number()
              + " in "
              + before.path()
              + ": an epoch is missing, or there are two of the same number; bring the missing one"
              + " back from a copy, or move away the one that does not belong here");
    }
    if (!after.parentTerm().equals(parent.term()) || !after.cluster().equals(parent.cluster())) {
      throw new JournalException(
          path
              + ": is not the epoch that followed "
              + before.path()
              + ": its parent is term "
              + after.parentTerm()
              + ", not "
              + parent.term()
              + "; move away the one that does not belong here");
    }
    if (after.startSequence() <= parent.startSequence()) {
      throw new JournalException(
          path
              + ": begins at sequence "
              + after.startSequence()
              + ", before its parent, which begins at "
              + parent.startSequence());
    }
  }
}
