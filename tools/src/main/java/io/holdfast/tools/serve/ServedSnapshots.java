package io.holdfast.tools.serve;

import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.Node;
import io.holdfast.snapshotter.SnapshotChild;
import io.holdfast.snapshotter.SnapshotSchedule;
import io.holdfast.tools.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has snapshots of a node taken while it runs, by {@code snapshot take} in a process of its own.
 */
final class ServedSnapshots implements AutoCloseable {
  private final SnapshotSchedule schedule;

  private ServedSnapshots(final SnapshotSchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Begins to watch the node.
   *
   * @param notes told what the process says
   * @param alarms told when none could be taken
   */
  static ServedSnapshots of(
      final ServeSettings settings,
      final Node node,
      final Consumer<String> notes,
      final Consumer<String> alarms) {
    if (settings.durability() == Durability.MEMORY) {
      return new ServedSnapshots(null);
    }
    final SnapshotSchedule schedule =
        new SnapshotSchedule(
            new SnapshotSchedule.Settings(settings.snapshotSteps(), settings.snapshotEveryMs()),
            node.startSequence(),
            node::gateSequence,
            toSequence -> launch(settings.dataDir(), toSequence, settings.snapshotsKept()),
            System::nanoTime,
            notes,
            alarms);
    schedule.start();
    return new ServedSnapshots(schedule);
  }

  private static Process launch(final Path dataDir, final long toSequence, final int keep)
      throws IOException {
    final List<String> command =
        SnapshotChild.command(
            Runtime.getRuntime().maxMemory(),
            Main.class.getName(),
            List.of(
                "snapshot",
                "take",
                "--data-dir",
                dataDir.toString(),
                "--to-sequence",
                Long.toString(toSequence),
                "--keep",
                Integer.toString(keep)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @Override
  public void close() {
    if (schedule != null) {
      schedule.close();
    }
  }
}
