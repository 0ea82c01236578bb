package io.holdfast.system.process;

/** Counts what became of calls, for a thread that waits for some of them. */
final class Tally {
  private long done;
  private long unknown;

  /** A call was carried out. */
  synchronized void addDone() {
    done++;
    notifyAll();
  }

  /** Nobody knows what became of a call. */
  synchronized void addUnknown() {
    unknown++;
    notifyAll();
  }

  /** Waits until so many more calls were carried out. */
  synchronized void awaitDone(final int more) throws InterruptedException {
    final long goal = done + more;
    while (done < goal) {
      wait();
    }
  }

  /** Waits until so many more calls ended unknown. */
  synchronized void awaitUnknown(final int more) throws InterruptedException {
    final long goal = unknown + more;
    while (unknown < goal) {
      wait();
    }
  }
}
