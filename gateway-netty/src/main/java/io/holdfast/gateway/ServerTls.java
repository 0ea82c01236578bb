package io.holdfast.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/** A certificate with its key, and which clients' certificates are trusted. Immutable. */
public final class ServerTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SslContext context;

  private ServerTls(final SslContext context) {
    this.context = context;
  }

  /**
   * Reads PEM files.
   *
   * @param certificate the node's, followed by those between it and the root, if any
   * @param key PKCS#8 without a password; not readable by everybody
   * @param clientCa null: clients need no certificate; else they need one that these vouch for
   * @throws GatewayException naming the file and what is wrong with it
   */
  public static ServerTls read(final Path certificate, final Path key, final Path clientCa) {
    final X509Certificate[] chain = PemFiles.certificates(certificate);
    final SslContextBuilder builder =
        SslContextBuilder.forServer(PemFiles.key(key, certificate, chain[0].getPublicKey()), chain)
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS);
    if (clientCa != null) {
      builder.trustManager(PemFiles.certificates(clientCa)).clientAuth(ClientAuth.REQUIRE);
    }
    try {
      return new ServerTls(builder.build());
    } catch (final SSLException e) {
      throw new GatewayException("TLS with " + certificate + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a connection's bytes go through.
   *
   * @param tasks runs what takes long, so that the event loop need not
   */
  SslHandler newHandler(final Channel channel, final Executor tasks, final int timeoutMs) {
    final SslHandler handler = context.newHandler(channel.alloc(), tasks);
    handler.setHandshakeTimeoutMillis(timeoutMs);
    return handler;
  }

  /** Whether nothing can be said to the client yet, because TLS is still being agreed on. */
  static boolean isUnfinished(final ChannelPipeline pipeline) {
    final SslHandler handler = pipeline.get(SslHandler.class);
    return handler != null && !handler.handshakeFuture().isSuccess();
  }

  /**
   * What went wrong with TLS, in words; null if the cause is something else. Not the library's
   * words about bytes that are no TLS: they repeat the bytes, and those may be a Hello with its
   * token.
   */
  static String problem(final Throwable cause) {
    final Throwable inner =
        cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
    if (inner instanceof NotSslRecordException) {
      return "what came is no TLS";
    }
    return inner instanceof SSLException ? inner.getMessage() : null;
  }
}
