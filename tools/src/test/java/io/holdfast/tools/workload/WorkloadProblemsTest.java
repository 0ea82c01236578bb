package io.holdfast.tools.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be wrong with a workload file, and the words for it. */
class WorkloadProblemsTest {
  private static final String HEADER = "at_ms,action,reservation,basket,buyer,item,quantity";
  private static final String ACTIONS =
      "reserve, begin-payment, confirm, release, cancel, restock, join, leave";

  @TempDir private Path dir;

  static Stream<Arguments> wrongRows() {
    return Stream.of(
        arguments("x,reserve,r,,b,i,1", "column at_ms: 'x' is not a whole number"),
        arguments(",reserve,r,,b,i,1", "column at_ms: missing"),
        arguments("1.5,reserve,r,,b,i,1", "column at_ms: '1.5' is not a whole number"),
        arguments("-1,reserve,r,,b,i,1", "column at_ms: -1 is not in 0 to 9223372036854775807"),
        arguments("0,buy,r,,b,i,1", "column action: 'buy' is none of " + ACTIONS),
        arguments("0,,r,,b,i,1", "column action: '' is none of " + ACTIONS),
        arguments("0,Reserve,r,,b,i,1", "column action: 'Reserve' is none of " + ACTIONS),
        arguments("0,reserve,,,b,i,1", "column reservation: reserve needs it"),
        arguments("0,reserve,r,,,i,1", "column buyer: reserve needs it"),
        arguments("0,reserve,r,,b,,1", "column item: reserve needs it"),
        arguments("0,reserve,r,,b,i,", "column quantity: missing"),
        arguments("0,reserve,r,,b,i,0", "column quantity: 0 is not in 1 to 2147483647"),
        arguments("0,reserve,r,,b,i,-3", "column quantity: -3 is not in 1 to 2147483647"),
        arguments("0,reserve,r,,b,i,two", "column quantity: 'two' is not a whole number"),
        arguments("0,reserve,r,,b,i, 2", "column quantity: ' 2' is not a whole number"),
        arguments(
            "0,reserve,r,,b,i,2147483648", "column quantity: 2147483648 is not in 1 to 2147483647"),
        arguments(
            "0,restock,,,,i,9223372036854775808",
            "column quantity: 9223372036854775808 is not in 1 to 9223372036854775807"),
        arguments("0,restock,,,,,5", "column item: restock needs it"),
        arguments("0,restock,,,,i,", "column quantity: missing"),
        arguments("0,restock,,,,i,-5", "column quantity: -5 is not in 1 to 9223372036854775807"),
        arguments(
            "0,confirm,,,b,i,",
            "column reservation: confirm needs a reservation, or a basket to act on it as a whole"),
        arguments("0,confirm,r,,,,0", "column quantity: 0 is not in 1 to 2147483647"),
        arguments(
            "0,confirm,,k,,,1",
            "column quantity: a basket is confirmed as a whole; leave it empty"),
        arguments(
            "0,release,,,b,i,",
            "column reservation: release needs a reservation, or a basket to act on it as a whole"),
        arguments("0,release,r,,,,1", "column quantity: release takes no quantity; leave it empty"),
        arguments(
            "0,begin-payment,,,,,",
            "column reservation: begin-payment needs a reservation, or a basket to act on it as a"
                + " whole"),
        arguments("0,cancel,,k,,,1", "column reservation: cancel needs it"),
        arguments("0,cancel,r,,,,0", "column quantity: 0 is not in 1 to 2147483647"),
        arguments("0,join,,,,,", "column buyer: join needs it"),
        arguments("0,leave,,,,,", "column buyer: leave needs it"),
        arguments("0,join,,,b,,1", "column quantity: join takes no quantity; leave it empty"),
        arguments("0,reserve,r,,b,i", "the line has 6 values, the header 7"),
        arguments("0,reserve,r,,b,i,1,", "the line has 8 values, the header 7"),
        arguments("", "the line is empty"));
  }

  @ParameterizedTest
  @MethodSource("wrongRows")
  void saysWhereAndWhy(final String row, final String problem) throws IOException {
    final Path file = file(HEADER, "0,restock,,,,i,1", row, "0,restock,,,,i,1");

    assertThatThrownBy(() -> new WorkloadFile(file).check())
        .isInstanceOf(OperatorMistake.class)
        .hasMessage(file + ":3: " + problem);
  }

  static Stream<Arguments> wrongSequences() {
    return Stream.of(
        arguments(
            List.of("5,join,,,b,,", "4,join,,,b,,"),
            ":3: column at_ms: 4 is before 5 of a row above"),
        arguments(
            List.of("0,reserve,r1,k,b,i,1", "0,reserve,r2,,b,i,1", "0,reserve,r3,k,b,i,1"),
            ":4: column basket: rows of basket 'k' are not adjacent"),
        arguments(
            List.of("0,reserve,r1,k,b,i,1", "0,confirm,,k,,,", "0,reserve,r3,k,b,i,1"),
            ":4: column basket: rows of basket 'k' are not adjacent"),
        arguments(
            List.of("0,reserve,r1,k,b,i,1", "0,reserve,r2,k,c,i,1"),
            ":3: column buyer: basket 'k' has two buyers, 'b' (line 2) and 'c'"));
  }

