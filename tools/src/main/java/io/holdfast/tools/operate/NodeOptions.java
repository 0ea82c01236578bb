package io.holdfast.tools.operate;

import io.holdfast.client.ClientTls;
import io.holdfast.client.SessionConfig;
import io.holdfast.protocol.codec.Role;
import io.holdfast.tools.cli.NodeAddress;
import io.holdfast.tools.cli.NodeAddresses;
import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which node a verb talks to, how, and as whom; used as a mixin. */
public final class NodeOptions {
  /** Environment variable with the token, in place of {@code --token-file}. */
  public static final String TOKEN_VARIABLE = "HOLDFAST_TOKEN";

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT[,...]",
      defaultValue = NodeAddress.DEFAULT,
      converter = NodeAddresses.Reader.class,
      description = {
        "The node (${DEFAULT-VALUE}). Of several, tried in this order, the",
        "first that lets us in, or that it sends us to."
      })
  private NodeAddresses addresses;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The token is in this file; else in the variable " + TOKEN_VARIABLE + ".")
  private Path tokenFile;

  @Option(
      names = "--tls",
      description = "Over TLS; the node's certificate must be one that this Java trusts.")
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Over TLS, trusting the certificates in this PEM file alone.")
  private Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Over TLS, showing this PEM certificate.")
  private Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its key: PKCS#8 PEM without a password.")
  private Path tlsKey;

  /**
   * Connects.
   *
   * @throws OperatorMistake if there is no node, or it does not want us
   */
  public Desk open() {
    return Desk.open(addresses.all(), session("holdfast", Role.OPERATOR));
  }

  /** Where the nodes are; not looked up. */
  public NodeAddresses addresses() {
    return addresses;
  }

  /**
   * How to shake hands, with token and TLS as the operator said.
   *
   * @throws OperatorMistake if a file cannot be used
   */
  public SessionConfig session(final String clientName, final Role role) {
    final String token = Token.of(tokenFile, System.getenv(TOKEN_VARIABLE));
    return SessionConfig.of(clientName, role).withCredential(token).withTls(tls());
  }

  private ClientTls tls() {
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new OperatorMistake("--tls-cert and --tls-key go together");
    }
    if (!tls && tlsCa == null && tlsCertificate == null) {
      return null;
    }
    try {
      final ClientTls trusting =
          tlsCa == null ? ClientTls.trustingSystem() : ClientTls.trusting(tlsCa);
      return tlsCertificate == null ? trusting : trusting.withCertificate(tlsCertificate, tlsKey);
    } catch (final IllegalArgumentException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }
}
