package io.holdfast.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/holdfast} does before the JVM runs, and that it becomes the JVM. */
final class LauncherTest {
  private Launcher launcher;

  @BeforeEach
  void prepare(@TestDir final Path dir) throws IOException {
    launcher = new Launcher(dir);
  }

  @Test
  void buildsTheFirstTimeOnlyAndSaysSo() throws Exception {
    final Launcher.Run first = launcher.run("demo");
    final Launcher.Run second = launcher.run("demo");

    assertThat(launcher.mavenCalls())
        .singleElement()
        .asString()
        .contains("-pl tools -am", "package");
    assertThat(first.err()).startsWith("holdfast: building").hasLineCount(1);
    assertThat(second.err()).isEmpty();
    assertThat(second.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "tools/pom.xml",
        "tools/src/main/java/Main.java",
        "tools/src/main/java", // as when a file in it was removed
        "clients/java/pom.xml",
      })
  void buildsAgainWhenASourceIsNewer(final String source) throws Exception {
    launcher.run("demo");
    launcher.edit(source);

    launcher.run("demo");

    assertThat(launcher.mavenCalls()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/target/lib", "tools/target/tools-0.1.0-SNAPSHOT.jar"})
  void buildsAgainWhenAPartIsMissing(final String part) throws Exception {
    launcher.run("demo");
    Files.delete(launcher.root().resolve(part));

    launcher.run("demo");

    assertThat(launcher.mavenCalls()).hasSize(2);
  }

  @Test
  void showsWhyABuildFailedAndTriesAgain() throws Exception {
    final Launcher.Run failed = launcher.with("FAKE_MVN_FAILS", "yes").run("demo");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("cannot find symbol", "holdfast: the build failed");
    assertThat(launcher.with("FAKE_MVN_FAILS", "").run("demo").exitCode()).isZero();
  }

  @Test
  void buildsNothingWhenToldNotTo() throws Exception {
    final Launcher.Run without = launcher.with("HOLDFAST_BUILD", "no").run("demo");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("HOLDFAST_BUILD is 'no', but there is no");

    launcher.with("HOLDFAST_BUILD", "").run("demo");
    launcher.edit("pom.xml");
    assertThat(launcher.with("HOLDFAST_BUILD", "no").run("demo").exitCode()).isZero();
    assertThat(launcher.mavenCalls()).hasSize(1);
  }

  @Test
  void becomesTheJvmSoThatSignalsReachIt() throws Exception {
    final Launcher.Run run = launcher.run("serve");

    assertThat(run.out().get(0)).isEqualTo(Long.toString(run.pid()));
  }

  @Test
  void passesArgumentsAndExitCodeOn() throws Exception {
    final Launcher.Run run =
        launcher.with("FAKE_JAVA_EXIT", "3").run("sale", "create", "two words", "*", "", "$HOME");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.javaArguments())
        .endsWith(
            "<io.holdfast.tools.Main>",
            "<sale>",
            "<create>",
            "<two words>",
            "<*>",
            "<>",
            "<$HOME>");
  }

  @Test
  void findsItsTreeThroughLinks() throws Exception {
    final Path link = launcher.fakes().resolve("link");
    final Path linkToLink = launcher.fakes().resolve("holdfast");
    Files.createSymbolicLink(link, launcher.root().resolve("bin/holdfast"));
    Files.createSymbolicLink(linkToLink, Path.of("link"));

    final Launcher.Run run = launcher.calledBy(linkToLink).run("demo");

    final Path tools = launcher.root().toRealPath().resolve("tools/target");
    assertThat(run.javaArguments())
        .contains("<@" + launcher.root().toRealPath().resolve("bin/jvm.flags") + ">")
        .contains("<" + tools.resolve("tools-0.1.0-SNAPSHOT.jar") + ":" + tools + "/lib/*>");
  }

  @ParameterizedTest
  @CsvSource({
    "demo,  -Xmx1g, -XX:TieredStopAtLevel=1, false",
    "load,  -Xmx1g, -XX:TieredStopAtLevel=1, false",
    "sale,  -Xmx1g, -XX:TieredStopAtLevel=1, true",
    "stock, -Xmx1g, -XX:TieredStopAtLevel=1, true",
    "serve, -XX:+ExitOnOutOfMemoryError, -Xmx1g, false",
    "serve, -Xmn64m, -Xmx1g, false",
  })
  void choosesTheJvmsOptionsByVerb(
      final String verb, final String given, final String other, final boolean otherToo)
      throws Exception {
    final Launcher.Run run = launcher.run("--json", verb);

    assertThat(run.javaArguments()).contains("<" + given + ">");
    assertThat(run.javaArguments())
        .filteredOn(argument -> argument.matches("<-XX:\\+Use(Serial|Parallel)GC>"))
        .as("collectors")
        .hasSize(1);
    assertThat(run.javaArguments().contains("<" + other + ">")).isEqualTo(otherToo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "verify", "replay", "explain", "what-if"})
  void givesHalfOfTheMemoryToWhatHoldsAState(final String verb) throws Exception {
    assertThat(launcher.run(verb).javaArguments())
        .contains("<-XX:+UseSerialGC>")
        .filteredOn(argument -> argument.matches("<-Xmx\\d+m>|<-XX:MaxRAMPercentage=50>"))
        .hasSize(1);
  }

  @Test
  void asksForHugePagesOutsideTheHeapOfANodeAsWell() throws Exception {
    assertThat(launcher.run("serve").tunables()).isEqualTo("glibc.malloc.hugetlb=1");
    assertThat(launcher.run("load").tunables()).isEmpty();
    assertThat(launcher.with("GLIBC_TUNABLES", "glibc.malloc.check=1").run("serve").tunables())
        .as("the user's own come last and win")
        .isEqualTo("glibc.malloc.hugetlb=1:glibc.malloc.check=1");
  }

  @Test
  void leavesTheFirstSizeOpenWhereTheUserGivesAnother() throws Exception {
    assertThat(launcher.run("serve").javaArguments())
        .anyMatch(argument -> argument.matches("<-Xms\\d+m>|<-XX:InitialRAMPercentage=50>"));
    assertThat(launcher.with("HOLDFAST_JAVA_OPTS", "-Xmx2g").run("serve").javaArguments())
        .contains("<-Xmx2g>")
        .noneMatch(argument -> argument.startsWith("<-Xms"));
  }

  @Test
  void letsTheUserAddOptionsThatWin() throws Exception {
    assertThat(launcher.with("HOLDFAST_JAVA_OPTS", " -Xmx2g  -Dx=*").run("demo").javaArguments())
        .containsSubsequence("<-Xmx1g>", "<-Xmx2g>", "<-Dx=*>", "<-cp>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_392", "11.0.2", "16"})
  void refusesAnOlderJava(final String version) throws Exception {
    final Launcher.Run run = launcher.with("FAKE_JAVA_VERSION", version).run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("holdfast: Java 17 or later is needed");
    assertThat(launcher.mavenCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21.0.1", "25-ea"})
  void takesANewerJava(final String version) throws Exception {
    assertThat(launcher.with("FAKE_JAVA_VERSION", version).run("demo").exitCode()).isZero();
  }

  @Test
  void looksAtAJavaThatItHasNotSeen() throws Exception {
    launcher.run("demo");
    final Path home = launcher.fakes().resolve("old");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(
        launcher.fakes().resolve("java"),
        home.resolve("bin/java"),
        StandardCopyOption.COPY_ATTRIBUTES);

    final Launcher.Run run =
        launcher.with("JAVA_HOME", home.toString()).with("FAKE_JAVA_VERSION", "11").run("demo");

    assertThat(run.err()).startsWith("holdfast: Java 17 or later is needed, but " + home);
  }

  @Test
  void saysWhenMavenIsMissing() throws Exception {
    Files.delete(launcher.fakes().resolve("mvn"));
    final Path tools = launcher.fakes().resolve("only");
    Files.createDirectories(tools);
    for (final String name : new String[] {"dirname", "sed", "mkdir", "flock", "rm"}) {
      final Path tool = Path.of("/usr/bin", name);
      if (Files.exists(tool)) {
        Files.createSymbolicLink(tools.resolve(name), tool);
      }
    }

    final Launcher.Run run = launcher.with("PATH", launcher.fakes() + ":" + tools).run("demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("holdfast: Maven 3.8 or later is needed to build");
  }

  @Test
  void saysWhenJavaHomeIsWrong() throws Exception {
    assertThat(launcher.with("JAVA_HOME", "/nowhere").run("demo").err())
        .startsWith("holdfast: JAVA_HOME is '/nowhere'");
  }
}
