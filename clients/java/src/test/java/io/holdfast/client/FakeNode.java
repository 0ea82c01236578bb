package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A node played by the test, step by step: what is sent to it and what it answers is decided by
 * whoever holds the {@link Peer}. It knows no rules.
 */
final class FakeNode implements AutoCloseable {
  /** Ends a test that would otherwise wait for ever; no test depends on how long it is. */
  static final int PATIENCE_MS = (int) TimeUnit.SECONDS.toMillis(30);

  /** Granted where a test does not care. */
  static final SessionLimits LIMITS =
      new SessionLimits(
          64,
          Framing.SLOT_BYTES,
          Framing.LIST_SLOTS,
          Framing.MAX_MESSAGE_BYTES,
          60_000,
          7,
          1_700_000_000_000L,
          Durability.JOURNALED);

  private final ServerSocket server;

  FakeNode() {
    this(ServerSocketFactory.getDefault());
  }

  /** Over the sockets of this factory. */
  FakeNode(final ServerSocketFactory sockets) {
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      server.setSoTimeout(PATIENCE_MS);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  String hostAndPort() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** Waits for the next connection. */
  Peer accept() {
    try {
      return new Peer(server.accept());
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with the handshake done. */
  Peer welcome(final SessionLimits limits) {
    final Peer peer = accept();
    peer.next();
    peer.welcome(limits);
    return peer;
  }

  static SessionLimits window(final int slots) {
    return new SessionLimits(
        slots,
        LIMITS.slotBytes(),
        LIMITS.listSlots(),
        LIMITS.maxFrameBytes(),
        LIMITS.heartbeatMs(),
        LIMITS.epoch(),
        LIMITS.timeMs(),
        LIMITS.durability());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
