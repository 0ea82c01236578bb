package io.holdfast.tools.serve;

import io.holdfast.gateway.AccessConfig;
import io.holdfast.gateway.Credential;
import io.holdfast.server.NodeAccess;
import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the settings say about who may come in. */
final class AccessSettings {
  static final String DEFAULT_HELLO_TIMEOUT = "5s";

  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final int LONGEST_HELLO_MS = 3_600_000;

  private AccessSettings() {}

  /** Reads and checks them; the files are for the node to read. */
  static NodeAccess of(final Map<Setting, Given> given, final SettingReader reader) {
    final int helloMs =
        reader.durationMs(Setting.HELLO_TIMEOUT, DEFAULT_HELLO_TIMEOUT, 1, LONGEST_HELLO_MS);
    final long rate = reader.number(Setting.MAX_RATE, 0, 0, Credential.HIGHEST_RATE);
    return new NodeAccess(
        given.containsKey(Setting.CREDENTIALS) ? reader.path(Setting.CREDENTIALS, "") : null,
        tls(given, reader),
        reader.flag(Setting.PLAIN_ON_NETWORK),
        (int)
            reader.number(
                Setting.MAX_CONNECTIONS, AccessConfig.DEFAULT_MAX_CONNECTIONS, 1, MOST_CONNECTIONS),
        rate == 0 ? Credential.UNLIMITED : (int) rate,
        helloMs);
  }

  private static NodeAccess.Tls tls(final Map<Setting, Given> given, final SettingReader reader) {
    final Given certificate = given.get(Setting.TLS_CERT);
    final Given key = given.get(Setting.TLS_KEY);
    if (certificate == null && key == null) {
      if (given.containsKey(Setting.TLS_CLIENT_CA)) {
        throw new OperatorMistake(
            given.get(Setting.TLS_CLIENT_CA).where()
                + " goes with "
                + Setting.TLS_CERT.option()
                + " and "
                + Setting.TLS_KEY.option());
      }
      return null;
    }
    if (certificate == null || key == null) {
      throw new OperatorMistake(
          Setting.TLS_CERT.option() + " and " + Setting.TLS_KEY.option() + " go together");
    }
    final Path clientCa =
        given.containsKey(Setting.TLS_CLIENT_CA) ? reader.path(Setting.TLS_CLIENT_CA, "") : null;
    return new NodeAccess.Tls(
        reader.path(Setting.TLS_CERT, ""), reader.path(Setting.TLS_KEY, ""), clientCa);
  }

  /** For the head of the node's log: names and values of the settings. */
  static List<Map.Entry<String, String>> lines(final NodeAccess access) {
    final List<Map.Entry<String, String>> lines = new ArrayList<>();
    lines.add(
        Map.entry(
            Setting.CREDENTIALS.key(),
            access.credentials() == null
                ? "none are asked for"
                : "as in " + absolute(access.credentials())));
    lines.add(Map.entry("tls", tls(access)));
    lines.add(
        Map.entry(
            Setting.MAX_CONNECTIONS.key(),
            String.format(Locale.ROOT, "%,d at a time", access.maxConnections())));
    lines.add(
        Map.entry(
            Setting.MAX_RATE.key(),
            access.maxRate() == Credential.UNLIMITED
                ? "no limit per connection"
                : String.format(
                    Locale.ROOT, "%,d requests per second of a connection", access.maxRate())));
    lines.add(
        Map.entry(
            Setting.HELLO_TIMEOUT.key(), access.helloTimeoutMs() + " ms from connect to Hello"));
    return lines;
  }

  private static String tls(final NodeAccess access) {
    final NodeAccess.Tls tls = access.tls();
    if (tls == null) {
      return access.credentials() == null
          ? "none"
          : "none: whoever can listen on the way can read the tokens";
    }
    return "with "
        + absolute(tls.certificate())
        + (tls.clientCa() == null
            ? ""
            : "; clients need a certificate that " + absolute(tls.clientCa()) + " vouches for");
  }

  private static Path absolute(final Path file) {
    return file.toAbsolutePath().normalize();
  }
}
