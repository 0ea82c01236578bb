package io.holdfast.tools.demo;

import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the newcomer's first minute. */
@Command(
    name = "demo",
    description =
        "Start a node in a temporary directory, sell a stock to a crowd over TCP, and prove from the"
            + " journal that nothing was oversold.",
    footerHeading =
        "%nExit code 0 if exactly the stock was sold and the journal proves it; with --waiting-room"
            + " also only%nif everyone was let in in the order that was drawn.%n%nExamples:%n",
    footer = {
      "  holdfast demo",
      "  holdfast demo --buyers 1000000 --stock 5000",
      "  holdfast demo --waiting-room",
      "  holdfast demo --json"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_BUYERS = 10_000_000;
  private static final int MOST_UNITS = 1_000_000;
  private static final int BUYERS = 100_000;
  private static final int ROOM_MOST_BUYERS = 1_000_000;
  private static final int ROOM_BUYERS = 200_000;
  private static final int SEED_BITS = 53;

  @Option(
      names = "--buyers",
      paramLabel = "N",
      description =
          "Buyers who want one unit each ("
              + BUYERS
              + "); with --waiting-room, who want one or two"
              + " ("
              + ROOM_BUYERS
              + ").")
  private Integer givenBuyers;

  @Option(
      names = "--stock",
      defaultValue = "1000",
      paramLabel = "UNITS",
      description = "Units on sale (${DEFAULT-VALUE}).")
  private int stock;

  @Option(
      names = "--waiting-room",
      description =
          "A sale with a waiting room, limits and a waitlist, from the first ticket to the last"
              + " unit; takes half a minute.")
  private boolean hasWaitingRoom;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "With --waiting-room: who does what; another crowd every time unless given.")
  private Long givenSeed;

  @Option(
      names = "--keep",
      description = "Keep the directory with the journal and say where it is.")
  private boolean keep;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (givenSeed != null && !hasWaitingRoom) {
      throw new OperatorMistake("--seed goes with --waiting-room only");
    }
    final int buyers = givenBuyers != null ? givenBuyers : hasWaitingRoom ? ROOM_BUYERS : BUYERS;
    check("--stock", stock, 1, MOST_UNITS);
    if (hasWaitingRoom) {
      checkCrowd(buyers);
    } else {
      check("--buyers", buyers, 1, MOST_BUYERS);
    }
    final Output output = outputOptions.output();
    final Path directory = newDirectory();
    try {
      return hasWaitingRoom
          ? runWaitingRoom(directory, buyers, output)
          : runPlain(directory, buyers, output);
    } finally {
      if (keep) {
        output.progress(
            "kept: " + directory + " (try: holdfast verify --data-dir " + directory + ")");
      } else {
        delete(directory);
      }
    }
  }

  private int runPlain(final Path directory, final int buyers, final Output output) {
    final DemoResult result = new Demo(directory, stock, buyers, output::progress).run();
    output.result(result.toJson(), result.toText());
    return result.isRight() ? ExitCode.OK : ExitCode.NO;
  }

  private int runWaitingRoom(final Path directory, final int buyers, final Output output) {
    // To 53 bits, so that every JSON reader holds it exactly.
    final long seed =
        givenSeed != null ? givenSeed : ThreadLocalRandom.current().nextLong(1L << SEED_BITS);
    output.progress("this crowd again: --seed " + seed);
    final RoomPlan plan = RoomPlan.of(stock, buyers, seed);
    final RoomResult result = new RoomDemo(directory, plan, output::progress).run();
    output.result(result.toJson(), result.toText());
    return result.isRight() ? ExitCode.OK : ExitCode.NO;
  }

  private void checkCrowd(final int buyers) {
    final int least = RoomPlan.leastBuyers(stock);
    if (least > ROOM_MOST_BUYERS) {
      throw new OperatorMistake(
          "--stock " + stock + ": needs " + least + " buyers, more than " + ROOM_MOST_BUYERS);
    }
    check("--buyers", buyers, least, ROOM_MOST_BUYERS);
  }

  private static void check(final String option, final int value, final int least, final int most) {
    if (value < least || value > most) {
      throw new OperatorMistake(option + " " + value + ": must be from " + least + " to " + most);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("holdfast-demo-");
    } catch (final IOException e) {
      throw new OperatorMistake("no temporary directory can be made: " + e.getMessage(), e);
    }
  }

  private static void delete(final Path directory) {
    final List<Path> entries;
    try (Stream<Path> tree = Files.walk(directory)) {
      entries = tree.sorted(Comparator.reverseOrder()).toList();
      for (final Path entry : entries) {
        Files.delete(entry);
      }
    } catch (final IOException e) {
      throw new OperatorMistake(directory + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
