package io.holdfast.client;

import io.holdfast.protocol.codec.Role;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;

/** What tests of the futures share: a client, and the node's end of its connection. */
abstract class ScriptedNode {
  private static final int NEVER_MS = Integer.MAX_VALUE;

  protected final FakeNode node = new FakeNode();
  protected HoldfastClient client;
  protected Peer peer;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
    node.close();
  }

  /** One connection only: what is lost stays lost, unless a test says otherwise. */
  protected final ClientConfig config() {
    return ClientConfig.of(node.hostAndPort(), "tester", Role.OPERATOR)
        .withCallTimeoutMs(NEVER_MS)
        .withRetry(RetryPolicy.NONE);
  }

  protected final void connect(final SessionLimits limits) {
    connect(config(), limits);
  }

  protected final void connect(final ClientConfig config, final SessionLimits limits) {
    final CompletableFuture<Peer> accepted =
        CompletableFuture.supplyAsync(() -> node.welcome(limits));
    client = HoldfastClient.connect(config);
    peer = accepted.join();
  }

  protected static <T> T await(final CompletableFuture<T> future) throws ExecutionException {
    try {
      return future.get(FakeNode.PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (final InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  protected static Throwable failure(final CompletableFuture<?> future) {
    try {
      throw new AssertionError("answered: " + await(future));
    } catch (final ExecutionException e) {
      return e.getCause();
    }
  }
}
