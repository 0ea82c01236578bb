package io.holdfast.tools.operate;

import com.google.gson.JsonObject;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.Output;
import java.util.List;

/** Prints what came of an operator's command. */
public final class Report {
  private Report() {}

  /**
   * The verdict goes to standard output as JSON if asked for; for people, a "no" goes where errors
   * go.
   *
   * @param text of {@link Decision#text}
   * @return the exit code
   */
  public static int of(
      final Output output, final JsonObject json, final List<String> text, final boolean accepted) {
    output.result(json, accepted ? text : List.of());
    if (!accepted) {
      text.forEach(output::progress);
    }
    return accepted ? ExitCode.OK : ExitCode.NO;
  }
}