  @ParameterizedTest
  @MethodSource("wrongSequences")
  void saysWhichRowsDoNotFitTogether(final List<String> rows, final String problem)
      throws IOException {
    final List<String> lines = new ArrayList<>(rows);
    lines.add(0, HEADER);
    final Path file = file(lines.toArray(String[]::new));

    assertThatThrownBy(() -> new WorkloadFile(file).check()).hasMessage(file + problem);
  }

  @Test
  void basketHasAtMost256Lines() throws IOException {
    final List<String> lines = new ArrayList<>(List.of(HEADER));
    IntStream.range(0, 256).forEach(i -> lines.add("0,reserve,r" + i + ",k,b,i,1"));
    final Path full = file(lines.toArray(String[]::new));
    assertThat(new WorkloadFile(full).check().rows()).isEqualTo(256);

    IntStream.range(256, 300).forEach(i -> lines.add("0,reserve,r" + i + ",k,b,i,1"));
    final Path tooLong = file(lines.toArray(String[]::new));
    assertThatThrownBy(() -> new WorkloadFile(tooLong).check())
        .hasMessage(tooLong + ":258: column basket: basket 'k' has more than 256 lines");
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        arguments("", "the file is empty; expected the header " + HEADER),
        arguments(
            "at_ms,action,reservation,basket,buyer,quantity\n",
            "column item: missing from the header"),
        arguments(HEADER + ",price\n", "column price: not a column of this kind of file"),
        arguments(HEADER + ",item\n", "column item: twice in the header"));
  }

  @ParameterizedTest
  @MethodSource("wrongHeaders")
  void saysWhatIsWrongWithTheHeader(final String text, final String problem) throws IOException {
    final Path file = dir.resolve("w.csv");
    Files.writeString(file, text);

    assertThatThrownBy(() -> new WorkloadFile(file).check()).hasMessage(file + ":1: " + problem);
  }

  @Test
  void findsAllProblemsInOneReading() throws IOException {
    final Path file = file(HEADER, "x,reserve,,,b,i,0", "0,restock,,,,i,1", "0,nonsense,,,,,");

    assertThatThrownBy(() -> new WorkloadFile(file).check())
        .hasMessage(
            String.join(
                System.lineSeparator(),
                file + ":2: column at_ms: 'x' is not a whole number",
                file + ":2: column reservation: reserve needs it",
                file + ":2: column quantity: 0 is not in 1 to 2147483647",
                file + ":4: column action: 'nonsense' is none of " + ACTIONS));
  }

  @Test
  void showsTheFirstTwentyProblemsAndCountsTheRest() throws IOException {
    final List<String> lines = new ArrayList<>(List.of(HEADER));
    IntStream.range(0, 25).forEach(i -> lines.add("0,join,,,,,"));
    final Path file = file(lines.toArray(String[]::new));

    final CommandLineRun run = CommandLineRun.of("workload", "check", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().lines()).hasSize(21).last().isEqualTo(file + ": and 5 more problems");
  }

  @Test
  void lineNumbersCountLinesInsideQuotes() throws IOException {
    final Path file = file(HEADER, "0,join,,,\"two\nlines\",,", "0,join,,,,,");

    assertThatThrownBy(() -> new WorkloadFile(file).check())
        .hasMessage(file + ":4: column buyer: join needs it");
  }

  @Test
  void unclosedQuoteIsAProblemNotATrace() throws IOException {
    final Path file = file(HEADER, "0,join,,,\"open,,", "0,join,,,b,,");

    assertThatThrownBy(() -> new WorkloadFile(file).check())
        .isInstanceOf(OperatorMistake.class)
        .hasMessageStartingWith(file + ":2: not readable as CSV: ");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    final Path file = dir.resolve("w.csv");
    Files.write(file, (HEADER + "\n0,join,,,b\u00e9,,\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new WorkloadFile(file).check())
        .isInstanceOf(OperatorMistake.class)
        .hasMessage(file + ": is not UTF-8 text");
  }

  @Test
  void directoryIsRefused() {
    assertThatThrownBy(() -> new WorkloadFile(dir).check())
        .isInstanceOf(OperatorMistake.class)
        .hasMessageStartingWith(dir + ": is not a regular file");
  }

  @Test
  void allActionsAreCounted() throws IOException {
    final Path file =
        file(HEADER, "0,restock,,,,i,1", "0,leave,,,b,,", "0,join,,,b,,", "1,join,,,c,,");

    final WorkloadSummary summary = new WorkloadFile(file).check();

    assertThat(summary.rows(WorkloadAction.JOIN)).isEqualTo(2);
    assertThat(summary.rows(WorkloadAction.LEAVE)).isEqualTo(1);
    assertThat(summary.rows()).isEqualTo(4);
    assertThat(summary.isAboutQueue()).isTrue();
  }

  private Path file(final String... lines) throws IOException {
    return Files.write(dir.resolve("w.csv"), List.of(lines));
  }
}
