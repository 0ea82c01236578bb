package io.holdfast.tools.verbs;

import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.retail.ConversionOptions;
import io.holdfast.tools.retail.ConversionReport;
import io.holdfast.tools.retail.RetailConverter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workload convert}: real data to a workload file. */
@Command(
    name = "convert",
    description = "Convert real orders to a workload file and say what was dropped, and why.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast workload convert --from online-retail orders.csv.gz orders.workload.csv",
      "  A tenth of the demand in stock, all products mapped onto three items:",
      "  holdfast workload convert --from online-retail --stock-share 0.1 --hot-items 3 \\",
      "      orders.csv.gz rush.workload.csv"
    })
final class ConvertCommand implements Runnable {
  private static final String ONLINE_RETAIL = "online-retail";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "KIND",
      description = "Kind of the input: online-retail (UCI Online Retail, CSV, plain or gzip).")
  private String kind;

  @Option(
      names = "--stock-share",
      paramLabel = "X",
      defaultValue = "1.0",
      description = "Stock of each item as a share of all units demanded of it (${DEFAULT-VALUE}).")
  private BigDecimal stockShare;

  @Option(
      names = "--hot-items",
      paramLabel = "N",
      description = "Map all products onto N items, to make a rush of a long tail.")
  private Integer hotItems;

  @Parameters(index = "0", paramLabel = "INPUT")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUTPUT", description = "The workload file; replaced.")
  private Path outputFile;

  @Mixin private OutputOptions options;

  @Override
  public void run() {
    checkOptions();
    final Output output = options.output();
    output.progress("reading " + input);
    final ConversionReport report =
        RetailConverter.convert(
            input, outputFile, new ConversionOptions(stockShare, hotItems == null ? 0 : hotItems));
    output.result(report.toJson(), report.toText());
  }

  private void checkOptions() {
    if (!kind.equals(ONLINE_RETAIL)) {
      throw new OperatorMistake("--from " + kind + ": only " + ONLINE_RETAIL + " is known");
    }
    if (stockShare.signum() <= 0) {
      throw new OperatorMistake("--stock-share " + stockShare + ": must be more than 0");
    }
    if (hotItems != null && hotItems <= 0) {
      throw new OperatorMistake("--hot-items " + hotItems + ": must be at least 1");
    }
    try {
      if (Files.exists(outputFile) && Files.isSameFile(input, outputFile)) {
        throw new OperatorMistake(outputFile + ": is the input");
      }
    } catch (final IOException error) {
      throw OperatorMistake.onFile(input, error);
    }
  }
}
