package io.holdfast.tools.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Ids;
import io.holdfast.client.ReserveRequest;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.Main;
import io.holdfast.tools.TestNode;
import io.holdfast.tools.cli.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code status}: a real node's numbers, as JSON and as text, once and again and again. */
final class StatusVerbTest {
  @Test
  void itShowsWhatTheNodeDid(@TestDir final Path dir) {
    try (TestNode node = new TestNode(dir);
        HoldfastClient client = node.connect()) {
      final Shell shell = new Shell(node.address());
      shell.yes("sale", "create", 7, "--open");
      shell.yes("stock", "add", 7, 1001, 1);
      assertThat(client.reserve(ReserveRequest.of(Ids.next(), 7, 1001, 1, 1)).join().code())
          .isEqualTo(Code.ACCEPTED);
      assertThat(client.reserve(ReserveRequest.of(Ids.next(), 7, 1001, 2, 1)).join().code())
          .isEqualTo(Code.SOLD_OUT);

      final JsonObject json = shell.json("status");
      assertThat(json.keySet())
          .containsExactly(
              "role",
              "epoch",
              "term",
              "sequence",
              "gate",
              "gateLag",
              "journaled",
              "synced",
              "lag",
              "inSync",
              "durability",
              "accepted",
              "rejected",
              "notTaken",
              "acceptedPerSecond",
              "rejectedPerSecond",
              "notTakenPerSecond",
              "overMs",
              "ringSlots",
              "ringUsed",
              "connections",
              "observers",
              "subscriptions",
              "reservations",
              "diskFreeBytes",
              "space",
              "stages",
              "snapshot",
              "uptimeMs",
              "timeMs",
              "wallMs",
              "version");
      assertThat(json.get("role").getAsString()).isEqualTo("PRIMARY");
      assertThat(json.get("epoch").getAsLong()).isEqualTo(1);
      assertThat(json.get("sequence").getAsLong()).isEqualTo(6);
      assertThat(json.get("gate").getAsLong()).isEqualTo(6);
      assertThat(json.get("gateLag").getAsLong()).isZero();
      assertThat(json.get("lag").isJsonNull()).isTrue();
      assertThat(json.get("inSync").isJsonNull()).isTrue();
      assertThat(json.get("durability").getAsString()).isEqualTo("JOURNALED");
      assertThat(json.get("accepted").getAsLong()).isEqualTo(4);
      assertThat(json.get("rejected").getAsLong()).isEqualTo(1);
      assertThat(json.get("reservations").getAsLong()).isEqualTo(1);
      assertThat(json.get("connections").getAsInt()).isEqualTo(2);
      assertThat(json.get("observers").getAsInt()).isZero();
      assertThat(json.get("subscriptions").getAsInt()).isZero();
      assertThat(json.get("diskFreeBytes").getAsLong()).isPositive();
      assertThat(json.get("space").getAsString()).isEqualTo("ENOUGH");
      assertThat(json.getAsJsonObject("stages").keySet())
          .containsExactly("logic", "journal", "barrier", "reply");
      assertThat(json.getAsJsonObject("stages").getAsJsonObject("logic").keySet())
          .containsExactly("batches", "p50Micros", "p99Micros", "p999Micros", "maxMicros");

      assertThat(shell.yes("status").lines())
          .anyMatch(line -> line.startsWith("PRIMARY of epoch 1"))
          .anyMatch(line -> line.startsWith("durability    JOURNALED: survives kill -9"))
          .contains(
              "sequence      6 executed, 6 journaled, nothing synced yet; the gate is there",
              "standby       none",
              "ring          0 of 1,024 slots wait for an answer; 2 connections",
              "subscriptions 0; 0 of the connections are observers",
              "reservations  1 live holds and purchases",
              "snapshot      none");
    }
  }

  @Test
  void watchGoesOnUntilTheNodeIsGone(@TestDir final Path dir) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final CompletableFuture<Integer> watching;
    try (TestNode node = new TestNode(dir)) {
      final String address = node.address();
      watching =
          CompletableFuture.supplyAsync(
              () ->
                  Main.run(
                      new PrintWriter(out),
                      new PrintWriter(err),
                      "status",
                      "--watch",
                      "--json",
                      "--connect",
                      address));
      while (out.toString().lines().count() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(watching.join()).isEqualTo(ExitCode.MISTAKE);
    assertThat(err.toString()).hasLineCount(1);
    assertThat(out.toString().lines()).allMatch(line -> line.startsWith("{\"role\":\"PRIMARY\""));
  }

  @Test
  void withoutANodeItIsAMistake() {
    final CommandLineRun run = CommandLineRun.of("status", "--connect", "127.0.0.1:1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).startsWith("127.0.0.1:1: ").hasLineCount(1);
  }
}
