package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Runs verbs on the node at an address.
 *
 * @param address for {@code --connect}
 */
record Shell(String address) {
  CommandLineRun run(final Object... words) {
    return CommandLineRun.of(with(words, "--connect", address));
  }

  /** Standard output of a verb that must say yes. */
  String yes(final Object... words) {
    final CommandLineRun run = run(words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  /** The same as JSON. */
  JsonObject json(final Object... words) {
    return JsonParser.parseString(yes(with(words, "--json"))).getAsJsonObject();
  }

  /** The one line on standard error of a verb that must say no. */
  String no(final Object... words) {
    final CommandLineRun run = run(words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).hasLineCount(1).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  private static Object[] with(final Object[] words, final Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }
}
