package io.holdfast.gateway;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.protocol.codec.Code;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;

/**
 * What the connections of one event loop share. For that loop's thread, where nothing else is said.
 */
final class GatewayContext {
  private final Gateway gateway;
  private final RequestIntake intake;
  private final Outgoing outgoing;
  private final FairShare share = new FairShare();
  private final ReplyFlusher flusher;
  private final Handshake handshake = new Handshake(this);
  private final DoorLog doorLog;
  private final AccessConfig access;
  private final PushLoop push;
  private final Set<Connection> connections = new HashSet<>();

  GatewayContext(
      final Gateway gateway,
      final GatewayConfig config,
      final CommandIngress ingress,
      final EventLoop loop,
      final PushLoop push) {
    this.push = push;
    this.gateway = gateway;
    this.intake = new RequestIntake(ingress);
    this.outgoing = new Outgoing(config);
    this.access = config.access();
    this.doorLog = new DoorLog(gateway.nanoTime());
    this.flusher = new ReplyFlusher(loop, share, WindowPool.maxConnections(config.ringSlots()));
  }

  RequestIntake intake() {
    return intake;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** Used by the pipeline's thread too. */
  ReplyFlusher flusher() {
    return flusher;
  }

  FairShare share() {
    return share;
  }

  PushLoop push() {
    return push;
  }

  Handshake handshake() {
    return handshake;
  }

  DoorLog doorLog() {
    return doorLog;
  }

  Credentials credentials() {
    return gateway.credentials();
  }

  int helloTimeoutMs() {
    return access.helloTimeoutMs();
  }

  RequestBudget newBudget(final CredentialUse credential) {
    return new RequestBudget(access.maxRate(), credential, gateway.nanoTime());
  }

  Ceiling observers() {
    return gateway.observers();
  }

  WindowPool windows() {
    return gateway.windows();
  }

  /** Used by the pipeline's thread only. */
  ReplyCollector collector() {
    return gateway.collector();
  }

  /** What is not taken at the moment; null: everything is. */
  Refusal refusal() {
    return gateway.refusal();
  }

  GatewayCounts counts() {
    return gateway.counts();
  }

  ByteBuf status(final ChannelHandlerContext context, final long correlationId) {
    return outgoing.status(context, gateway.status(), correlationId);
  }

  long timeMs() {
    return gateway.timeMs();
  }

  long slowReaderNs() {
    return gateway.slowReaderNs();
  }

  long lingerNs() {
    return gateway.lingerNs();
  }

  /**
   * Looks after the connections, {@link Connection#look}.
   *
   * @return how many there are
   */
  int look(final long nowNs) {
    for (final Connection connection : Set.copyOf(connections)) {
      connection.look(nowNs);
    }
    return connections.size();
  }

  Connection newConnection() {
    final Connection connection = new Connection(this);
    connections.add(connection);
    return connection;
  }

  void remove(final Connection connection) {
    connections.remove(connection);
  }

  void dismissWithdrawn() {
    for (final Connection connection : Set.copyOf(connections)) {
      connection.dismissIfWithdrawn();
    }
  }

  void goodbyeToAll(final Code code, final String text) {
    for (final Connection connection : Set.copyOf(connections)) {
      connection.goodbye(code, text);
    }
  }
}
