package io.holdfast.tools.verbs;

import io.holdfast.tools.Version;
import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.serve.ConfigFile;
import io.holdfast.tools.serve.Given;
import io.holdfast.tools.serve.ServeSettings;
import io.holdfast.tools.serve.ServedNode;
import io.holdfast.tools.serve.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: a node. */
@Command(
    name = "serve",
    description = {
      "Run a node until SIGTERM or SIGINT.",
      "Prints what it runs with, then 'ready on HOST:PORT, sequence N' once clients can connect."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast serve",
      "  holdfast serve --listen 127.0.0.1:7020 --data-dir /var/lib/holdfast",
      "  holdfast serve --config node.properties",
      "  holdfast serve --listen 10.0.0.5:7010 --credentials credentials --tls-cert node.crt"
          + " --tls-key node.key",
      "  The file is Java properties named as the options, such as: max-window = 512",
      "",
      "SIGTERM and SIGINT: what was taken is executed, journaled and answered, then exit code 0.",
      "Exit code 2 if it cannot start, and no record is changed then; 70 if it cannot go on."
    })
public final class ServeCommand implements Callable<Integer> {
  static final String DEFAULT_DATA_DIR = ServeSettings.DEFAULT_DATA_DIR;

  private static final String OVERRIDES = " An option overrides the file.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take from this file what is not given as an option." + OVERRIDES)
  private Path config;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Where clients connect; port 0: any free ("
              + NodeAddress.DEFAULT
              + "). A loopback address, unless there are credentials and TLS.")
  private String listen;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the journal is; made if need be (" + DEFAULT_DATA_DIR + ").")
  private String dataDir;

  @Option(
      names = "--durability",
      paramLabel = "CLASS",
      description =
          "What an answer is worth: journaled survives kill -9; synced a power cut too; memory"
              + " survives nothing (journaled).")
  private String durability;

  @Option(
      names = "--i-know-nothing-is-kept",
      description = "Has to be said with --durability memory.")
  private boolean nothingIsKept;

  @Option(
      names = "--ring-slots",
      paramLabel = "N",
      description = "Requests of 128 bytes under way at a time; a power of two (65536).")
  private String ringSlots;

  @Option(
      names = "--max-window",
      paramLabel = "SLOTS",
      description = "Slots that one connection may have in flight (1024).")
  private String maxWindow;

  @Option(
      names = "--max-reservations",
      paramLabel = "N",
      description = "Live holds and purchases in a new journal (what half the heap's size holds).")
  private String maxReservations;

  @Option(
      names = "--segment-size",
      paramLabel = "SIZE",
      description = "Size of a journal file, such as 512m (1g).")
  private String segmentSize;

  @Option(
      names = "--min-free",
      paramLabel = "SIZE",
      description =
          "Take no new demand while the journal's disk has less space left, and no command below a"
              + " quarter of that (256m).")
  private String minFree;

  @Option(
      names = "--outage-grace",
      paramLabel = "DURATION",
      description = "After a restart nothing lapses for so long; 0s: no grace (1m).")
  private String outageGrace;

  @Option(
      names = "--push-interval",
      paramLabel = "DURATION",
      description = "Send a subscriber at most one update in so long (100ms).")
  private String pushInterval;

  @Option(
      names = "--max-observers",
      paramLabel = "N",
      description = "Connections that only watch, at a time (20000).")
  private String maxObservers;

  @Option(
      names = "--max-subscriptions",
      paramLabel = "N",
      description = "Subscriptions of all connections together (200000).")
  private String maxSubscriptions;

  @Option(
      names = "--snapshot-steps",
      paramLabel = "N",
      description = "Have a snapshot taken after so many steps; 0: not by count (100000000).")
  private String snapshotSteps;

  @Option(
      names = "--snapshot-every",
      paramLabel = "DURATION",
      description = "Have a snapshot taken after so long; 0s: not by time (1d).")
  private String snapshotEvery;

  @Option(
      names = "--snapshot-keep",
      paramLabel = "K",
      description = "When one was taken, keep so many valid ones (3).")
  private String snapshotKeep;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "Let in only who has a token of this file; without it a loopback address alone is"
              + " listened on.")
  private String credentials;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS with this PEM certificate.")
  private String tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its key: PKCS#8 PEM without a password.")
  private String tlsKey;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = "Clients need a certificate that one in this PEM file vouches for.")
  private String tlsClientCa;

  @Option(
      names = "--i-know-tokens-can-be-read-on-the-way",
      description = "Has to be said to listen without TLS on an address that is no loopback one.")
  private boolean plainOnNetwork;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Connections at a time, with and without a Hello (32768).")
  private String maxConnections;

  @Option(
      names = "--max-rate",
      paramLabel = "N",
      description = "Requests per second that one connection may send; 0: any number (0).")
  private String maxRate;

  @Option(
      names = "--hello-timeout",
      paramLabel = "DURATION",
      description = "Time from the connection to its Hello, that of TLS included (5s).")
  private String helloTimeout;

  @Option(
      names = "--slow-reader-timeout",
      paramLabel = "DURATION",
      description = "Cut off a client whose answers have waited for it so long (30s).")
  private String slowReaderTimeout;

  @Override
  public Integer call() throws IOException {
    final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    if (config != null) {
      given.putAll(ConfigFile.read(config));
    }
    given.putAll(options());
    final ServeSettings settings = ServeSettings.of(given, Runtime.getRuntime().maxMemory());
    final CommandLine line = spec.commandLine();
    return new ServedNode(settings, line.getOut(), line.getErr())
        .run(new Version().getVersion()[0]);
  }

  /** The options that were given. */
  private Map<Setting, Given> options() {
    final Map<Setting, Given> options = new EnumMap<>(Setting.class);
    put(options, Setting.LISTEN, listen);
    put(options, Setting.DATA_DIR, dataDir);
    put(options, Setting.DURABILITY, durability);
    put(options, Setting.NOTHING_IS_KEPT, nothingIsKept ? "true" : null);
    put(options, Setting.RING_SLOTS, ringSlots);
    put(options, Setting.MAX_WINDOW, maxWindow);
    put(options, Setting.MAX_RESERVATIONS, maxReservations);
    put(options, Setting.SEGMENT_SIZE, segmentSize);
    put(options, Setting.MIN_FREE, minFree);
    put(options, Setting.OUTAGE_GRACE, outageGrace);
    put(options, Setting.PUSH_INTERVAL, pushInterval);
    put(options, Setting.MAX_OBSERVERS, maxObservers);
    put(options, Setting.MAX_SUBSCRIPTIONS, maxSubscriptions);
    put(options, Setting.SNAPSHOT_STEPS, snapshotSteps);
    put(options, Setting.SNAPSHOT_EVERY, snapshotEvery);
    put(options, Setting.SNAPSHOT_KEEP, snapshotKeep);
    putAccess(options);
    return options;
  }

  private void putAccess(final Map<Setting, Given> options) {
    put(options, Setting.CREDENTIALS, credentials);
    put(options, Setting.TLS_CERT, tlsCertificate);
    put(options, Setting.TLS_KEY, tlsKey);
    put(options, Setting.TLS_CLIENT_CA, tlsClientCa);
    put(options, Setting.PLAIN_ON_NETWORK, plainOnNetwork ? "true" : null);
    put(options, Setting.MAX_CONNECTIONS, maxConnections);
    put(options, Setting.MAX_RATE, maxRate);
    put(options, Setting.HELLO_TIMEOUT, helloTimeout);
    put(options, Setting.SLOW_READER_TIMEOUT, slowReaderTimeout);
  }

  private static void put(
      final Map<Setting, Given> options, final Setting setting, final String value) {
    if (value != null) {
      options.put(setting, new Given(setting.option(), value));
    }
  }
}
