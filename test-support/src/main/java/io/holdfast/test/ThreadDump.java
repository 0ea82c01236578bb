package io.holdfast.test;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Stacks of all threads as text. {@link ThreadInfo#toString()} would cut each after 8 frames. */
final class ThreadDump {
  private ThreadDump() {}

  static String ofAll() {
    final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    final StringBuilder text = new StringBuilder(16 * 1024);
    final long[] deadlocked = threads.findDeadlockedThreads();
    if (deadlocked != null) {
      text.append("DEADLOCK among threads ").append(Arrays.toString(deadlocked)).append('\n');
    }
    for (final ThreadInfo thread : threads.dumpAllThreads(true, true)) {
      append(text, thread);
    }
    return text.toString();
  }

  static String of(final Thread thread) {
    final StringBuilder text = new StringBuilder(2 * 1024);
    text.append('"').append(thread.getName()).append("\" ").append(thread.getState()).append('\n');
    for (final StackTraceElement frame : thread.getStackTrace()) {
      appendFrame(text, frame);
    }
    return text.toString();
  }

  private static void append(final StringBuilder text, final ThreadInfo thread) {
    text.append('"').append(thread.getThreadName()).append("\" id=").append(thread.getThreadId());
    text.append(thread.isDaemon() ? " daemon " : " ").append(thread.getThreadState());
    if (thread.getLockName() != null) {
      text.append(" on ").append(thread.getLockName());
    }
    if (thread.getLockOwnerName() != null) {
      text.append(" owned by \"").append(thread.getLockOwnerName()).append("\" id=");
      text.append(thread.getLockOwnerId());
    }
    text.append('\n');
    final StackTraceElement[] stack = thread.getStackTrace();
    for (int depth = 0; depth < stack.length; depth++) {
      appendFrame(text, stack[depth]);
      for (final MonitorInfo monitor : thread.getLockedMonitors()) {
        if (monitor.getLockedStackDepth() == depth) {
          text.append("    - locked ").append(monitor).append('\n');
        }
      }
    }
    for (final LockInfo lock : thread.getLockedSynchronizers()) {
      text.append("    - owns ").append(lock).append('\n');
    }
    text.append('\n');
  }

  private static void appendFrame(final StringBuilder text, final StackTraceElement frame) {
    // Without class loader and module, which StackTraceElement.toString() puts before each name.
    text.append("    at ").append(frame.getClassName()).append('.').append(frame.getMethodName());
    text.append('(').append(place(frame)).append(")\n");
  }

  private static String place(final StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return "Native Method";
    }
    return frame.getFileName() == null
        ? "Unknown Source"
        : frame.getFileName() + ":" + frame.getLineNumber();
  }
}
