package io.holdfast.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Makes calls with the same options and submits them. Any thread. */
final class Calls {
  private final CallPump pump;
  private final CallOptions options;

  Calls(final CallPump pump, final CallOptions options) {
    this.pump = pump;
    this.options = options;
  }

  /** A command with an id, or about something that has one. */
  CompletableFuture<Verdict> command(final String what, final Id id, final Call.Sending sending) {
    Objects.requireNonNull(id, "id");
    return submit(new CommandCall(what, id, options, deadlineNs(), sending));
  }

  /** A command that is known by what it says. */
  CompletableFuture<Verdict> command(final String what, final Call.Sending sending) {
    return submit(new CommandCall(what, null, options, deadlineNs(), sending));
  }

  /** The command of a call that nobody knows the outcome of, once more. */
  CompletableFuture<Verdict> again(final OutcomeUnknownException unknown) {
    final CommandCall call =
        new CommandCall(
            unknown.what(), unknown.id().orElse(null), options, deadlineNs(), unknown.command());
    call.followsUncertainOne();
    return submit(call);
  }

  <T> CompletableFuture<T> query(
      final String what,
      final Call.Sending sending,
      final int answerTemplateId,
      final QueryCall.Reading<T> reading) {
    return submit(new QueryCall<>(what, options, deadlineNs(), sending, answerTemplateId, reading));
  }

  <R> CompletableFuture<List<R>> list(
      final String what,
      final ListCall.Asking asking,
      final int answerTemplateId,
      final ListCall.Reading<R> reading) {
    return pages(what, asking, answerTemplateId, () -> new ListCall.Rows<>(reading));
  }

  <T> CompletableFuture<T> pages(
      final String what,
      final ListCall.Asking asking,
      final int answerTemplateId,
      final Supplier<ListCall.Collector<T>> collectors) {
    return submit(
        new ListCall<>(what, options, deadlineNs(), asking, answerTemplateId, collectors));
  }

  private <T> CompletableFuture<T> submit(final Call<T> call) {
    pump.submit(call);
    return call.future();
  }

  private long deadlineNs() {
    return pump.deadlineNs(options.timeoutMs());
  }

  /** Rejects what the wire would take for "all". */
  static int checkQuantity(final int quantity) {
    if (quantity == Session.ALL_UNITS) {
      throw new IllegalArgumentException("quantity: " + quantity + " cannot be written");
    }
    return quantity;
  }
}
