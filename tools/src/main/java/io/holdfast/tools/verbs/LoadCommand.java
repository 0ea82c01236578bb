package io.holdfast.tools.verbs;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.ClientLoop;
import io.holdfast.client.ConnectionListener;
import io.holdfast.client.RetryPolicy;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.SessionLimits;
import io.holdfast.protocol.codec.Role;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.load.LoadSale;
import io.holdfast.tools.load.PlayOptions;
import io.holdfast.tools.load.PlayResult;
import io.holdfast.tools.load.WorkloadPlay;
import io.holdfast.tools.mix.LoadOptions;
import io.holdfast.tools.mix.LoadResult;
import io.holdfast.tools.mix.MixLoad;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.workload.NamesFile;
import io.holdfast.tools.workload.WorkloadFile;
import io.holdfast.tools.workload.WorkloadSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code load}: drives a running node. */
@Command(
    name = "load",
    description = {
      "Drive a running node: with the default mix over many connections, or with a workload file, in",
      "order, over one connection.",
      "",
      "The mix reserves one unit on one hot line, with a new id and buyer each, every one accepted;",
      "beyond --live holds each Reserve is paired with a Release of the oldest. Latency is counted from",
      "the time a command was due to be sent, so a stall is seen by all that had to wait for it."
    },
    footerHeading = "%nIf the node goes away while a workload is played:%n",
    footer = {
      "  load connects again and sends what is unanswered again, under the same ids, before anything",
      "  new; what the node had executed comes back marked repeated and changes nothing.",
      "",
      "Exit code 1 if a command of the file was not judged by the node in the end.",
      "",
      "Examples:",
      "  holdfast load --seconds 30",
      "  holdfast load --rate 100000 --connections 16 --hgrm latency.hgrm",
      "  holdfast load --workload orders.workload.csv",
      "  holdfast load --workload orders.workload.csv --sale 7 --paced 3600 --json"
    })
public final class LoadCommand implements Callable<Integer> {
  private static final long RETRY_MS = 50;

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = "Play this workload file; checked to its end before anything is sent.")
  private Path workload;

  @Option(
      names = "--sale",
      paramLabel = "N",
      description = "Into this sale, which must be open; else into a new one without limits.")
  private Long sale;

  @Option(
      names = "--paced",
      paramLabel = "X",
      description = "Workload: at X times the recorded at_ms; else as fast as the window allows.")
  private Double pace;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "In flight: commands per connection (64); with --workload, slots (1024).")
  private Integer window;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Workload: give up after so long without the node (${DEFAULT-VALUE}).")
  private int patienceSeconds;

  @Option(
      names = "--names-out",
      paramLabel = "FILE",
      description = "Workload: write which id stands for which text: kind,name,id.")
  private Path namesOut;

  @ArgGroup(validate = false, heading = "%nOf the default mix:%n")
  private MixOptions mix = new MixOptions();

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    checkOptions();
    return workload == null ? driveMix(outputOptions.output()) : play(outputOptions.output());
  }

  private int driveMix(final Output output) {
    if (pace != null || namesOut != null) {
      throw new OperatorMistake("--paced and --names-out go with --workload");
    }
    final LoadOptions options = mix.toLoadOptions(window);
    final AtomicReference<String> found = new AtomicReference<>();
    final ClientConfig config = clientConfig().withListener(new Finder(found));
    final long target = sale == null ? LoadSale.createAndStock(config, MixOptions.ITEM) : sale;
    if (sale != null) {
      LoadSale.requireOpen(config, sale);
    }
    output.progress(mix.describe(options, target));
    final LoadResult result =
        MixLoad.run(
            new NodeAddress().convert(found.get()),
            session(Role.STOREFRONT),
            options,
            target,
            MixOptions.ITEM);
    mix.writeHistogram(result.latencyNs());
    output.result(result.toJson(), result.toText());
    return result.failed() == 0 ? ExitCode.OK : ExitCode.NO;
  }

  private int play(final Output output) {
    if (mix.isUsed()) {
      throw new OperatorMistake("options of the default mix do not go with --workload");
    }
    final WorkloadFile file = new WorkloadFile(workload);
    final WorkloadSummary summary = file.check();
    final long rows = summary.rows();
    final SessionConfig config =
        session(Role.OPERATOR)
            .withWindowSlots(window == null ? SessionConfig.DEFAULT_WINDOW_SLOTS : window);
    final PlayOptions options =
        new PlayOptions(
            node.addresses(),
            config,
            pace == null ? 0 : pace,
            TimeUnit.SECONDS.toMillis(patienceSeconds),
            RETRY_MS);
    final long target = targetSale(summary, output);
    try (ClientLoop loop = ClientLoop.start("load")) {
      output.progress("playing " + rows + " rows into sale " + target);
      if (namesOut != null) {
        NamesFile.write(namesOut, file, target);
      }
      return report(output, WorkloadPlay.run(loop, file, rows, target, options, output::progress));
    }
  }

  private long targetSale(final WorkloadSummary summary, final Output output) {
    final ClientConfig config = clientConfig();
    if (!summary.isAboutQueue()) {
      if (sale == null) {
        return LoadSale.createAndOpen(config);
      }
      LoadSale.requireOpen(config, sale);
      return sale;
    }
    if (sale == null || !LoadSale.requireJoinable(config, sale)) {
      output.progress(
          "this sale has no waiting room: join and leave will be NOT_GATED; for one, 'holdfast sale"
              + " create SALE --waiting-room' and --sale SALE");
    }
    return sale == null ? LoadSale.createAndOpen(config) : sale;
  }

  private SessionConfig session(final Role role) {
    return node.session("holdfast load", role);
  }

  private ClientConfig clientConfig() {
    return new ClientConfig(
        node.addresses().all(),
        session(Role.OPERATOR),
        ClientConfig.DEFAULT_CALL_TIMEOUT_MS,
        1,
        RetryPolicy.DEFAULT,
        ConnectionListener.NONE);
  }

  /** Keeps the address of the node that let the client in, of those that there are. */
  private record Finder(AtomicReference<String> found) implements ConnectionListener {
    @Override
    public void onConnected(final String address, final SessionLimits limits) {
      found.set(address);
    }
  }

  private static int report(final Output output, final PlayResult result) {
    output.result(result.toJson(), result.toText());
    if (!result.gaveUpBecause().isEmpty()) {
      output.progress("gave up: " + result.gaveUpBecause());
    }
    return result.isComplete() ? ExitCode.OK : ExitCode.NO;
  }

  private void checkOptions() {
    if (pace != null && !(pace > 0 && pace < Double.POSITIVE_INFINITY)) {
      throw new OperatorMistake("--paced " + pace + ": must be more than 0");
    }
    if (window != null && window < 1) {
      throw new OperatorMistake("--window " + window + ": must be at least 1");
    }
    if (patienceSeconds < 0) {
      throw new OperatorMistake("--patience " + patienceSeconds + ": must not be negative");
    }
  }
}
