package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests with directories, good and bad; run by {@link TestDirExtensionTest} only. */
final class TestDirFixtures {
  private TestDirFixtures() {}

  private static void fill(final Path dir) throws IOException {
    assertThat(dir).isEmptyDirectory();
    Files.createDirectories(dir.resolve("a/b"));
    Files.writeString(dir.resolve("a/b/file"), "left behind");
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Passes {
    static Path first;
    static Path second;
    private Path before;

    @BeforeEach
    void prepare(@TestDir final Path dir) {
      before = dir;
    }

    @Test
    @Order(1)
    void leavesFiles(@TestDir final Path dir, @TestDir final Path same) throws IOException {
      first = dir;
      assertThat(dir).isEqualTo(same).isEqualTo(before);
      fill(dir);
    }

    @Test
    @Order(2)
    void getsAnother(@TestDir final Path dir) throws IOException {
      second = dir;
      fill(dir);
    }
  }

  static class Fails {
    static Path dir;

    @Test
    void leavesFiles(@TestDir final Path given) throws IOException {
      dir = given;
      fill(given);
      throw new IOException("on purpose");
    }
  }

  static class FailsWithADirectoryOfTheClass {
    static Path dir;

    @BeforeAll
    static void prepare(@TestDir final Path given) throws IOException {
      dir = given;
      fill(given);
    }

    @Test
    void fails() throws IOException {
      throw new IOException("on purpose");
    }
  }

  static class PassesWithADirectoryOfTheClass {
    static Path dir;

    @BeforeAll
    static void prepare(@TestDir final Path given) throws IOException {
      dir = given;
      fill(given);
    }

    @Test
    void hasItsOwn(@TestDir final Path own) {
      assertThat(own).isNotEqualTo(dir).isEmptyDirectory();
      assertThat(dir).isDirectory();
    }
  }

  static class LogsAnError {
    static Path dir;

    @Test
    void leavesFiles(@TestDir final Path given) throws IOException {
      dir = given;
      fill(given);
      org.slf4j.LoggerFactory.getLogger(LogsAnError.class).error("on purpose");
    }
  }

  static class WrongType {
    @Test
    void wantsAString(@TestDir final String dir) {
      throw new AssertionError(dir);
    }
  }
}
