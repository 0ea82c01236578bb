package io.holdfast.system.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.tools.workload.WorkloadIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge is judged by hand: what each few rows leave of 10 lamps. */
class IndependentStockTest {
  private static final long SALE = 7;
  private static final String HEADER = "at_ms,action,reservation,basket,buyer,item,quantity";

  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reserve,r,,a,lamp,4                                                          | 6 4 0",
        "reserve,r,,a,lamp,11                                                         | 10 0 0",
        "reserve,r,,a,lamp,4 ; reserve,r,,a,lamp,4                                    | 6 4 0",
        "reserve,r,,a,lamp,4 ; reserve,s,,b,lamp,7 ; reserve,t,,c,lamp,6              | 0 10 0",
        "reserve,r,,a,lamp,11 ; restock,,,,lamp,1 ; reserve,r,,a,lamp,11 ; cancel,r,,,, ; confirm,r,,,, | 11 0 0",
        "reserve,r,,a,lamp,4 ; confirm,r,,,,                                          | 6 0 4",
        "reserve,r,,a,lamp,4 ; confirm,r,,,,3                                         | 7 0 3",
        "reserve,r,,a,lamp,4 ; confirm,r,,,,5                                         | 6 4 0",
        "reserve,r,,a,lamp,4 ; confirm,r,,,, ; confirm,r,,,, ; release,r,,,,          | 6 0 4",
        "reserve,r,,a,lamp,4 ; release,r,,,, ; release,r,,,, ; confirm,r,,,,          | 10 0 0",
        "reserve,r,,a,lamp,4 ; cancel,r,,,,1                                          | 6 4 0",
        "reserve,r,,a,lamp,4 ; confirm,r,,,, ; cancel,r,,,,1 ; cancel,r,,,,1          | 8 0 2",
        "reserve,r,,a,lamp,4 ; confirm,r,,,, ; cancel,r,,,,3 ; cancel,r,,,,2          | 9 0 1",
        "reserve,r,,a,lamp,4 ; confirm,r,,,, ; cancel,r,,,,3 ; cancel,r,,,, ; cancel,r,,,, | 10 0 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,6                                  | 0 10 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,7 ; confirm,,k,,, ; cancel,r,,,,1  | 10 0 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,torch,1 ; reserve,s,,a,lamp,1           | 9 1 0",
        "reserve,r,k,a,lamp,4 ; reserve,r,k,a,lamp,4                                  | 10 0 0",
        "reserve,r,,a,lamp,1 ; reserve,s,k,a,lamp,4 ; reserve,r,k,a,lamp,1            | 9 1 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; confirm,,k,,,                  | 4 0 6",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; confirm,r,,,, ; confirm,,k,,,  | 4 0 6",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; confirm,r,,,,1 ; confirm,,k,,, | 7 2 1",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; release,r,,,, ; confirm,,k,,,  | 8 2 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; release,r,,,, ; release,,k,,,  | 10 0 0",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; confirm,s,,,, ; release,,k,,,  | 4 4 2",
        "reserve,r,k,a,lamp,4 ; reserve,s,k,a,lamp,2 ; confirm,s,k,,, ; release,r,k,, | 8 0 2",
        "release,r,,,, ; confirm,,k,,, ; reserve,r,,a,torch,1 ; confirm,r,,,,         | 10 0 0",
      })
  void tenLamps(final String rows, final String availableHeldSold) throws IOException {
    final StringBuilder text = new StringBuilder(HEADER).append("\n0,restock,,,,lamp,10\n");
    for (final String row : rows.split(";", -1)) {
      text.append("0,").append(row.strip());
      text.append(",".repeat(5 - (int) row.chars().filter(c -> c == ',').count())).append('\n');
    }

    final String stock = json(text.toString());

    final String[] units = availableHeldSold.split(" ", -1);
    assertThat(stock)
        .contains("\"available\":" + units[0] + ",\"held\":" + units[1] + ",\"sold\":" + units[2]);
  }

  @Test
  void linesComeInOrderOfCreationUnderTheIdsOfTheirItems() throws IOException {
    final WorkloadIds ids = new WorkloadIds(SALE);

    final String stock =
        json(
            "\uFEFF"
                + HEADER
                + "\r\n0,restock,,,,\"z, \"\"1\"\"\",5\r\n0,restock,,,,\u00e9,3\r\n"
                + "0,reserve,r,,\"b\nc\",\"z, \"\"1\"\"\",2\r\n0,restock,,,,\"z, \"\"1\"\"\",1\r\n");

    assertThat(stock)
        .isEqualTo(
            "[{\"sale\":7,\"item\":%d,\"received\":6,\"available\":4,\"held\":2,\"sold\":0,\"waiting\":0,\"waitingUnits\":0},"
                    .formatted(ids.item("z, \"1\""))
                + "{\"sale\":7,\"item\":%d,\"received\":3,\"available\":3,\"held\":0,\"sold\":0,\"waiting\":0,\"waitingUnits\":0}]"
                    .formatted(ids.item("\u00e9")));
  }

  @Test
  void anEmptyWorkloadLeavesNoStock() throws IOException {
    assertThat(json(HEADER + "\n")).isEqualTo("[]");
  }

  @Test
  void whatCannotBePlayedIsNamed() {
    assertThatThrownBy(() -> json(HEADER + "\n0,restock,,,,i,1\n0,join,,,b,,\n"))
        .hasMessage("line 3: cannot play 'join'");
    assertThatThrownBy(() -> json("a,b\n")).hasMessageContaining("not the header");
    assertThatThrownBy(() -> json(HEADER + "\n1,2\n")).hasMessage("line 2: 2 values");
  }

  @Test
  void runsFromItsSourceFileWithNothingButAJdk() throws Exception {
    final Path source =
        Path.of(System.getProperty("holdfast.root"))
            .resolve(
                "system-tests/src/main/java/io/holdfast/system/workload/IndependentStock.java");
    final Path workload = Files.writeString(dir.resolve("w.csv"), HEADER + "\n0,restock,,,,x,1\n");
    final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    final Process process =
        new ProcessBuilder(
                List.of(java, source.toString(), Long.toString(SALE), workload.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    final String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).isZero();
    assertThat(out).isEqualTo(IndependentStock.json(SALE, workload));
  }

  private String json(final String text) throws IOException {
    return IndependentStock.json(SALE, Files.writeString(dir.resolve("w.csv"), text));
  }
}
