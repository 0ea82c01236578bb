package io.holdfast.system.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.holdfast.system.workload.IndependentStock;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

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

  String dataDir() {
    return dataDir;
  }

  void startAgain() throws IOException, InterruptedException {
    process = holdfast.start("serve", "--listen", address, "--data-dir", dataDir);
    process.awaitLine("ready on");
  }

  /** As {@code kill -9}. */
  void kill() {
    process.kill();
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
    process.kill();
  }
}
