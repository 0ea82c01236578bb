package io.holdfast.test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that do not end; run by {@link TimeLimitExtensionTest} only. */
final class HangingFixtures {
  private HangingFixtures() {}

  private static void waitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class HangsThenGoesOn {
    static final AtomicBoolean interruptLeaked = new AtomicBoolean();

    @Test
    @Order(1)
    @TimeLimit(1)
    void hangs() throws InterruptedException {
      waitForEver();
    }

    @Test
    @Order(2)
    void runsNext() {
      interruptLeaked.set(Thread.currentThread().isInterrupted());
    }
  }

  static class SwallowsTheInterrupt {
    @Test
    @TimeLimit(1)
    void endsAsIfAllWereWell() {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
  }

  @TimeLimit(1)
  static class HangsInConstructor {
    HangsInConstructor() throws InterruptedException {
      waitForEver();
    }

    @Test
    void isNeverReached() {}
  }

  @TimeLimit(1)
  static class HangsBeforeAll {
    @BeforeAll
    static void hangs() throws InterruptedException {
      waitForEver();
    }

    @Test
    void isNeverReached() {}
  }

  @TimeLimit(1)
  static class HangsBeforeEach {
    @BeforeEach
    void hangs() throws InterruptedException {
      waitForEver();
    }

    @Test
    void isNeverReached() {}
  }

  @TimeLimit(1)
  static class HangsAfterAll {
    @AfterAll
    static void hangs() throws InterruptedException {
      waitForEver();
    }

    @Test
    void passes() {}
  }

  @TimeLimit(1)
  static class HangsInDynamicTest {
    @TestFactory
    Stream<DynamicTest> hangs() {
      return Stream.of(DynamicTest.dynamicTest("dynamic", HangingFixtures::waitForEver));
    }
  }

  @TimeLimit(600)
  static class MethodOverridesClass {
    @Test
    @TimeLimit(1)
    void hangs() throws InterruptedException {
      waitForEver();
    }
  }

  static class CannotBeInterrupted {
    @Test
    @TimeLimit(1)
    void spinsForEver() {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  /** Stands for a build: runs the test that cannot be interrupted in a JVM that may be lost. */
  static final class Doomed {
    private Doomed() {}

    public static void main(final String[] arguments) {
      Runs.run(CannotBeInterrupted.class);
    }
  }
}
