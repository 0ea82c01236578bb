package io.holdfast.system.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.system.workload.IndependentStock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A node as a process of its own, on one address and one data directory through all its lives. */
final class ServedNode implements AutoCloseable {
  private final Holdfast holdfast;
  private final String address;
  private final String dataDir;
  private Holdfast.Running process;

  private ServedNode(final Holdfast holdfast, final String address, final Path dataDir) {
    this.holdfast = holdfast;
    this.address = address;
    this.dataDir = dataDir.toString();
  }

  /** A node that is not started yet. */
  static ServedNode of(final Holdfast holdfast, final Path dataDir) throws IOException {
    return new ServedNode(holdfast, "127.0.0.1:" + freePort(), dataDir);
  }

  /** Returns when clients can connect. */
  static ServedNode start(final Holdfast holdfast, final Path dataDir)
      throws IOException, InterruptedException {
    final ServedNode node = new ServedNode(holdfast, "127.0.0.1:" + freePort(), dataDir);
    node.startAgain();
    return node;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String address() {
    return address;
  }

  /** The same, to connect to. */
  InetSocketAddress socketAddress() {
    final int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  String dataDir() {
    return dataDir;
  }

  void startAgain() throws IOException, InterruptedException {
    startAgain(List.of());
  }

  /** The same with more options of {@code serve}. */
  void startAgain(final List<String> options) throws IOException, InterruptedException {
    startAgain(List.of(), options);
  }

  /** The same with options for its JVM. */
  void startAgain(final List<String> jvmOptions, final List<String> options)
      throws IOException, InterruptedException {
    process = holdfast.startWith(jvmOptions, serve(options));
    process.awaitLine("ready on");
  }

  /** Starts it, and returns when it has printed this. */
  void startUpTo(final String line) throws IOException, InterruptedException {
    process = holdfast.startWith(List.of(), serve(List.of()));
    process.awaitLine(line);
  }

  /** Starts it so that it believes the machine to have been started anew meanwhile. */
  void startAfterReboot(final List<String> options) throws IOException, InterruptedException {
    startAgain(List.of(rebooted()), options);
  }

  /** Starts it so that it ends there by itself; false if it ends before clients can connect. */
  boolean startUpTo(final Failpoint point, final int count, final List<String> options)
      throws IOException, InterruptedException {
    return startUpTo(point, count, List.of(), options);
  }

  /** The same with more options of its JVM. */
  boolean startUpTo(
      final Failpoint point,
      final int count,
      final List<String> jvmOptions,
      final List<String> options)
      throws IOException, InterruptedException {
    final List<String> jvm = new ArrayList<>(jvmOptions);
    jvm.add("-D" + Failpoint.PROPERTY + "=" + point.key() + ":" + count);
    process = holdfast.startWith(jvm, serve(options));
    return process.awaitLineOrEnd("ready on");
  }

  /** Option of a JVM that believes the machine to have been started anew. */
  static String rebooted() {
    return "-Dholdfast.bootId=" + UUID.randomUUID();
  }

  private String[] serve(final List<String> options) {
    final List<String> words =
        new ArrayList<>(List.of("serve", "--listen", address, "--data-dir", dataDir));
    words.addAll(options);
    return words.toArray(String[]::new);
  }

  long pid() {
    return process.process().pid();
  }

  /** Standard output so far. */
  String output() throws IOException {
    return process.output();
  }

  /** Standard error so far. */
  String errors() throws IOException {
    return process.errors();
  }

  /** Waits until it has ended by itself, and gives its exit code. */
  int awaitEnd(final int seconds) throws IOException, InterruptedException {
    return process.awaitEnd(seconds).exitCode();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.kill();
  }

  /** Asks for the orderly stop; gives the exit code. */
  int askToStop() throws IOException, InterruptedException {
    return process.stop().exitCode();
  }

  /** The orderly stop; it must succeed. */
  void stop() throws IOException, InterruptedException {
    process.stop().expectSuccess();
  }

  /** Creates and opens a sale without limits whose holds outlive the test. */
  void openSale(final long sale) throws IOException, InterruptedException {
    holdfast
        .run(
            "sale",
            "create",
            Long.toString(sale),
            "--name",
            "system test",
            "--hold",
            "24h",
            "--open",
            "--connect",
            address)
        .expectSuccess();
  }

  /** What the node says of the sale's lines. */
  JsonArray stock(final long sale) throws IOException, InterruptedException {
    final Holdfast.Result result =
        holdfast.run("stock", "list", Long.toString(sale), "--connect", address, "--json");
    return JsonParser.parseString(result.expectSuccess()).getAsJsonArray();
  }

  /** What the lines must be after a workload file, calculated without any of the product's code. */
  static JsonArray expectedStock(final long sale, final Path workload) throws IOException {
    return JsonParser.parseString(IndependentStock.json(sale, workload)).getAsJsonArray();
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill();
    }
  }
}
