package io.holdfast.snapshotter;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StateException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** What can be done with one snapshot file. */
public final class SnapshotFile {
  private SnapshotFile() {}

  /**
   * Writes the state of an engine, with its hashes. Afterwards the file is there whole and on the
   * disk, or not at all.
   *
   * @param point where the engine is
   * @param takenAtMs wall clock
   * @param progress told the bytes written so far
   * @throws SnapshotException if it cannot be written
   */
  public static SnapshotInfo write(
      final Path file,
      final Engine engine,
      final SnapshotPoint point,
      final long takenAtMs,
      final LongConsumer progress) {
    try (SnapshotWriter writer = new SnapshotWriter(file, point, progress)) {
      engine.save(writer);
      return writer.finish(engine.stateHash(), engine.rejectionsHash(), takenAtMs);
    }
  }

  /**
   * What the header says; nothing behind it is looked at.
   *
   * @throws SnapshotException if it is not a snapshot that this program reads
   */
  public static SnapshotPoint point(final Path file) {
    try (SnapshotReader reader = new SnapshotReader(file, bytes -> {})) {
      return reader.point();
    }
  }

  /**
   * Reads every byte and compares checksums, counts, header and footer; loads nothing.
   *
   * @param progress told the bytes read so far
   * @throws SnapshotException saying what is wrong with it
   */
  public static SnapshotInfo check(final Path file, final LongConsumer progress) {
    try (SnapshotReader reader = new SnapshotReader(file, progress)) {
      while (reader.next()) {
        // Reading is what checks.
      }
      return reader.info();
    }
  }

  /**
   * Loads it into a new engine. Every byte is checked on the way.
   *
   * @param ofOtherRules whether the state may have been decided by other rules than the engine's
   * @throws SnapshotException saying what is wrong with it; the engine is as new
   */
  public static SnapshotInfo load(
      final Path file,
      final Engine engine,
      final boolean ofOtherRules,
      final LongConsumer progress) {
    try (SnapshotReader reader = new SnapshotReader(file, progress)) {
      if (ofOtherRules) {
        engine.loadOfOtherRules(reader);
      } else {
        engine.load(reader);
      }
      final SnapshotPoint point = reader.point();
      if (engine.sequence() != point.sequence()
          || engine.timeMs() != point.timeMs()
          || engine.digest() != point.digest()) {
        throw new DamagedSnapshotException(
            file, "its state is that of sequence " + engine.sequence() + ", not of " + point);
      }
      return reader.info();
    } catch (final StateException e) {
      throw new SnapshotException(file + ": the snapshot cannot be loaded: " + e.getMessage(), e);
    } catch (final IndexOutOfBoundsException | ArithmeticException e) {
      throw new DamagedSnapshotException(file, "its state makes no sense: " + e.getMessage(), e);
    }
  }

  /**
   * Loads it into a new engine and compares the state's hashes with those in the footer.
   *
   * @throws SnapshotException saying what is wrong with it
   */
  public static SnapshotInfo verify(
      final Path file, final Engine engine, final LongConsumer progress) {
    final SnapshotInfo info = load(file, engine, false, progress);
    if (engine.stateHash() != info.stateHash()
        || engine.rejectionsHash() != info.rejectionsHash()) {
      throw new DamagedSnapshotException(
          file,
          String.format(
              "the state it leads to has hash %016x, it was written from one with %016x",
              engine.stateHash(), info.stateHash()));
    }
    return info;
  }
}
