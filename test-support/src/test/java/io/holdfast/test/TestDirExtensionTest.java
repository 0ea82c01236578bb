package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TestDirExtensionTest {
  @Test
  void isRemovedWithAllThatIsInItWhenTheTestPassed() {
    assertThat(Runs.failures(TestDirFixtures.Passes.class)).isEmpty();

    assertThat(TestDirFixtures.Passes.first).doesNotExist();
    assertThat(TestDirFixtures.Passes.second)
        .doesNotExist()
        .isNotEqualTo(TestDirFixtures.Passes.first);
  }

  @Test
  void isKeptAndNamedWhenTheTestFailed() {
    final String printed = Runs.errorsPrintedBy(TestDirFixtures.Fails.class);

    assertThat(TestDirFixtures.Fails.dir.resolve("a/b/file")).exists();
    assertThat(printed).contains("Kept for leavesFiles", TestDirFixtures.Fails.dir.toString());
  }

  @Test
  void isEmptyAgainInTheRunAfterAFailure() {
    Runs.run(TestDirFixtures.Fails.class);
    final Path kept = TestDirFixtures.Fails.dir;

    assertThat(Runs.failures(TestDirFixtures.Fails.class))
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("on purpose");
    assertThat(TestDirFixtures.Fails.dir).isEqualTo(kept);
  }

  @Test
  void isKeptWhenALaterGuardFailedTheTest() {
    assertThat(Runs.failures(TestDirFixtures.LogsAnError.class)).hasSize(1);

    assertThat(TestDirFixtures.LogsAnError.dir).isNotEmptyDirectory();
  }

  @Test
  void ofAClassIsRemovedWhenAllItsTestsPassed() {
    assertThat(Runs.failures(TestDirFixtures.PassesWithADirectoryOfTheClass.class)).isEmpty();

    assertThat(TestDirFixtures.PassesWithADirectoryOfTheClass.dir).doesNotExist();
  }

  @Test
  void ofAClassIsKeptWhenOneOfItsTestsFailed() {
    Runs.run(TestDirFixtures.FailsWithADirectoryOfTheClass.class);

    assertThat(TestDirFixtures.FailsWithADirectoryOfTheClass.dir).isNotEmptyDirectory();
  }

  @Test
  void belongsOnAPath() {
    assertThat(Runs.failures(TestDirFixtures.WrongType.class))
        .singleElement()
        .asString()
        .contains("@TestDir belongs on a java.nio.file.Path");
  }

  @Test
  void liesBelowTheConfiguredDirectory(@TestDir final Path dir) {
    assertThat(dir)
        .isEmptyDirectory()
        .startsWith(Path.of(System.getProperty("holdfast.test.dir")).toAbsolutePath());
  }
}
