package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeLimitExtensionTest {
  @Test
  void interruptsAHungTestAndShowsWhereItHung() {
    final List<Throwable> failures = Runs.failures(HangingFixtures.HangsThenGoesOn.class);

    assertThat(failures).singleElement().isInstanceOf(TimeLimitExceeded.class);
    assertThat(failures.get(0))
        .hasMessageContaining("HangsThenGoesOn.hangs did not end within its time limit of 1 s")
        .hasMessageContaining("at io.holdfast.test.HangingFixtures.waitForEver");
    assertThat(failures.get(0).getSuppressed())
        .singleElement()
        .isInstanceOf(InterruptedException.class);
    assertThat(HangingFixtures.HangsThenGoesOn.interruptLeaked).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        HangingFixtures.SwallowsTheInterrupt.class,
        HangingFixtures.HangsInConstructor.class,
        HangingFixtures.HangsBeforeAll.class,
        HangingFixtures.HangsBeforeEach.class,
        HangingFixtures.HangsAfterAll.class,
        HangingFixtures.HangsInDynamicTest.class,
      })
  void failsWhateverHangs(final Class<?> fixture) {
    assertThat(Runs.failures(fixture)).singleElement().isInstanceOf(TimeLimitExceeded.class);
  }

  @Test
  void aMethodsLimitWinsOverItsClass() {
    assertThat(Runs.failures(HangingFixtures.MethodOverridesClass.class))
        .singleElement()
        .asString()
        .contains("time limit of 1 s");
  }

  @Test
  void endsTheProcessWhenATestCannotBeInterrupted(@TestDir final Path dir) throws Exception {
    final Path output = dir.resolve("output");
    final Process doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + TimeLimitExtension.GRACE_PROPERTY + "=200",
                "-Dholdfast.test.dir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                HangingFixtures.Doomed.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(doomed.waitFor()).isEqualTo(TimeLimitExtension.EXIT_CODE_HUNG);
    } finally {
      doomed.destroyForcibly();
    }

    final String hung = "HangingFixtures$CannotBeInterrupted.spinsForEver";
    assertThat(output).content().contains(hung, "nor when it was interrupted");
    assertThat(reports(dir)).singleElement().asString().contains("at io.holdfast.test." + hung);
  }

  private static List<String> reports(final Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("hung-"))
          .map(TimeLimitExtensionTest::read)
          .toList();
    }
  }

  private static String read(final Path file) {
    try {
      return Files.readString(file);
    } catch (final IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
