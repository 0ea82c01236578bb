package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LeftoverThreadsExtensionTest {
  @BeforeEach
  void hurry() {
    System.setProperty(LeftoverThreadsExtension.PATIENCE_PROPERTY, "50");
    LeavesAThread.done = new CountDownLatch(1);
  }

  @AfterEach
  void restore() throws InterruptedException {
    System.clearProperty(LeftoverThreadsExtension.PATIENCE_PROPERTY);
    LeavesAThread.done.countDown();
    if (LeavesAThread.left != null) {
      LeavesAThread.left.join();
    }
  }

  @Test
  void failTheClass() {
    assertThat(Runs.failures(LeavesAThread.class))
        .singleElement()
        .asString()
        .contains("left threads running", "\"forgotten\"", "CountDownLatch.await");
  }

  @Test
  void thatAreClosedAfterAllTestsAreFine() {
    assertThat(Runs.failures(ClosesAfterAll.class)).isEmpty();
  }

  @Test
  void thatAreDaemonsAreLetBe() {
    assertThat(Runs.failures(LeavesADaemon.class)).isEmpty();
  }

  private static void await(final CountDownLatch done) {
    try {
      done.await();
    } catch (final InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  static class LeavesAThread {
    static CountDownLatch done;
    static Thread left;

    @Test
    void forgets() {
      left = new Thread(() -> LeftoverThreadsExtensionTest.await(done), "forgotten");
      left.start();
    }
  }

  static class ClosesAfterAll {
    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

    @Test
    void usesThePool() throws Exception {
      assertThat(POOL.submit(() -> 1).get()).isEqualTo(1);
    }

    @AfterAll
    static void close() {
      POOL.shutdown();
    }
  }

  static class LeavesADaemon {
    @Test
    void startsADaemon() {
      final Thread daemon = new Thread(() -> await(new CountDownLatch(1)), "some-daemon");
      daemon.setDaemon(true);
      daemon.start();
    }
  }
}
