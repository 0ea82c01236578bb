package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The protocol's reference says of every message what the schema and the codecs say. */
final class ProtocolPageTest {
  private static final String WRITE = "holdfast.protocol.write";
  private static final String EXAMPLE_BEGIN = "<!-- example -->\n";
  private static final String EXAMPLE_END = "<!-- end of the example -->";

  private static final Path PAGE =
      Path.of(System.getProperty("holdfast.root"), "docs", "reference", "protocol.md");

  private final Schema schema = Schema.ofThisBuild();
  private final FieldTables tables = new FieldTables(schema);

  @Test
  void everyTableIsAsTheSchemaIs() throws IOException {
    assertThat(tables.faultsOf(Files.readString(PAGE)))
        .as("mend the page, or let it be written: see docs/HACKING.md, Protocol")
        .isEmpty();
  }

  @Test
  void theExampleIsAsTheCodecsWriteIt() throws IOException {
    assertThat(example(Files.readString(PAGE))).isEqualTo(new ExampleSession(schema).text());
  }

  @Test
  void theSizesAreThoseOfTheProgram() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("at most " + Framing.MAX_TEXT_BYTES + " bytes")
        .contains("at most " + Framing.MAX_BASKET_LINES + " rows")
        .contains("schema id " + schema.id())
        .contains("Version " + schema.version() + " is the only one so far");
  }

  @Test
  void everyKindOfFaultIsFound() throws IOException {
    final String page = Files.readString(PAGE);
    assertThat(tables.faultsOf(page.replace("| 8 | 16 | `reservation` |", "| 9 | 16 | `x` |")))
        .contains("message Reserve: the table is not as the schema is");
    assertThat(tables.faultsOf(page.replace("<!-- message Verdict -->", "")))
        .contains("message Verdict: has no table");
    assertThat(tables.faultsOf(page + "<!-- type Marks -->\n<!-- end -->"))
        .contains("type Marks: there is no such thing on the wire, or it has two tables");
    assertThat(tables.faultsOf("")).contains("type Code: has no table").hasSizeGreaterThan(50);
    assertThat(tables.renewed(page.replace("| 8 | 16 | `reservation` |", "| 9 | 16 | `x` |")))
        .isEqualTo(page);
  }

  /** Not a test: writes the tables and the example into the page. */
  @Test
  void write() throws IOException {
    assumeThat(System.getProperty(WRITE)).as("-D" + WRITE + " is not set").isNotNull();
    final String page = tables.renewed(Files.readString(PAGE));
    final int begin = page.indexOf(EXAMPLE_BEGIN) + EXAMPLE_BEGIN.length();
    final int end = begin + example(page).length();
    Files.writeString(
        PAGE, page.substring(0, begin) + new ExampleSession(schema).text() + page.substring(end));
    assertThat(tables.faultsOf(Files.readString(PAGE))).isEmpty();
  }

  private static String example(final String page) {
    final int begin = page.indexOf(EXAMPLE_BEGIN);
    final int end = page.indexOf(EXAMPLE_END);
    assertThat(begin).isPositive();
    assertThat(end).isGreaterThan(begin);
    return page.substring(begin + EXAMPLE_BEGIN.length(), end);
  }
}
