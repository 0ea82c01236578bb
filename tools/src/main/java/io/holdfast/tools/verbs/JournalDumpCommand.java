package io.holdfast.tools.verbs;

import io.holdfast.client.Id;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.history.JournalDump;
import io.holdfast.tools.history.Subjects;
import io.holdfast.tools.operate.IdText;
import io.holdfast.tools.operate.SaleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal dump}. */
@Command(
    name = "dump",
    description = {
      "Print recorded commands, one a line: sequence, time, command, outcome, fields.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast journal dump --from 1000 --to 1020",
      "  holdfast journal dump --reservation 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f",
      "  holdfast journal dump --sale 7 --code SOLD_OUT --limit 10 --json",
      "",
      "With --json, one JSON value a line. Exit code 1 if the journal is damaged; what is before the",
      "damage is printed."
    })
final class JournalDumpCommand implements Callable<Integer> {
  @Option(names = "--from", paramLabel = "N", description = "First sequence.")
  private Long from;

  @Option(names = "--to", paramLabel = "N", description = "Last sequence.")
  private Long to;

  @Option(
      names = "--reservation",
      paramLabel = "ID",
      converter = IdText.class,
      description =
          "Only commands that name this reservation, or its basket, or this command's id.")
  private Id reservation;

  @Option(
      names = "--buyer",
      paramLabel = "N",
      description = "Only commands of this buyer, and those about the buyer's reservations.")
  private Long buyer;

  @Option(
      names = "--sale",
      paramLabel = "N",
      converter = SaleId.class,
      description = "Only commands about this sale.")
  private Long sale;

  @Option(names = "--item", paramLabel = "N", description = "Only commands about this item.")
  private Long item;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only commands that were answered with this code, such as SOLD_OUT.")
  private Code code;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many commands.")
  private Long limit;

  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    check();
    final Output output = outputOptions.output();
    final JournalDump dump =
        new JournalDump(
            new JournalDump.Selection(
                from == null ? 0 : from,
                to == null ? Long.MAX_VALUE : to,
                new Subjects(
                    reservation == null ? null : reservation.toString(), buyer, sale, item),
                code == null ? null : code.value(),
                limit == null ? Long.MAX_VALUE : limit),
            output);
    try (Journal journal = options.open()) {
      dump.run(journal);
    } catch (final JournalException e) {
      output.progress(e.getMessage());
      return ExitCode.NO;
    }
    checkRange(dump);
    return ExitCode.OK;
  }

  private void check() {
    if (from != null && from < 1) {
      throw new OperatorMistake("--from " + from + ": must be at least 1");
    }
    if (from != null && to != null && to < from) {
      throw new OperatorMistake("--to " + to + " is before --from " + from);
    }
    if (limit != null && limit < 1) {
      throw new OperatorMistake("--limit " + limit + ": must be at least 1");
    }
    if (reservation != null && (buyer != null || sale != null || item != null)) {
      throw new OperatorMistake("--reservation says it all: leave out --buyer, --sale and --item");
    }
    if (code == Code.NULL_VAL) {
      throw new OperatorMistake("--code NULL_VAL: no command is answered with that");
    }
  }

  /** Who names a sequence wants to see it. */
  private void checkRange(final JournalDump dump) {
    if (from != null && dump.lastSequence() < from) {
      throw new OperatorMistake("--from " + from + ": the journal ends at " + dump.lastSequence());
    }
    if (to != null && dump.firstSequence() > to) {
      throw new OperatorMistake("--to " + to + ": the journal begins at " + dump.firstSequence());
    }
  }
}
