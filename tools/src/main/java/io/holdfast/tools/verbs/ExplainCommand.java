package io.holdfast.tools.verbs;

import io.holdfast.client.Id;
import io.holdfast.journal.Journal;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.explain.Explanation;
import io.holdfast.tools.explain.Question;
import io.holdfast.tools.explain.Story;
import io.holdfast.tools.operate.IdText;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.workload.WorkloadIds;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: why. */
@Command(
    name = "explain",
    description = {
      "Say in sentences what happened to a reservation or a buyer, and why: who asked for what, what"
          + " was there, who had the last units, what was late.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast explain --reservation 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f",
      "  holdfast explain --buyer 100 --sale 7",
      "  A reservation, basket or buyer by its name in a workload file:",
      "  holdfast explain --sale 7 --name r17",
      "",
      "Exit code 1 if the journal knows nothing of it, or is damaged; what is before the damage is told."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Option(
      names = "--reservation",
      paramLabel = "ID",
      converter = IdText.class,
      description = "A reservation or basket.")
  private Id reservation;

  @Option(
      names = "--buyer",
      paramLabel = "N",
      description = "Everything of this buyer, of --sale or of all sales.")
  private Long buyer;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "A reservation, basket or buyer of --sale by its name in a workload file.")
  private String name;

  @Option(
      names = "--sale",
      paramLabel = "N",
      converter = SaleId.class,
      description = "Number of the sale.")
  private Long sale;

  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final List<Question> questions = questions();
    final Output output = outputOptions.output();
    try (Journal journal = options.open()) {
      Explanation explanation = null;
      for (final Question question : questions) {
        explanation =
            Story.tell(
                journal,
                question,
                new SequenceProgress(output::progress, "reading", System::nanoTime));
        if (explanation.isFound()) {
          break;
        }
      }
      return print(output, explanation, questions);
    }
  }

  private int print(
      final Output output, final Explanation explanation, final List<Question> questions) {
    output.result(explanation.toJson(), explanation.toText());
    if (!explanation.isFound()) {
      output.progress(
          name == null
              ? questions.get(0).text() + ": the journal knows nothing of it"
              : "'"
                  + name
                  + "' in sale "
                  + sale
                  + ": the journal knows no such reservation,"
                  + " basket or buyer");
    }
    if (explanation.damage() != null) {
      output.progress(explanation.damage());
    }
    return explanation.isFound() && explanation.damage() == null ? ExitCode.OK : ExitCode.NO;
  }

  /** A name may be that of a reservation, a basket or a buyer, asked in this order. */
  private List<Question> questions() {
    final int given =
        (reservation == null ? 0 : 1) + (buyer == null ? 0 : 1) + (name == null ? 0 : 1);
    if (given != 1) {
      throw new OperatorMistake("explain what? give one of --reservation, --buyer and --name");
    }
    if (name != null && sale == null) {
      throw new OperatorMistake(
          "--name is a text of a workload file played into a sale: give --sale");
    }
    if (reservation != null && sale != null) {
      throw new OperatorMistake("--reservation says it all: leave out --sale");
    }
    if (name == null) {
      return List.of(
          new Question(reservation == null ? null : reservation.toString(), buyer, sale));
    }
    final WorkloadIds ids = new WorkloadIds(sale);
    return List.of(
        new Question(ids.reservation(name).toString(), null, null),
        new Question(ids.basket(name).toString(), null, null),
        new Question(null, ids.buyer(name), sale));
  }
}
