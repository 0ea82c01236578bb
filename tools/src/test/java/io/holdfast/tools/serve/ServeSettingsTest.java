package io.holdfast.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Durability;
import io.holdfast.server.NodeAccess;
import io.holdfast.server.NodeConfig;
import io.holdfast.test.TestDir;
import io.holdfast.tools.CommandLineRun;
import io.holdfast.tools.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node is run with: defaults, options, the file, and what is wrong with them. */
final class ServeSettingsTest {
  private static final long HEAP_BYTES = 512L << 20;

  @Test
  void defaultsAreSensible() {
    final ServeSettings settings = ServeSettings.of(Map.of(), HEAP_BYTES);

    assertThat(settings.address().getHostString()).isEqualTo("127.0.0.1");
    assertThat(settings.address().getPort()).isEqualTo(7010);
    assertThat(settings.dataDir()).isEqualTo(Path.of("holdfast-data"));
    assertThat(settings.durability()).isEqualTo(Durability.JOURNALED);
    assertThat(settings.ringSlots()).isEqualTo(65_536);
    assertThat(settings.maxWindowSlots()).isEqualTo(1_024);
    assertThat(settings.maxReservations())
        .isEqualTo(settings.reservationsThatFit())
        .isEqualTo(NodeConfig.reservationsFor(HEAP_BYTES));
    assertThat(settings.segmentBytes()).isEqualTo(1L << 30);
    assertThat(settings.minFreeBytes()).isEqualTo(256L << 20);
    assertThat(settings.access()).isEqualTo(NodeAccess.LOOPBACK);
    assertThat(settings.slowReaderMs()).isEqualTo(30_000);
  }

  @Test
  void whoMayComeInCanBeSet() {
    final Map<Setting, Given> given = given(Setting.CREDENTIALS, "who");
    given.putAll(given(Setting.TLS_CERT, "node.crt"));
    given.putAll(given(Setting.TLS_KEY, "node.key"));
    given.putAll(given(Setting.TLS_CLIENT_CA, "ca.crt"));
    given.putAll(given(Setting.PLAIN_ON_NETWORK, "true"));
    given.putAll(given(Setting.MAX_CONNECTIONS, "7"));
    given.putAll(given(Setting.MAX_RATE, "8"));
    given.putAll(given(Setting.HELLO_TIMEOUT, "900ms"));

    assertThat(ServeSettings.of(given, HEAP_BYTES).access())
        .isEqualTo(
            new NodeAccess(
                Path.of("who"),
                new NodeAccess.Tls(Path.of("node.crt"), Path.of("node.key"), Path.of("ca.crt")),
                true,
                7,
                8,
                900));
  }

  @Test
  void thePatienceWithSlowReadersCanBeSet() {
    assertThat(
            ServeSettings.of(given(Setting.SLOW_READER_TIMEOUT, "100ms"), HEAP_BYTES)
                .slowReaderMs())
        .isEqualTo(100);
  }

