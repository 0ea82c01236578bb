package io.holdfast.server;

import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The newest snapshot beside the journal, for the status. Processes of their own take them, so this
 * looks at the directory now and then; {@link #look} is for one thread, {@link #found} for any.
 */
final class NewestSnapshot {
  private final SnapshotStore store;
  private final Consumer<String> log;
  private volatile Optional<SnapshotStore.Newest> found = Optional.empty();
  private boolean told;

  NewestSnapshot(final Path dataDir, final Consumer<String> log) {
    this.store = new SnapshotStore(dataDir);
    this.log = log;
  }

  void look() {
    try {
      found = store.newest();
      told = false;
    } catch (final SnapshotException e) {
      // Nothing that serves depends on it; whoever asks for the status is told of none.
      found = Optional.empty();
      if (!told) {
        log.accept(e.getMessage());
      }
      told = true;
    }
  }

  Optional<SnapshotStore.Newest> found() {
    return found;
  }
}
