package io.holdfast.system.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every code of the schema is documented, in its place; also on pages with faults to be found. */
final class CodeReferenceTest {
  private static final String GOOD =
      """
      | Kind | Numbers |
      |---|---|
      | accepted | 0 |

      ## Accepted

      | Number | Name | Meaning |
      |---|---|---|
      | 0 | `DONE` | Done |

      ## Not taken

      | Number | Name | Comes as |
      |---|---|---|
      | 1000 | `GARBLED` | Verdict |

      ## Not now

      | Number | Name | Meaning |
      |---|---|---|
      | 2000 | `LATER` | Wait |
      | 2001 | `EVEN_LATER` | Wait longer |

      ## Final

      | Number | Name | Meaning |
      |---|---|---|
      | 3000 | `GONE` | Over |
      | 3040 | `ID_DIFFERS_COLOUR` | Another one |

      ## A new code

      | Free | 4000 |
      """;

  private final CodeReference small = new CodeReference(smallSchema());

  @Test
  void theReferenceHasTheCodesOfTheSchema() throws IOException {
    final CodeReference reference = ofTheBuild();

    assertThat(reference.faultsOf(page("codes.md"))).isEmpty();
    assertThat(reference.missingIn(page("commands.md"))).isEmpty();
  }

  @Test
  void everyCodeOfTheSchemaIsLookedFor() throws IOException {
    final CodeReference reference = ofTheBuild();

    assertThat(reference.faultsOf(""))
        .contains("ACCEPTED has no row", "BUSY has no row", "SOLD_OUT has no row")
        .hasSizeGreaterThan(70);
    assertThat(reference.missingIn("")).contains("SETTLING", "SOLD_OUT").doesNotContain("BUSY");
  }

  @Test
  void aGoodPageHasNoFaults() {
    assertThat(small.faultsOf(GOOD)).isEmpty();
  }

  @Test
  void everyKindOfFaultIsFound() {
    assertFault("| 2000 | `LATER` | Wait |\n", "", "LATER has no row");
    assertFault("| 2000 |", "| 2002 |", "LATER is 2000 in the schema, not 2002");
    assertFault("| 3000 | `GONE`", "| 3000 | `WENT`", "WENT is not in the schema");
    assertFault("| 3000 | `GONE`", "| 3000 | GONE", "no code: | 3000 | GONE | Over |");
    assertFault("## Not taken", "## Taken", "GARBLED has no row");
    assertFault("## Final", "## Not now", "GONE stands among those of kind NOT_NOW");
    assertFault("| 1000 |", "| 0 | `DONE` | Done |\n| 1000 |", "DONE has two rows");
    assertFault(
        "| 2000 | `LATER` | Wait |\n| 2001 | `EVEN_LATER` | Wait longer |",
        "| 2001 | `EVEN_LATER` | Wait longer |\n| 2000 | `LATER` | Wait |",
        "2000 stands behind 2001");
  }

  @Test
  void theCommandsNameTheCodesOfTheEngine() {
    final String commands = "`LATER`, `EVEN_LATER`; `ID_DIFFERS_\u2026`: colour; `GONE`";

    assertThat(small.missingIn(commands)).isEmpty();
    assertThat(small.missingIn(commands.replace("`LATER`", ""))).containsExactly("LATER");
    assertThat(small.missingIn(commands.replace("\u2026", "")))
        .containsExactly("ID_DIFFERS_COLOUR");
    assertThat(small.missingIn(commands.replace("colour", "size")))
        .containsExactly("ID_DIFFERS_COLOUR");
  }

  private void assertFault(final String good, final String bad, final String fault) {
    assertThat(GOOD).contains(good);
    assertThat(small.faultsOf(GOOD.replace(good, bad))).contains(fault);
  }

  private static CodeReference ofTheBuild() throws IOException {
    final var schema =
        SourceTree.ofTheBuild().root().resolve("protocol/src/main/resources/holdfast.xml");
    return new CodeReference(SchemaNumbers.of(schema).valuesOf("Code"));
  }

  private static String page(final String name) throws IOException {
    return Files.readString(SourceTree.ofTheBuild().root().resolve("docs/reference/" + name));
  }

  private static Map<String, Integer> smallSchema() {
    final Map<String, Integer> codes = new LinkedHashMap<>();
    codes.put("DONE", 0);
    codes.put("GARBLED", 1000);
    codes.put("LATER", 2000);
    codes.put("EVEN_LATER", 2001);
    codes.put("GONE", 3000);
    codes.put("ID_DIFFERS_COLOUR", 3040);
    return codes;
  }
}
