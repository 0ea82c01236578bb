package io.holdfast.tools.load;

import io.holdfast.client.ClientLoop;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.workload.WorkloadFile;
import io.holdfast.tools.workload.WorkloadStep;
import io.holdfast.tools.workload.WorkloadSteps;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Plays a workload file into a sale: reads and hashes on the calling thread, sends on the loop's.
 */
public final class WorkloadPlay {
  private static final long LOOK_EVERY_MS = 100;
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final WorkloadPlayer player;
  private final CompletableFuture<PlayOutcome> outcome;
  private final Consumer<String> progress;
  private final long rows;
  private long toldNanos = System.nanoTime();

  private WorkloadPlay(
      final WorkloadPlayer player, final long rows, final Consumer<String> progress) {
    this.player = player;
    this.outcome = player.start();
    this.rows = rows;
    this.progress = progress;
  }

  /**
   * Plays the file, which has been checked, to its end or until the patience is at its end.
   *
   * @param rows rows of the file
   * @param progress hears how far it has come, on several threads
   * @throws OperatorMistake if the node cannot be reached at the start, or the file has changed
   */
  public static PlayResult run(
      final ClientLoop loop,
      final WorkloadFile file,
      final long rows,
      final long sale,
      final PlayOptions options,
      final Consumer<String> progress) {
    final WorkloadPlayer player = new WorkloadPlayer(loop, options, progress);
    final WorkloadPlay play = new WorkloadPlay(player, rows, progress);
    try {
      play.feed(file, new CommandMaker(sale));
      return new PlayResult(sale, rows, play.awaitOutcome());
    } catch (final InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OperatorMistake("interrupted; the workload was not played to its end", interrupted);
    }
  }

  private void feed(final WorkloadFile file, final CommandMaker maker) throws InterruptedException {
    try (WorkloadSteps steps = file.steps()) {
      WorkloadStep step = steps.next();
      while (step != null && !outcome.isDone()) {
        final PlayCommand command = maker.commandOf(step);
        while (!player.offer(command, LOOK_EVERY_MS) && !outcome.isDone()) {
          tell();
        }
        step = steps.next();
        tell();
      }
    }
    while (!player.endOfCommands(LOOK_EVERY_MS) && !outcome.isDone()) {
      tell();
    }
  }

  private PlayOutcome awaitOutcome() throws InterruptedException {
    while (true) {
      try {
        return outcome.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      } catch (final TimeoutException notYet) {
        tell();
      } catch (final ExecutionException failed) {
        if (failed.getCause() instanceof OperatorMistake) {
          throw (OperatorMistake) failed.getCause();
        }
        throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
      }
    }
  }

  private void tell() {
    final long now = System.nanoTime();
    if (now - toldNanos >= TELL_EVERY_NANOS) {
      toldNanos = now;
      progress.accept(player.answered() + " commands answered; the file has " + rows + " rows");
    }
  }
}
