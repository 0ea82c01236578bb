package io.holdfast.system.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Linux tells of processes and sockets. */
final class ProcFiles {
  private static final int MS_PER_TICK = 10;

  /** Of {@code /proc/PID/stat}, counted from the name's end. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  /** Of {@code /proc/net/tcp}. */
  private static final int LOCAL_ADDRESS = 1;

  private static final int QUEUES = 4;

  private ProcFiles() {}

  /** Memory that a process has, outside its heap too. */
  static long residentBytes(final long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Processor time of a process so far, its own and the kernel's for it. */
  static long cpuMs(final long pid) throws IOException {
    final String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
        * MS_PER_TICK;
  }

  /**
   * Of the connections to a port of this machine, the most bytes that the other side has not taken.
   */
  static long mostQueuedBytes(final int port) throws IOException {
    final String suffix = String.format(":%04X", port);
    final List<String> lines = new ArrayList<>();
    lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp")));
    lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
    return lines.stream()
        .map(line -> line.trim().split("\\s+", -1))
        .filter(fields -> fields[LOCAL_ADDRESS].endsWith(suffix))
        .mapToLong(fields -> Long.parseLong(fields[QUEUES].split(":", -1)[0], 16))
        .max()
        .orElse(0);
  }
}
