package io.holdfast.tools.verbs;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.operate.DurationText;
import io.holdfast.tools.operate.Limit;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.whatif.Comparison;
import io.holdfast.tools.whatif.OtherRules;
import io.holdfast.tools.whatif.WhatIf;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code what-if}: what other rules would have made of the same crowd. */
@Command(
    name = "what-if",
    description = {
      "Execute a recorded history under other rules, with the plain engine, and compare what came of"
          + " it.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast what-if --sale 7 --hold-time 5m",
      "  holdfast what-if --sale 7 --limit 2 --admission-rate 50/s",
      "  holdfast what-if --sale 7 --item 1001 --stock +100 --json",
      "  holdfast what-if --check",
      "",
      "What it assumes about buyers is printed with the result. Exit code 1 if the journal is damaged",
      "or was not written by these rules, or if --check finds a difference."
    })
public final class WhatIfCommand implements Callable<Integer> {
  private static final long LONGEST_MS = Duration.ofDays(366).toMillis();
  private static final int HIGHEST_RATE = 1_000_000;

  @Option(
      names = "--sale",
      paramLabel = "N",
      converter = SaleId.class,
      description = "Change and count this sale; else all of them.")
  private Long sale;

  @Option(
      names = "--hold-time",
      paramLabel = "D",
      converter = DurationText.class,
      description = "How long a hold lives, such as 5m.")
  private Duration holdTime;

  @Option(
      names = "--payment-time",
      paramLabel = "D",
      converter = DurationText.class,
      description = "How long a payment may take.")
  private Duration paymentTime;

  @Option(
      names = "--limit",
      paramLabel = "UNITS",
      converter = Limit.class,
      description = "Units per buyer in the sale, 0 for no limit.")
  private Integer limit;

  @Option(
      names = "--admission-rate",
      paramLabel = "N/s",
      converter = Rate.class,
      description = "Buyers admitted from the waiting room per second.")
  private Integer admissionRate;

  @Option(
      names = "--stock",
      paramLabel = "[+|-]UNITS",
      converter = Stock.class,
      description = "Units in the first delivery of --item: more, fewer, or as many.")
  private OtherRules.StockChange stock;

  @Option(names = "--item", paramLabel = "N", description = "Whose stock.")
  private Long item;

  @Option(
      names = "--check",
      description = "Change nothing, and see that this gives exactly history, outcome by outcome.")
  private boolean check;

  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final OtherRules rules = rules();
    final Output output = outputOptions.output();
    try (Journal journal = options.open()) {
      final Comparison comparison =
          WhatIf.run(
              journal,
              rules,
              new SequenceProgress(output::progress, "executing", System::nanoTime));
      output.result(comparison.toJson(), comparison.toText());
      return rules.areHistorys() && !comparison.isSame() ? ExitCode.NO : ExitCode.OK;
    } catch (final JournalException e) {
      output.progress(e.getMessage());
      return ExitCode.NO;
    }
  }

  private OtherRules rules() {
    final OtherRules rules =
        new OtherRules(
            sale,
            ms("--hold-time", holdTime),
            ms("--payment-time", paymentTime),
            limit,
            admissionRate,
            item,
            stock);
    if (check && !rules.areHistorys()) {
      throw new OperatorMistake("--check compares history's own rules: leave the others out");
    }
    if (!check && rules.areHistorys()) {
      throw new OperatorMistake(
          "what would be otherwise? give --hold-time, --payment-time, --limit, --admission-rate or"
              + " --stock; or --check");
    }
    if ((stock == null) != (item == null)) {
      throw new OperatorMistake("--stock and --item belong together");
    }
    return rules;
  }

  private static Long ms(final String option, final Duration duration) {
    if (duration == null) {
      return null;
    }
    if (duration.isZero() || duration.toMillis() > LONGEST_MS) {
      throw new OperatorMistake(option + ": from 1ms to 366d");
    }
    return duration.toMillis();
  }

  /** Reads {@code 50/s} or {@code 50}. */
  static final class Rate implements ITypeConverter<Integer> {
    @Override
    public Integer convert(final String text) {
      if (!text.matches("[0-9]{1,7}(/s)?")
          || Integer.parseInt(text.replace("/s", "")) > HIGHEST_RATE) {
        throw new TypeConversionException(
            "'" + text + "' is not a rate: buyers per second, such as 50/s, at most 1000000/s");
      }
      return Integer.valueOf(text.replace("/s", ""));
    }
  }

  /** Reads {@code +100}, {@code -100} or {@code 100}. */
  static final class Stock implements ITypeConverter<OtherRules.StockChange> {
    @Override
    public OtherRules.StockChange convert(final String text) {
      if (!text.matches("[+-]?[0-9]{1,18}")) {
        throw new TypeConversionException(
            "'" + text + "' is not a change of stock: +N for more, -N for fewer, N for as many");
      }
      return new OtherRules.StockChange(
          Long.parseLong(text), text.startsWith("+") || text.startsWith("-"));
    }
  }
}
