package io.holdfast.model;

import io.holdfast.model.random.CommandGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** Leaves out of a list of commands whatever is not needed for the engines to differ. */
final class ShortestCommands {
  /** So many commands are executed at most in search of fewer. */
  private static final long MOST_EXECUTED = 3_000_000;

  private ShortestCommands() {}

  /** The difference at the end of a list of commands; empty when there is none. */
  private static Optional<String> difference(final List<EnginePair.Step> commands) {
    final EnginePair pair = new EnginePair();
    try {
      for (final EnginePair.Step step : commands) {
        pair.next(step);
      }
      pair.compareState();
      return Optional.empty();
    } catch (final EnginePair.DifferenceException | AssertionError difference) {
      return Optional.of(String.valueOf(difference.getMessage()));
    }
  }

  /** What is left in words, and what it leads to. The first command, an EpochStart, stays. */
  static String describe(final List<EnginePair.Step> failing) {
    List<EnginePair.Step> commands = new ArrayList<>(failing);
    long executed = 0;
    for (int chunk = Math.max(1, commands.size() / 2); chunk >= 1; chunk /= 2) {
      int end = commands.size();
      while (end > 1 && executed < MOST_EXECUTED) {
        executed += commands.size();
        final int begin = Math.max(1, end - chunk);
        final List<EnginePair.Step> fewer = new ArrayList<>(commands);
        fewer.subList(begin, end).clear();
        if (difference(fewer).isPresent()) {
          commands = fewer;
        }
        end = begin;
      }
    }
    final StringBuilder text = new StringBuilder(1_000);
    for (final EnginePair.Step step : commands) {
      final CommandGenerator.Generated command = step.command();
      final byte[] bytes = command.bytes();
      text.append(command.timeMs())
          .append(" (most Ticks ")
          .append(command.mostTicks())
          .append(") ")
          .append(new CommandReader().read(new UnsafeBuffer(bytes), 0, bytes.length))
          .append('\n');
    }
    return text.append(difference(commands).orElse("nothing by these alone")).toString();
  }
}