  @Test
  void aSmallRingHasSmallWindows() {
    final ServeSettings settings = ServeSettings.of(given(Setting.RING_SLOTS, "128"), HEAP_BYTES);

    assertThat(settings.maxWindowSlots()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1k, 1024",
    "1K, 1024",
    "3m, 3145728",
    "3MiB, 3145728",
    "2g, 2147483648",
    "2GB, 2147483648"
  })
  void sizesHaveUnits(final String text, final long bytes) {
    assertThat(ByteSize.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({"''", "x", "-1", "1.5g", "1t", "g", "999999999999999g"})
  void otherTextsAreNoSizes(final String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "--listen here => --listen: 'here' is not HOST:PORT",
        "--listen 127.0.0.1:70000 => --listen: '127.0.0.1:70000': the port is not in 1 to 65535",
        "--durability fast => --durability fast: must be journaled, synced or memory",
        "--durability REPLICATED => --durability REPLICATED: is not offered yet; use journaled or"
            + " synced",
        "--durability memory => --durability memory: nothing is kept when the node stops; if that is what you want, say --i-know-nothing-is-kept too",
        "--ring-slots 1000 => --ring-slots 1000: must be a power of two, such as 512",
        "--ring-slots 64 => --ring-slots 64: must be a whole number from 128 to 4194304",
        "--ring-slots many => --ring-slots many: must be a whole number from 128 to 4194304",
        "--max-window 63 => --max-window 63: must be a whole number from 64 to 32768",
        "--ring-slots 256 --max-window 129 => --max-window 129: must be a whole number from 64 to 128",
        "--max-reservations 0 => --max-reservations 0: must be a whole number from 1 to 300000000",
        "--segment-size 1m => --segment-size 1m: must be at least 16 MiB",
        "--segment-size big => --segment-size big: must be a number of bytes, or one with k, m or g such as 256m",
        "--push-interval 0s => --push-interval 0s: must be from 1ms to 1m",
        "--max-observers -1 => --max-observers -1: must be a whole number from 0 to 1000000",
        "--outage-grace soon => --outage-grace: 'soon' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "--snapshot-every soon => --snapshot-every: 'soon' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "--snapshot-keep 0 => --snapshot-keep 0: must be a whole number from 1 to 1000",
        "--tls-cert node.crt => --tls-cert and --tls-key go together",
        "--tls-key node.key => --tls-cert and --tls-key go together",
        "--tls-client-ca ca.crt => --tls-client-ca goes with --tls-cert and --tls-key",
        "--max-connections 0 => --max-connections 0: must be a whole number from 1 to 1000000",
        "--max-rate 10000001 => --max-rate 10000001: must be a whole number from 0 to 10000000",
        "--hello-timeout 0s => --hello-timeout 0s: must be from 1ms to 1h",
        "--hello-timeout 2h => --hello-timeout 2h: must be from 1ms to 1h",
        "--slow-reader-timeout 99ms => --slow-reader-timeout 99ms: must be from 100ms to 1h",
        "--slow-reader-timeout 61m => --slow-reader-timeout 61m: must be from 100ms to 1h",
        "--slow-reader-timeout never => --slow-reader-timeout: 'never' is not a duration such as 500ms, 30s, 10m, 24h, 2d or 1h30m",
        "--min-free -1 => --min-free -1: must be a number of bytes, or one with k, m or g such as 256m",
      })
  void wrongOptionsAreAMistake(final String options, final String message) {
    final CommandLineRun run = CommandLineRun.of((Object[]) ("serve " + options).split(" "));

    assertThat(run.err()).isEqualTo(message + "\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "colour=red => unknown key 'colour'; known are listen, data-dir, durability, i-know-nothing-is-kept, ring-slots, max-window, max-reservations, segment-size, min-free, outage-grace, push-interval, max-observers, max-subscriptions, snapshot-steps, snapshot-every, snapshot-keep, credentials, tls-cert, tls-key, tls-client-ca, i-know-tokens-can-be-read-on-the-way, max-connections, max-rate, hello-timeout, slow-reader-timeout",
        "ring-slots => ring-slots has no value",
        "min-free=2m => min-free was set before",
        "listen=\\uXYZ => Malformed \\uxxxx encoding.",
        "listen=\\ => a line is not continued on the next; double a backslash that is meant",
        "ring-slots=1000 => ring-slots 1000: must be a power of two, such as 512",
        "listen=here => listen: 'here' is not HOST:PORT",
        "i-know-nothing-is-kept=maybe => i-know-nothing-is-kept maybe: must be true or false",
      })
  void wrongLinesOfAFileAreNamed(final String line, final String message, @TestDir final Path dir)
      throws IOException {
    final Path file =
        Files.writeString(dir.resolve("node.properties"), "# mine\nmin-free=1m\n\n" + line + "\n");

    final CommandLineRun run =
        line.startsWith("i-know")
            ? CommandLineRun.of("serve", "--config", file, "--durability", "memory")
            : CommandLineRun.of("serve", "--config", file);

    assertThat(run.err()).isEqualTo(file + ":4: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.MISTAKE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsAMistake(@TestDir final Path dir) throws IOException {
    final Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});

    assertThat(CommandLineRun.of("serve", "--config", dir.resolve("none")))
        .isEqualTo(
            new CommandLineRun(
                ExitCode.MISTAKE, "", dir.resolve("none") + ": no such file or directory\n"));
    assertThat(CommandLineRun.of("serve", "--config", binary))
        .isEqualTo(new CommandLineRun(ExitCode.MISTAKE, "", binary + ": is not UTF-8 text\n"));
  }

  private static Map<Setting, Given> given(final Setting setting, final String text) {
    final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    given.put(setting, new Given(setting.option(), text));
    return given;
  }
}
