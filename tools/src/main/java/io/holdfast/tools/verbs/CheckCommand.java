package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.workload.WorkloadAction;
import io.holdfast.tools.workload.WorkloadFile;
import io.holdfast.tools.workload.WorkloadSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code workload check}: everything that is wrong with a file, or what is in it. */
@Command(
    name = "check",
    description = "Check a workload file to its end and count its rows.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast workload check orders.workload.csv")
final class CheckCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "The workload file.")
  private Path file;

  @Mixin private OutputOptions options;

  @Override
  public void run() {
    final WorkloadSummary summary = new WorkloadFile(file).check();
    final JsonObject actions = new JsonObject();
    final List<String> text = new ArrayList<>();
    text.add(String.format(Locale.ROOT, "%,d rows, no problem", summary.rows()));
    for (final WorkloadAction action : WorkloadAction.values()) {
      final long rows = summary.rows(action);
      actions.addProperty(action.text(), rows);
      if (rows > 0) {
        text.add(String.format(Locale.ROOT, "  %-13s %,11d", action, rows));
      }
    }
    final JsonObject json = new JsonObject();
    json.addProperty("rows", summary.rows());
    json.add("actions", actions);
    options.output().result(json, text);
  }
}
