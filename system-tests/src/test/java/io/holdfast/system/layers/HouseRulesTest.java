package io.holdfast.system.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house rules, on the sources of this build; each also on a bad file that must be found. */
final class HouseRulesTest {
  private static final String SCHEMA = "protocol/src/main/resources/holdfast.xml";
  private static final String TEST_FILE = "src/test/java/BadTest.java";

  private final SourceTree tree = SourceTree.ofTheBuild();
  private final HouseRules rules = new HouseRules(tree);

  HouseRulesTest() throws IOException {}

  @Test
  void theTreeIsTheWholeProject() {
    assertThat(tree.filesEndingWith(".java"))
        .contains(
            tree.root()
                .resolve("protocol/src/main/java/io/holdfast/protocol/Framing.java")
                .toAbsolutePath());
    assertThat(tree.filesEndingWith(".java"))
        .noneMatch(file -> file.toString().contains("/target/"));
  }

  @Test
  void noClassIsTooLong(@TestDir final Path dir) throws IOException {
    assertThat(rules.longClasses()).isEmpty();

    assertThat(bad(dir, "Long.java", "\n".repeat(501)).longClasses())
        .containsExactly("Long.java:501: longer than 500 lines");
    assertThat(bad(dir, "Long.java", "\n".repeat(500)).longClasses()).isEmpty();
  }

  @Test
  void noWorkIsLeftUnfinished(@TestDir final Path dir) throws IOException {
    assertThat(rules.unfinishedWork()).isEmpty();

    assertThat(bad(dir, "a.md", "x\n- TO" + "DO later\n").unfinishedWork())
        .containsExactly("a.md:2: unfinished work");
    assertThat(bad(dir, "a.md", "// FIX" + "ME").unfinishedWork()).hasSize(1);
    assertThat(bad(dir, "a.md", "MASTODON").unfinishedWork()).isEmpty();
  }

  @Test
  void noStackTraceIsPrinted(@TestDir final Path dir) throws IOException {
    assertThat(rules.printedStackTraces()).isEmpty();

    assertThat(bad(dir, "A.java", "e.printStackTrace();").printedStackTraces()).hasSize(1);
    assertThat(bad(dir, "A.java", "// e.printStackTrace();").printedStackTraces()).isEmpty();
  }

  @Test
  void noExceptionIsSwallowed(@TestDir final Path dir) throws IOException {
    assertThat(rules.emptyCatches()).isEmpty();

    assertThat(bad(dir, "A.java", "try { f(); }\ncatch (final E e) {\n}").emptyCatches())
        .containsExactly("A.java:2: an exception is swallowed");
    assertThat(bad(dir, "A.java", "catch (E e) {\n// gone already\n}").emptyCatches()).isEmpty();
    assertThat(bad(dir, "A.java", "x(\"catch (E e) {}\")").emptyCatches()).isEmpty();
  }

  @Test
  void noTestIsDisabled(@TestDir final Path dir) throws IOException {
    assertThat(rules.disabledTests()).isEmpty();

    assertThat(bad(dir, TEST_FILE, "@Disabled(\"slow\") void f() {}").disabledTests()).hasSize(1);
    assertThat(bad(dir, TEST_FILE, "@DisabledOnOs(WINDOWS)").disabledTests()).isEmpty();
  }

  @Test
  void noTestSleeps(@TestDir final Path dir) throws IOException {
    assertThat(rules.sleepingTests()).isEmpty();

    for (final String sleep :
        List.of("Thread.sleep(1)", "TimeUnit.SECONDS.sleep(1)", "LockSupport.parkNanos(1)")) {
      assertThat(bad(dir, TEST_FILE, sleep).sleepingTests()).as(sleep).hasSize(1);
    }
    assertThat(bad(dir, TEST_FILE, "'\"'; Thread.sleep(1)").sleepingTests()).hasSize(1);
    assertThat(bad(dir, TEST_FILE, "\"a\\\"Thread.sleep(1)\"").sleepingTests()).isEmpty();
    assertThat(bad(dir, TEST_FILE, "/* Thread.sleep(1) */ f();").sleepingTests()).isEmpty();
  }

  @Test
  void everyLinkInTheDocumentsLeadsSomewhere(@TestDir final Path dir) throws IOException {
    assertThat(new MarkdownLinks(tree).broken()).isEmpty();

    Files.writeString(dir.resolve("b.md"), "# One `two`, three!\n## Same\n## Same\n");
    final String good =
        """
        [b](b.md) [one](b.md#one-two-three) [again](b.md#same-1) [here](#top) [far](https://x.y/z)
        [ref]: b.md#same
        `[code](nowhere)`
        ```
        [fence](nowhere)
        ```
        # Top
        """;
    Files.writeString(dir.resolve("a.md"), good);
    assertThat(new MarkdownLinks(SourceTree.at(dir)).broken()).isEmpty();

    Files.writeString(
        dir.resolve("a.md"), "[b](c.md)\n\n[b](b.md#four) ![p](p.png \"P\")\n[ref]: d.md\n");
    assertThat(new MarkdownLinks(SourceTree.at(dir)).broken())
        .containsExactly("a.md:1: c.md", "a.md:3: b.md#four", "a.md:3: p.png", "a.md:4: d.md");
  }

  @Test
  void noNumberOfTheSchemaIsGivenTwice(@TestDir final Path dir) throws IOException {
    assertThat(SchemaNumbers.of(tree.root().resolve(SCHEMA)).repeated()).isEmpty();

    final Path bad = dir.resolve("bad.xml");
    Files.writeString(
        bad,
        """
        <!-- Numbers kept for commands that are not offered yet: 7 Extend,
             8 Join. -->
        <sbe:messageSchema xmlns:sbe="urn:x">
          <types>
            <enum name="E"><validValue name="A">1</validValue><validValue name="B"> 1</validValue></enum>
            <set name="S"><choice name="C">0</choice><choice name="C">1</choice></set>
          </types>
          <sbe:message name="Reserve" id="5"><field name="x" id="1"/><data name="y" id="1"/></sbe:message>
          <sbe:message name="Confirm" id="5">
            <group name="lines" id="1"><field name="x" id="3"/><field name="z" id="3"/></group>
          </sbe:message>
          <sbe:message name="Other" id="7"/>
          <sbe:message name="Join" id="8"/>
        </sbe:messageSchema>
        """);
    assertThat(SchemaNumbers.of(bad).repeated())
        .containsExactlyInAnyOrder(
            "E, number 1: A and B",
            "S, name C: twice",
            "Reserve, number 1: x and y",
            "message id 5: Reserve and Confirm",
            "lines, number 3: x and z",
            "message id 7: Extend and Other");
  }

  private static HouseRules bad(final Path dir, final String name, final String text)
      throws IOException {
    final Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return new HouseRules(SourceTree.at(dir));
  }
}
