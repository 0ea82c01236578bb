package io.holdfast.tools.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.workload.WorkloadFile;
import io.holdfast.tools.workload.WorkloadIds;
import io.holdfast.tools.workload.WorkloadStep;
import io.holdfast.tools.workload.WorkloadSteps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code load --workload} against a node that plays by a script. */
class LoadWorkloadTest {
  private static final int WINDOW = 64;
  private static final int ROUNDS = 100;
  private static final ScriptedNode.Script ACCEPT_ALL = (nth, number, template) -> Code.ACCEPTED;

  @TempDir private Path dir;

  @Test
  void playsEveryCommandOnceInOrderAndCountsPerAction() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW, (nth, number, template) -> template == 18 ? Code.NOT_CONFIRMED : Code.ACCEPTED);
    final Path file = workload();

    final CommandLineRun run = load(node, file, "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(node.executionOrder()).isEqualTo(commandNumbers(file));
    assertThat(node.receptionOrder())
        .as("one connection to ask for the sale, one to play; nothing twice")
        .containsExactly(List.of(), commandNumbers(file));
    assertThat(node.saleTemplates()).isEmpty();
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.get("durability").getAsString()).isEqualTo("JOURNALED");
    assertThat(json.get("mix").getAsString()).isEqualTo("workload");
    assertThat(json.get("sale").getAsLong()).isEqualTo(3);
    assertThat(counts(json)).containsExactly(601L, 501L, 0L, 0L);
    assertThat(json.get("rejected")).hasToString("{\"NOT_CONFIRMED\":100}");
    assertThat(json.get("actions"))
        .hasToString(
            "{\"reserve\":{\"offered\":200,\"accepted\":200,\"rejected\":{},\"failed\":0},"
                + "\"begin-payment\":{\"offered\":0,\"accepted\":0,\"rejected\":{},\"failed\":0},"
                + "\"confirm\":{\"offered\":200,\"accepted\":200,\"rejected\":{},\"failed\":0},"
                + "\"release\":{\"offered\":100,\"accepted\":100,\"rejected\":{},\"failed\":0},"
                + "\"cancel\":{\"offered\":100,\"accepted\":0,"
                + "\"rejected\":{\"NOT_CONFIRMED\":100},\"failed\":0},"
                + "\"restock\":{\"offered\":1,\"accepted\":1,\"rejected\":{},\"failed\":0},"
                + "\"join\":{\"offered\":0,\"accepted\":0,\"rejected\":{},\"failed\":0},"
                + "\"leave\":{\"offered\":0,\"accepted\":0,\"rejected\":{},\"failed\":0}}");
    assertThat(json.get("commandsPerSecond").getAsLong()).isPositive();
    assertThat(json.get("p50Micros").getAsLong())
        .isLessThanOrEqualTo(json.get("maxMicros").getAsLong());
  }

  @Test
  void makesASaleOfItsOwnAndWritesTheNames() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    final Path names = dir.resolve("names.csv");

    final CommandLineRun run = load(node, workload(), "--json", "--names-out", names);
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(node.saleTemplates())
        .containsExactly(CreateSaleDecoder.TEMPLATE_ID, OpenSaleDecoder.TEMPLATE_ID);
    final long sale = run.json().getAsJsonObject().get("sale").getAsLong();
    assertThat(sale).isPositive().isEqualTo((long) (double) sale);
    assertThat(names).content().contains("item,lamp," + new WorkloadIds(sale).item("lamp"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 300, 601})
  void aNodeThatDiesGetsWhatItHasNotAnsweredAgainAndExecutesNothingTwice(final int lastCommand)
      throws Exception {
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW, (nth, number, template) -> nth == lastCommand ? null : Code.ACCEPTED);
    final Path file = workload();

    final CommandLineRun run = load(node, file, "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(node.executionOrder()).isEqualTo(commandNumbers(file));
    assertEachConnectionGoesOnWithoutAGap(node, file);
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(counts(json).get(0)).isEqualTo(601);
    assertThat(counts(json).get(1)).as("repeated verdicts count once").isEqualTo(601);
    assertThat(counts(json).get(2)).isZero();
    assertThat(counts(json).get(3)).as("repeated").isPositive();
    assertThat(json.get("reconnects").getAsInt()).isEqualTo(1);
    assertThat(json.get("complete").getAsBoolean()).isTrue();
  }

  @Test
  void survivesDyingAgainAndAgain() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(WINDOW, (nth, number, template) -> nth % 97 == 0 ? null : Code.ACCEPTED);
    final Path file = workload();

    final CommandLineRun run = load(node, file, "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(node.executionOrder()).isEqualTo(commandNumbers(file));
    assertEachConnectionGoesOnWithoutAGap(node, file);
    assertThat(run.json().getAsJsonObject().get("reconnects").getAsInt()).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"BUSY", "JOURNAL_FULL", "SHUTTING_DOWN"})
  void whatIsNotTakenIsSentAgainInOrder(final Code notTaken) throws Exception {
    // From the 50th to the 60th nothing is taken.
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW, (nth, number, template) -> nth >= 50 && nth < 60 ? notTaken : Code.ACCEPTED);
    final Path file = workload();

    final CommandLineRun run = load(node, file, "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(new HashSet<>(node.executionOrder()))
        .as("everything, and once")
        .hasSameSizeAs(node.executionOrder())
        .hasSameElementsAs(commandNumbers(file));
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(counts(json).subList(0, 3)).containsExactly(601L, 601L, 0L);
    assertThat(json.get("notTaken").getAsInt()).isEqualTo(10);
    assertThat(json.get("resent").getAsInt()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whatTheNodeNeverTakesIsAFailureAndSaidSo() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW, (nth, number, template) -> nth == 10 ? Code.NOT_PERMITTED : Code.ACCEPTED);

    final CommandLineRun run = load(node, workload(), "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).containsPattern("row \\d+ \\([a-z]+\\) was not taken: NOT_PERMITTED");
    assertThat(counts(run.json().getAsJsonObject())).startsWith(601L, 600L, 1L);
  }

  @Test
  void givesUpWhenTheNodeTakesNothing() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(WINDOW, (nth, number, template) -> Code.JOURNAL_FULL);

    final CommandLineRun run = load(node, workload(), "--sale", "3", "--json", "--patience", "0");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("gave up: the node takes nothing");
    final JsonObject json = run.json().getAsJsonObject();
    assertThat(json.get("accepted").getAsInt()).isZero();
    assertThat(json.get("failed").getAsLong()).isPositive().isEqualTo(counts(json).get(0));
    assertThat(json.get("complete").getAsBoolean()).isFalse();
  }

  @Test
  void aBasketThatTheWindowCannotHoldIsAMistake() throws Exception {
    final ScriptedNode node = new ScriptedNode(32, ACCEPT_ALL);
    final StringBuilder text =
        new StringBuilder("at_ms,action,reservation,basket,buyer,item,quantity\n")
            .append("0,restock,,,,lamp,100\n");
    for (int i = 0; i < 200; i++) {
      text.append("0,reserve,r").append(i).append(",k,ann,lamp,1\n");
    }
    final Path file = Files.writeString(dir.resolve("w.csv"), text.toString());

    final CommandLineRun run = load(node, file, "--sale", "3");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains("row 2 cannot be sent: ").doesNotContain("\tat ");
  }

  @Test
  void pacedPlaysTheSame() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    final Path file = workload();

    final CommandLineRun run = load(node, file, "--sale", "3", "--paced", "20");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(node.executionOrder()).isEqualTo(commandNumbers(file));
    assertThat(run.out()).contains("sale 3, JOURNALED: 601 of 601 commands accepted");
  }

  @Test
  void aSaleThatIsNotOpenIsRefused() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    node.saleState(SaleState.CLOSED);

    final CommandLineRun run = load(node, workload(), "--sale", "3");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().strip()).isEqualTo("sale 3 is CLOSED, not OPEN");
    assertThat(node.executionOrder()).isEmpty();
  }

  @Test
  void aSaleThatDoesNotExistIsNamed() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    node.saleState(null);

    final CommandLineRun run = load(node, workload(), "--sale", "3");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().strip()).isEqualTo("there is no sale 3");
  }

  @Test
  void aNodeThatDiesBetweenTheQuestionAndThePlayIsWaitedFor() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    node.hangUpOn(2);

    final CommandLineRun run = load(node, workload(), "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(counts(run.json().getAsJsonObject()).get(1)).as("accepted").isPositive();
  }

  @Test
  void givesUpWhenTheNodeDoesNotComeBackInTime() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(WINDOW, (nth, number, template) -> nth == 100 ? null : Code.ACCEPTED);

    final CommandLineRun run = load(node, workload(), "--sale", "3", "--json", "--patience", "0");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.NO);
    assertThat(run.err()).contains("connection lost (").contains("gave up: not connected: ");
    final List<Long> counts = counts(run.json().getAsJsonObject());
    assertThat(counts.get(1)).as("accepted").isLessThan(100);
    assertThat(counts.get(2)).as("failed").isPositive();
    assertThat(counts.get(0)).as("offered").isEqualTo(counts.get(1) + counts.get(2));
  }

  @Test
  void paymentsAndTheQueueArePlayed() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW,
            (nth, number, template) ->
                template == LeaveQueueDecoder.TEMPLATE_ID ? Code.UNKNOWN_TICKET : Code.ACCEPTED);
    node.gated();
    node.saleState(SaleState.SCHEDULED);

    final CommandLineRun run = load(node, queueWorkload(), "--sale", "3", "--json");
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).doesNotContain("NOT_GATED");
    assertThat(node.templates())
        .containsExactly(
            AdjustStockDecoder.TEMPLATE_ID,
            JoinQueueDecoder.TEMPLATE_ID,
            ReserveBasketDecoder.TEMPLATE_ID,
            BeginPaymentBasketDecoder.TEMPLATE_ID,
            ReserveDecoder.TEMPLATE_ID,
            BeginPaymentDecoder.TEMPLATE_ID,
            LeaveQueueDecoder.TEMPLATE_ID);
    final JsonObject actions = run.json().getAsJsonObject().getAsJsonObject("actions");
    assertThat(actions.get("begin-payment"))
        .hasToString("{\"offered\":2,\"accepted\":2,\"rejected\":{},\"failed\":0}");
    assertThat(actions.get("join"))
        .hasToString("{\"offered\":1,\"accepted\":1,\"rejected\":{},\"failed\":0}");
    assertThat(actions.get("leave"))
        .hasToString(
            "{\"offered\":1,\"accepted\":0,\"rejected\":{\"UNKNOWN_TICKET\":1},\"failed\":0}");
  }

  @Test
  void aQueueWithoutAWaitingRoomIsSaidBeforeItIsPlayed() throws Exception {
    final ScriptedNode node =
        new ScriptedNode(
            WINDOW,
            (nth, number, template) ->
                template == JoinQueueDecoder.TEMPLATE_ID
                        || template == LeaveQueueDecoder.TEMPLATE_ID
                    ? Code.NOT_GATED
                    : Code.ACCEPTED);

    final CommandLineRun run = load(node, queueWorkload());
    node.stop();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .startsWith("this sale has no waiting room: join and leave will be NOT_GATED; for one, ");
    assertThat(run.out()).contains("  join                     1 offered            0 accepted");
  }

  @Test
  void aSaleThatIsClosedCannotBeJoined() throws Exception {
    final ScriptedNode node = new ScriptedNode(WINDOW, ACCEPT_ALL);
    node.saleState(SaleState.CLOSED);

    final CommandLineRun run = load(node, queueWorkload(), "--sale", "3");
    node.stop();

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().strip()).isEqualTo("sale 3 is CLOSED");
    assertThat(node.executionOrder()).isEmpty();
  }

  private Path queueWorkload() throws IOException {
    return Files.writeString(
        dir.resolve("queue.csv"),
        """
        at_ms,action,reservation,basket,buyer,item,quantity
        0,restock,,,,lamp,9
        1,join,,,ann,,
        2,reserve,b1,k1,ann,lamp,1
        2,reserve,b2,k1,ann,lamp,2
        3,begin-payment,,k1,,,
        4,reserve,r1,,ann,lamp,1
        5,begin-payment,r1,k2,,,
        6,leave,,,ann,,
        """);
  }

  @Test
  void noNodeIsAMistake() throws Exception {
    final int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }

    final CommandLineRun run =
        CommandLineRun.of("load", "--workload", workload(), "--connect", "127.0.0.1:" + port);

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).startsWith("127.0.0.1:" + port + ": ").doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--paced 0          | --paced 0.0: must be more than 0",
        "--paced NaN        | --paced NaN: must be more than 0",
        "--window 0         | --window 0: must be at least 1",
        "--patience -1      | --patience -1: must not be negative",
      })
  void wrongOptionsAreNamed(final String option, final String message) throws Exception {
    final List<Object> words = new ArrayList<>(List.of("load", "--workload", workload()));
    words.addAll(List.of(option.split(" ", -1)));

    final CommandLineRun run = CommandLineRun.of(words.toArray());

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err().strip()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", ":7010", "::1:7010", "host:", "host:70100", "host:0", "h:x"})
  void wrongAddressesAreNamed(final String address) throws Exception {
    final CommandLineRun run =
        CommandLineRun.of("load", "--workload", workload(), "--connect", address);

    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.err()).contains("--connect").contains("'" + address + "'");
  }

  /**
   * Each connection plays a piece of the file, in order, that starts within what was sent before.
   */
  private static void assertEachConnectionGoesOnWithoutAGap(
      final ScriptedNode node, final Path file) {
    final List<Long> numbers = commandNumbers(file);
    int sentBefore = 0;
    for (final List<Long> received : node.receptionOrder()) {
      if (!received.isEmpty()) {
        final int start = numbers.indexOf(received.get(0));
        assertThat(start).isBetween(0, sentBefore);
        assertThat(received).isEqualTo(numbers.subList(start, start + received.size()));
        sentBefore = Math.max(sentBefore, start + received.size());
      }
    }
    assertThat(sentBefore).as("everything was sent").isEqualTo(numbers.size());
  }

  /** Offered, accepted, failed, repeated. */
  private static List<Long> counts(final JsonObject json) {
    final List<Long> counts = new ArrayList<>();
    for (final String key : List.of("offered", "accepted", "failed", "repeated")) {
      counts.add(json.get(key).getAsLong());
    }
    return counts;
  }

  private static CommandLineRun load(
      final ScriptedNode node, final Path file, final Object... options) {
    final List<Object> words =
        new ArrayList<>(List.of("load", "--workload", file, "--connect", node.address()));
    words.addAll(List.of(options));
    return CommandLineRun.of(words.toArray());
  }

  private Path workload() throws IOException {
    final StringBuilder text =
        new StringBuilder("at_ms,action,reservation,basket,buyer,item,quantity\n")
            .append("0,restock,,,,lamp,100000\n");
    for (int i = 0; i < ROUNDS; i++) {
      final String at = i * 10 + ",";
      text.append(at).append("reserve,b").append(i).append("a,k").append(i).append(",ann,lamp,1\n");
      text.append(at).append("reserve,b").append(i).append("b,k").append(i).append(",ann,lamp,2\n");
      text.append(at).append("confirm,,k").append(i).append(",,,\n");
      text.append(at).append("reserve,r").append(i).append(",,bob,lamp,3\n");
      text.append(at).append("confirm,r").append(i).append(",,,,2\n");
      text.append(at).append("cancel,r").append(i).append(",,,,1\n");
      text.append(at).append("release,,k").append(i).append(",,,\n");
    }
    return Files.writeString(dir.resolve("played.csv"), text.toString());
  }

  private static List<Long> commandNumbers(final Path file) {
    final List<Long> numbers = new ArrayList<>();
    try (WorkloadSteps steps = new WorkloadFile(file).steps()) {
      WorkloadStep step = steps.next();
      while (step != null) {
        numbers.add(step.first().row());
        step = steps.next();
      }
    }
    return numbers;
  }
}
