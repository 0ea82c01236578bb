package io.holdfast.tools.retail;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.workload.WorkloadFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailConversionTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  @TempDir private Path dir;

  @Test
  void everyOddityIsReadAsTheRulesSay() throws Exception {
    final Path output = dir.resolve("out.csv");

    final CommandLineRun run = convert(resource("oddities.csv"), output);

    assertThat(run.err()).startsWith("reading ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(output).hasSameTextualContentAs(resource("oddities.workload.csv"));
    assertThat(new WorkloadFile(output).check().rows()).isEqualTo(24);
  }

  @Test
  void saysWhatItDroppedAndWhy() throws Exception {
    final CommandLineRun run = convert(resource("oddities.csv"), dir.resolve("out"), "--json");

    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.get("dropped"))
        .hasToString(
            "{\"badDebt\":2,\"pseudoProduct\":12,\"writeOff\":1,\"noUnits\":1,\"noPrice\":1,"
                + "\"noEarlierPurchase\":3}");
    assertThat(json.get("droppedUnits"))
        .hasToString(
            "{\"badDebt\":2,\"pseudoProduct\":12,\"writeOff\":40,\"noUnits\":0,\"noPrice\":12,"
                + "\"noEarlierPurchase\":9}");
    assertThat(Stream.of("rowsRead", "rowsKept", "rowsDropped", "rowsWritten", "cancels"))
        .extracting(key -> json.get(key).getAsInt())
        .containsExactly(34, 14, 20, 24, 5);
  }

  @Test
  void textSaysTheSame() throws Exception {
    final CommandLineRun run = convert(resource("oddities.csv"), dir.resolve("out"));

    assertThat(run.out())
        .contains("34 rows read, 14 kept, 20 dropped", "(9 units): cancels of what was not bought")
        .contains("4 products, each its own item");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 12, 17, 5, 74215",
    "0.1, 2, 2, 1, 7422",
    "0.25, 3, 5, 2, 18554",
    "2, 24, 34, 10, 148430"
  })
  void stockIsTheShareOfTheDemandRoundedUp(
      final String share, final String a, final String b, final String c, final String d)
      throws Exception {
    final Path output = dir.resolve("out.csv");

    final CommandLineRun run = convert(resource("oddities.csv"), output, "--stock-share", share);

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(output).subList(1, 5))
        .containsExactly(
            "0,restock,,,,22001," + a,
            "0,restock,,,,22002," + b,
            "0,restock,,,,22003," + c,
            "0,restock,,,,23166," + d);
  }

  @Test
  void shareIsReckonedInDecimalsNotInBinary() throws Exception {
    final Path input = input("1,X,x,30,2010-12-01 08:00:00,1.0,7.0,UK");

    convert(input, dir.resolve("out.csv"), "--stock-share", "0.1");

    assertThat(dir.resolve("out.csv")).content().contains("0,restock,,,,X,3\n");
  }

  @Test
  void hotItemsStandForAllProductsAndTheReportSaysSo() throws Exception {
    final Path output = dir.resolve("out.csv");

    final CommandLineRun run = convert(resource("oddities.csv"), output, "--hot-items", "3");

    assertThat(Files.readAllLines(output).subList(1, 6))
        .containsExactly(
            "0,restock,,,,hot-1,74227",
            "0,restock,,,,hot-2,17",
            "0,restock,,,,hot-3,5",
            "0,reserve,1001:1:22001,1001,17850,hot-1,6",
            "0,reserve,1001:2:22002,1001,17850,hot-2,4");
    assertThat(run.out()).contains("4 products were mapped onto 3 hot items");
    assertThat(new WorkloadFile(output).check().rows()).isEqualTo(23);
  }

  @ParameterizedTest
  @CsvSource({"256, 1", "257, 2", "512, 2", "675, 3"})
  void longInvoicesAreSplit(final int rows, final int baskets) throws Exception {
    final String[] lines = new String[rows];
    for (int i = 0; i < rows; i++) {
      lines[i] = "536365,P" + i + ",x,1,2010-12-01 08:00:00,1.0,7.0,UK";
    }
    final Path output = dir.resolve("out.csv");

    convert(input(lines), output);

    final List<String> confirms =
        Files.readAllLines(output).stream().filter(row -> row.contains(",confirm,")).toList();
    if (baskets == 1) {
      assertThat(confirms).containsExactly("0,confirm,,536365,7,,");
    } else {
      assertThat(confirms).hasSize(baskets).first().isEqualTo("0,confirm,,536365#1,7,,");
    }
    assertThat(new WorkloadFile(output).check().rows()).isEqualTo(2L * rows + baskets);
  }

  @Test
  void sameInputGivesTheSameBytesPlainOrPacked() throws Exception {
    final Path packed = dir.resolve("in.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(resource("oddities.csv"), bytes);
    }

    convert(packed, dir.resolve("a"));
    convert(resource("oddities.csv"), dir.resolve("b"));

    assertThat(dir.resolve("a")).hasSameBinaryContentAs(dir.resolve("b"));
  }

  @Test
  void datesMayComeInTheOtherFormTheDataSetGoesAroundIn() throws Exception {
    convert(
        input("1,X,x,1,12/1/2010 8:26,1.0,7.0,UK", "2,X,x,1,12/1/2010 10:26,1.0,7.0,UK"),
        dir.resolve("out"));

    assertThat(dir.resolve("out")).content().contains("\n7200000,reserve,2:1:X,2,7,X,1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,X,x,one,2010-12-01 08:00:00,1.0,7.0,UK | column Quantity: 'one' is not a whole number of units",
        "1,X,x,1,yesterday,1.0,7.0,UK             | column InvoiceDate: 'yesterday' is not a time like 2010-12-01 08:26:00",
        "1,X,x,1,2010-11-01 08:00:00,1.0,7.0,UK   | column InvoiceDate: '2010-11-01 08:00:00' is before the row above",
        "1,X,x,1,2010-12-01 08:00:00,cheap,7.0,UK | column UnitPrice: 'cheap' is not a price",
        ",X,x,1,2010-12-01 08:00:00,1.0,7.0,UK    | column InvoiceNo: missing",
        "1,,x,1,2010-12-01 08:00:00,1.0,7.0,UK    | column StockCode: missing",
        "1,X,x,1                                  | the line has 4 values, the header 8",
      })
  void whatCannotBeReadIsNamed(final String row, final String problem) throws Exception {
    final Path input = input("9,X,x,1,2010-12-01 07:00:00,1.0,7.0,UK", row);
    final Path output = dir.resolve("out.csv");

    final CommandLineRun run = convert(input, output);

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().lines().skip(1)).containsExactly(input + ":3: " + problem);
    assertThat(output).doesNotExist();
  }

  @Test
  void anInvoiceOfTwoCustomersIsNamed() throws Exception {
    final Path input =
        input("1,X,x,1,2010-12-01 07:00:00,1.0,7.0,UK", "1,X,x,1,2010-12-01 07:00:00,1.0,8.0,UK");

    final CommandLineRun run = convert(input, dir.resolve("out.csv"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err())
        .contains(input + ":3: column CustomerID: invoice 1 has two customers, '7' and '8'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stock-share 0     | --stock-share 0: must be more than 0",
        "--stock-share -1    | --stock-share -1: must be more than 0",
        "--hot-items 0       | --hot-items 0: must be at least 1",
        "--from mail-order   | --from mail-order: only online-retail is known",
      })
  void wrongOptionsAreNamed(final String option, final String message) throws Exception {
    final List<Object> words = new ArrayList<>(List.of("workload", "convert"));
    if (!option.startsWith("--from")) {
      words.addAll(List.of("--from", "online-retail"));
    }
    words.addAll(List.of(option.split(" ")));
    words.addAll(List.of(resource("oddities.csv"), dir.resolve("out")));

    final CommandLineRun run = CommandLineRun.of(words.toArray());

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().strip()).isEqualTo(message);
  }

  @Test
  void theInputIsNeverOverwritten() throws Exception {
    final Path input = input("1,X,x,1,2010-12-01 07:00:00,1.0,7.0,UK");

    final CommandLineRun run = convert(input, dir.resolve("./in.csv"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains("is the input");
    assertThat(input).content().startsWith("InvoiceNo");
  }

  private static CommandLineRun convert(
      final Path input, final Path output, final Object... options) {
    final List<Object> words =
        new ArrayList<>(List.of("workload", "convert", "--from", "online-retail", input, output));
    words.addAll(List.of(options));
    return CommandLineRun.of(words.toArray());
  }

  private Path input(final String... rows) throws IOException {
    final List<String> lines = new ArrayList<>(List.of(rows));
    lines.add(0, HEADER);
    return Files.write(dir.resolve("in.csv"), lines);
  }

  private static Path resource(final String name) throws URISyntaxException {
    return Path.of(RetailConversionTest.class.getResource(name).toURI());
  }
}
