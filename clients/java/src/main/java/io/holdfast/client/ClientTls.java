package io.holdfast.client;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * TLS to a node: whom to trust, and what to show if the node wants to see a certificate. The name
 * or address that was connected to must be in the node's certificate. Immutable.
 */
public final class ClientTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final String CHECK_HOST = "HTTPS";

  private final Path trusted;
  private final SslContext context;

  private ClientTls(final Path trusted, final Path certificate, final Path key) {
    this.trusted = trusted;
    this.context = build(trusted, certificate, key);
  }

  /** Trusts those that this Java trusts. */
  public static ClientTls trustingSystem() {
    return new ClientTls(null, null, null);
  }

  /**
   * Trusts those in a file alone.
   *
   * @param trusted PEM: the certificates of authorities, or the node's own
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  public static ClientTls trusting(final Path trusted) {
    return new ClientTls(trusted, null, null);
  }

  /**
   * The same with a certificate to show.
   *
   * @param certificate PEM, followed by those between it and the root, if any
   * @param key PKCS#8 PEM without a password
   * @throws IllegalArgumentException naming the files and what is wrong with them
   */
  public ClientTls withCertificate(final Path certificate, final Path key) {
    return new ClientTls(trusted, certificate, key);
  }

  private static SslContext build(final Path trusted, final Path certificate, final Path key) {
    final SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS)
            .endpointIdentificationAlgorithm(CHECK_HOST);
    try {
      if (trusted != null) {
        requireReadable(trusted);
        builder.trustManager(trusted.toFile());
      }
      if (certificate != null) {
        requireReadable(certificate);
        requireReadable(key);
        builder.keyManager(certificate.toFile(), key.toFile());
      }
      return builder.build();
    } catch (final IllegalArgumentException | SSLException e) {
      final String files =
          (trusted == null ? "" : " " + trusted)
              + (certificate == null ? "" : " " + certificate + " " + key);
      throw new IllegalArgumentException("TLS:" + files + ": " + Causes.innermost(e), e);
    }
  }

  private static void requireReadable(final Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " cannot be read");
    }
  }

  SslHandler newHandler(final Channel channel, final InetSocketAddress node, final int timeoutMs) {
    final SslHandler handler =
        context.newHandler(channel.alloc(), node.getHostString(), node.getPort());
    handler.setHandshakeTimeoutMillis(timeoutMs);
    return handler;
  }
}
