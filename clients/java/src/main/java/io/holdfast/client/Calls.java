package io.holdfast.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Makes calls with one timeout and submits them. Any thread. */
final class Calls {
  private final CallPump pump;
  private final int timeoutMs;

  Calls(final CallPump pump, final int timeoutMs) {
    this.pump = pump;
    this.timeoutMs = timeoutMs;
  }

  /** A command with an id, or about something that has one. */
  CompletableFuture<Verdict> command(final String what, final Id id, final Call.Sending sending) {
    Objects.requireNonNull(id, "id");
    return submit(new CommandCall(what, id, timeoutMs, deadlineNs(), sending));
  }

  /** A command that is known by what it says. */
  CompletableFuture<Verdict> command(final String what, final Call.Sending sending) {
    return submit(new CommandCall(what, null, timeoutMs, deadlineNs(), sending));
  }

  <T> CompletableFuture<T> query(
      final String what,
      final Call.Sending sending,
      final int answerTemplateId,
      final QueryCall.Reading<T> reading) {
    return submit(
        new QueryCall<>(what, timeoutMs, deadlineNs(), sending, answerTemplateId, reading));
  }

  <R> CompletableFuture<List<R>> list(
      final String what,
      final ListCall.Asking asking,
      final int answerTemplateId,
      final ListCall.Reading<R> reading) {
    return pages(what, asking, answerTemplateId, new ListCall.Rows<>(reading));
  }

  <T> CompletableFuture<T> pages(
      final String what,
      final ListCall.Asking asking,
      final int answerTemplateId,
      final ListCall.Collector<T> collector) {
    return submit(
        new ListCall<>(what, timeoutMs, deadlineNs(), asking, answerTemplateId, collector));
  }

  private <T> CompletableFuture<T> submit(final Call<T> call) {
    pump.submit(call);
    return call.future();
  }

  private long deadlineNs() {
    return pump.deadlineNs(timeoutMs);
  }

  /** Rejects what the wire would take for "all". */
  static int checkQuantity(final int quantity) {
    if (quantity == Session.ALL_UNITS) {
      throw new IllegalArgumentException("quantity: " + quantity + " cannot be written");
    }
    return quantity;
  }
}
