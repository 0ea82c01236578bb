package io.holdfast.server;

import io.holdfast.engine.Engine;
import java.nio.file.Path;

/** Snapshots, as far as the start of a node needs them. */
public interface SnapshotPort {
  /** There are none. */
  SnapshotPort NONE =
      new SnapshotPort() {
        @Override
        public long load(final Path dataDir, final Engine engine, final long atMostSequence) {
          return 0;
        }

        @Override
        public void setAside(final Path dataDir, final long aboveSequence, final Path place) {}
      };

  /**
   * Loads the newest one that is whole.
   *
   * @param engine new
   * @param atMostSequence later ones are left alone
   * @return its sequence; 0 if there is none, and the engine is as it was
   */
  long load(Path dataDir, Engine engine, long atMostSequence);

  /**
   * Moves those away whose history ended: they are of a later sequence than what is kept of the
   * log.
   *
   * @param aboveSequence the last one kept
   * @param place directory to move them to
   */
  void setAside(Path dataDir, long aboveSequence, Path place);
}
