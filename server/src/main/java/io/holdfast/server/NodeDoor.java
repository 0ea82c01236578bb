package io.holdfast.server;

import io.holdfast.gateway.AccessConfig;
import io.holdfast.gateway.Credential;
import io.holdfast.gateway.CredentialFile;
import io.holdfast.gateway.Gateway;
import io.holdfast.gateway.GatewayException;
import io.holdfast.gateway.ServerTls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a node lets in: whether its address is safe enough, and the files that say who has access,
 * which are read again when they change.
 */
final class NodeDoor {
  private final NodeAccess access;
  private final Consumer<String> log;
  private final ChangedFiles credentialFiles;
  private final ChangedFiles tlsFiles;
  private final List<Credential> credentials;
  private final ServerTls tls;

  private NodeDoor(final NodeAccess access, final Consumer<String> log) {
    this.access = access;
    this.log = log;
    this.credentialFiles = new ChangedFiles(files(access.credentials()));
    this.credentials = readCredentials();
    final NodeAccess.Tls pem = access.tls();
    this.tlsFiles =
        new ChangedFiles(
            pem == null ? List.of() : files(pem.certificate(), pem.key(), pem.clientCa()));
    this.tls = readTls();
  }

  /**
   * Checks the address and reads the files.
   *
   * @throws NodeException if the address is not safe enough
   * @throws GatewayException if a file cannot be used
   */
  static NodeDoor open(final NodeConfig config) {
    final NodeAccess access = config.access();
    requireSafe(config.host(), access);
    return new NodeDoor(access, config.log());
  }

  static void requireSafe(final String host, final NodeAccess access) {
    if (access.credentials() == null) {
      requireLoopback(
          host, "a node without credentials listens on a loopback address only, such as 127.0.0.1");
    } else if (access.tls() == null && !access.plainOnNetwork()) {
      requireLoopback(
          host,
          "without TLS everybody on the way can read the tokens: a node without it listens on a"
              + " loopback address only, unless told --i-know-tokens-can-be-read-on-the-way");
    }
  }

  private static void requireLoopback(final String host, final String why) {
    try {
      for (final InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          throw new NodeException(why + "; not on " + host);
        }
      }
    } catch (final UnknownHostException e) {
      throw new NodeException("no such host: " + host, e);
    }
  }

  private static List<Path> files(final Path... files) {
    return Stream.of(files).filter(Objects::nonNull).toList();
  }

  private List<Credential> readCredentials() {
    return access.credentials() == null ? null : CredentialFile.read(access.credentials());
  }

  private ServerTls readTls() {
    final NodeAccess.Tls pem = access.tls();
    return pem == null ? null : ServerTls.read(pem.certificate(), pem.key(), pem.clientCa());
  }

  /** For the gateway. */
  AccessConfig config() {
    return new AccessConfig(
        credentials, tls, access.maxConnections(), access.maxRate(), access.helloTimeoutMs());
  }

  /** What is to be looked at for as long as the gateway is open; for one thread. */
  List<Runnable> looks(final Gateway gateway) {
    final List<Runnable> looks = new ArrayList<>();
    if (credentials != null) {
      looks.add(
          () ->
              readAgain(
                  "credentials",
                  credentialFiles,
                  () -> gateway.replaceCredentials(readCredentials())));
    }
    if (tls != null) {
      looks.add(() -> readAgain("certificate", tlsFiles, () -> gateway.replaceTls(readTls())));
    }
    return looks;
  }

  private void readAgain(final String what, final ChangedFiles files, final Runnable read) {
    if (!files.haveChanged()) {
      return;
    }
    try {
      read.run();
      log.accept(what + " read again: " + files);
    } catch (final RuntimeException e) {
      // Whatever it is: the thread that looks has others to look at.
      final String problem = e instanceof GatewayException ? e.getMessage() : e.toString();
      log.accept("WARNING: " + problem + "; what was read before stays in force");
    }
  }
}
