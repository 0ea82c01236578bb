package io.holdfast.tools.serve;

import io.holdfast.tools.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} on a thread of the test; stopped by an interrupt. */
final class ServeRun {
  private static final Pattern READY = Pattern.compile("ready on (\\S+), sequence (\\d+)\\R");

  private final Lines out = new Lines();
  private final StringWriter err = new StringWriter();
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Thread thread;

  ServeRun(final Object... args) {
    final List<String> words = new ArrayList<>(List.of("serve"));
    for (final Object arg : args) {
      words.add(arg.toString());
    }
    thread =
        new Thread(
            () -> {
              exitCode.complete(
                  Main.run(
                      new PrintWriter(out), new PrintWriter(err), words.toArray(new String[0])));
              readyOrEnded.countDown();
            },
            "serve");
    thread.start();
  }

  /** HOST:PORT once it is ready. */
  String awaitAddress() throws InterruptedException {
    return awaitReady().group(1);
  }

  /** The sequence it started at, once it is ready. */
  long awaitSequence() throws InterruptedException {
    return Long.parseLong(awaitReady().group(2));
  }

  private Matcher awaitReady() throws InterruptedException {
    readyOrEnded.await();
    final Matcher matcher = READY.matcher(out.toString());
    if (!matcher.find()) {
      throw new AssertionError("not ready:\n" + out + "\n" + err);
    }
    return matcher;
  }

  /** Stops it in order; the exit code. */
  int stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
    return exitCode.join();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  private final class Lines extends StringWriter {
    @Override
    public void flush() {
      super.flush();
      if (READY.matcher(toString()).find()) {
        readyOrEnded.countDown();
      }
    }
  }
}
