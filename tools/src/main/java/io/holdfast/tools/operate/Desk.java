package io.holdfast.tools.operate;

import io.holdfast.client.ClientConfig;
import io.holdfast.client.ConnectFailedException;
import io.holdfast.client.ConnectionListener;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.NotSentException;
import io.holdfast.client.OutcomeUnknownException;
import io.holdfast.client.QueryFailedException;
import io.holdfast.client.RetryPolicy;
import io.holdfast.client.SessionConfig;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.tools.cli.OperatorMistake;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** An operator's connection: asks one thing at a time and waits for the answer. */
public final class Desk implements AutoCloseable {
  /** One request at a time needs no more than the smallest window. */
  private static final int WINDOW_SLOTS = 64;

  private final HoldfastClient client;

  private Desk(final HoldfastClient client) {
    this.client = client;
  }

  static Desk open(final List<InetSocketAddress> addresses, final SessionConfig session) {
    // An operator who watches wants to hear of a lost node at once, and decides alone.
    final ClientConfig config =
        new ClientConfig(
            addresses,
            session.withWindowSlots(WINDOW_SLOTS),
            ClientConfig.DEFAULT_CALL_TIMEOUT_MS,
            ClientConfig.DEFAULT_MAX_CALLS,
            RetryPolicy.NONE,
            ConnectionListener.NONE);
    try {
      return new Desk(HoldfastClient.connect(config));
    } catch (final ConnectFailedException e) {
      throw new OperatorMistake(e.getMessage() + "; " + whatToDo(e.getMessage()), e);
    }
  }

  private static String whatToDo(final String problem) {
    if (problem.contains(Code.NOT_AUTHENTICATED.name())) {
      return "say which token to use with --token-file FILE or in " + NodeOptions.TOKEN_VARIABLE;
    }
    if (problem.contains("TLS: ")) {
      return "say whom to trust with --tls-ca FILE, and what to show with --tls-cert and --tls-key";
    }
    return "start a node with 'holdfast serve', or say where it is with --connect HOST:PORT";
  }

  /** The node's engine time when we connected, in ms since 1970. */
  public long timeMs() {
    return client.limits().timeMs();
  }

  /**
   * Sends a command and waits for its verdict.
   *
   * @param again the id under which the operator can run the whole verb again
   * @throws OperatorMistake if it cannot be written or was not answered
   */
  public Verdict send(
      final Id again, final Function<HoldfastClient, CompletableFuture<Verdict>> command) {
    return send(repeatUnder(again), command);
  }

  /** What to do if no answer comes to a verb that can be run again under an id. */
  public static String repeatUnder(final Id id) {
    return "run it again with --id " + id + ": sent twice, it is done once";
  }

  /**
   * As above.
   *
   * @param ifUnanswered what the operator should do if no answer comes
   */
  public Verdict send(
      final String ifUnanswered,
      final Function<HoldfastClient, CompletableFuture<Verdict>> command) {
    try {
      return command.apply(client).join();
    } catch (final IllegalArgumentException e) {
      throw new OperatorMistake(e.getMessage(), e);
    } catch (final CompletionException e) {
      throw unanswered(e, ifUnanswered);
    }
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws QueryFailedException if the node answers with a code
   * @throws OperatorMistake if it does not answer
   */
  public <T> T ask(final Function<HoldfastClient, CompletableFuture<T>> query) {
    try {
      return query.apply(client).join();
    } catch (final CompletionException e) {
      if (e.getCause() instanceof QueryFailedException failed) {
        throw failed;
      }
      throw unanswered(e, "ask again");
    }
  }

  private static RuntimeException unanswered(final CompletionException e, final String whatToDo) {
    if (e.getCause() instanceof OutcomeUnknownException unknown) {
      return new OperatorMistake(unknown.summary() + "; " + whatToDo, unknown);
    }
    if (e.getCause() instanceof NotSentException unsent) {
      return new OperatorMistake(unsent.getMessage() + "; nothing was done", unsent);
    }
    return e;
  }

  @Override
  public void close() {
    client.close();
  }
}
