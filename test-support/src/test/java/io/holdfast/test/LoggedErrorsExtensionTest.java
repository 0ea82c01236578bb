package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggedErrorsExtensionTest {
  private static final Logger LOG = LoggerFactory.getLogger("some.part");

  @Test
  void failATestThatPassedOtherwise() {
    assertThat(Runs.failures(LogsAnError.class))
        .singleElement()
        .asString()
        .contains("logsAnError()", "some.part: disk 7 is on fire", "IllegalStateException: smoke");
  }

  @Test
  void failTheTestThatCausedThemOnAnotherThread() {
    assertThat(Runs.failures(LogsOnAnotherThread.class))
        .singleElement()
        .asString()
        .contains("[another-thread] some.part: from afar");
  }

  @Test
  void thatWereAnnouncedAreFine() {
    assertThat(Runs.failures(AnnouncesTheError.class)).isEmpty();
  }

  @Test
  void areAnnouncedForOneTestOnly() {
    assertThat(Runs.failures(AnnouncesForTheFirstTestOnly.class))
        .singleElement()
        .asString()
        .contains("second()", "disk 2");
  }

  @Test
  void areAnnouncedForAllTestsOfAClassBeforeAllOfThem() {
    assertThat(Runs.failures(AnnouncesBeforeAll.class)).isEmpty();
  }

  @Test
  void afterAllTestsFailTheClass() {
    assertThat(Runs.failures(LogsAfterAll.class)).singleElement().asString().contains("too late");
  }

  @Test
  void areSeenAlsoAfterTheLoggingWasReset() {
    assertThat(Runs.failures(ResetsTheLogging.class))
        .singleElement()
        .asString()
        .contains("second()", "after the reset");
  }

  @Test
  void areNotWarnings() {
    assertThat(Runs.failures(LogsAWarning.class)).isEmpty();
  }

  static class LogsAnError {
    @Test
    void logsAnError() {
      LOG.error("disk {} is on fire", 7, new IllegalStateException("smoke"));
    }
  }

  static class LogsOnAnotherThread {
    @Test
    void logsFromAfar() throws InterruptedException {
      final Thread other = new Thread(() -> LOG.error("from afar"), "another-thread");
      other.start();
      other.join();
    }
  }

  static class AnnouncesTheError {
    @Test
    void logsWhatItSaid() {
      final ExpectedErrors fires = ExpectedErrors.matching("disk \\d is on fire");
      final ExpectedErrors floods = ExpectedErrors.matching("flooded");
      LOG.error("disk 1 is on fire");
      LOG.error("disk 2 is on fire");
      assertThat(List.of(fires.count(), floods.count())).isEqualTo(List.of(2, 0));
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class AnnouncesForTheFirstTestOnly {
    @Test
    @Order(1)
    void first() {
      ExpectedErrors.matching("disk");
      LOG.error("disk 1");
    }

    @Test
    @Order(2)
    void second() {
      LOG.error("disk 2");
    }
  }

  static class AnnouncesBeforeAll {
    @BeforeAll
    static void announce() {
      ExpectedErrors.matching("disk");
    }

    @Test
    void first() {
      LOG.error("disk 1");
    }

    @Test
    void second() {
      LOG.error("disk 2");
    }
  }

  static class LogsAfterAll {
    @Test
    void passes() {}

    @AfterAll
    static void log() {
      LOG.error("too late");
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ResetsTheLogging {
    @Test
    @Order(1)
    void first() {
      ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
          .detachAndStopAllAppenders();
    }

    @Test
    @Order(2)
    void second() {
      LOG.error("after the reset");
    }
  }

  static class LogsAWarning {
    @Test
    void warns() {
      LOG.warn("it smells of smoke");
    }
  }
}
