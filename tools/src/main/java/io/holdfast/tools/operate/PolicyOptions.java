package io.holdfast.tools.operate;

import io.holdfast.client.CreateSaleRequest;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Schedule, times and limits of a sale; used as a mixin. What is not given is empty. */
public final class PolicyOptions {
  @Option(
      names = "--opens-at",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description =
          "Opens by itself then, by the node's clock: 2026-11-27T09:00:00Z, +30s, or none.")
  private Moment opensAt;

  @Option(
      names = "--closes-at",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description = "Closes by itself then, for good.")
  private Moment closesAt;

  @Option(
      names = "--grace-until",
      paramLabel = "WHEN",
      converter = Moment.Converter.class,
      description = "No hold, payment or session lapses before then.")
  private Moment graceUntil;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long a hold lives (of a new sale 10m).")
  private Duration hold;

  @Option(
      names = "--payment-time",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long a payment may take (of a new sale 10m).")
  private Duration paymentTime;

  @Option(
      names = "--max-hold",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Longest life of a hold with extensions (of a new sale 1h, or --hold).")
  private Duration maxHold;

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "How long after its end the sale is remembered (of a new sale 1d).")
  private Duration retention;

  @Option(
      names = "--buyer-limit",
      paramLabel = "UNITS",
      converter = Limit.class,
      description = "Units of the sale that one buyer may have; 0 is no limit (of a new sale 0).")
  private Integer buyerLimit;

  @Option(
      names = "--buyer-line-limit",
      paramLabel = "UNITS",
      converter = Limit.class,
      description = "Units of one item that one buyer may have.")
  private Integer buyerLineLimit;

  @Option(
      names = "--group-limit",
      paramLabel = "UNITS",
      converter = Limit.class,
      description = "Units of the sale that one group, such as a household, may have.")
  private Integer groupLimit;

  @Option(
      names = "--group-line-limit",
      paramLabel = "UNITS",
      converter = Limit.class,
      description = "Units of one item that one group may have.")
  private Integer groupLineLimit;

  /** When it opens by itself; 0: never. */
  public OptionalLong opensAtMs(final long nowMs) {
    return IfGiven.timeMs(opensAt, nowMs);
  }

  /** When it closes by itself; 0: never. */
  public OptionalLong closesAtMs(final long nowMs) {
    return IfGiven.timeMs(closesAt, nowMs);
  }

  /** Before when nothing lapses; 0: no grace. */
  public OptionalLong graceUntilMs(final long nowMs) {
    return IfGiven.timeMs(graceUntil, nowMs);
  }

  /** How long a hold lives. */
  public OptionalLong holdMs() {
    return IfGiven.ms(hold);
  }

  /** How long a payment may take. */
  public OptionalLong paymentMs() {
    return IfGiven.ms(paymentTime);
  }

  /** Longest life of a hold with extensions. */
  public OptionalLong maxHoldMs() {
    return IfGiven.ms(maxHold);
  }

  /** How long after its end the sale is remembered. */
  public OptionalLong retentionMs() {
    return IfGiven.ms(retention);
  }

  /** Units per buyer; 0: no limit. */
  public OptionalInt buyerLimit() {
    return IfGiven.number(buyerLimit);
  }

  /** Units per buyer and line; 0: no limit. */
  public OptionalInt buyerLineLimit() {
    return IfGiven.number(buyerLineLimit);
  }

  /** Units per group; 0: no limit. */
  public OptionalInt groupLimit() {
    return IfGiven.number(groupLimit);
  }

  /** Units per group and line; 0: no limit. */
  public OptionalInt groupLineLimit() {
    return IfGiven.number(groupLineLimit);
  }

  /** Gives a new sale all that was given. */
  public void addTo(final CreateSaleRequest.Builder request, final long nowMs) {
    opensAtMs(nowMs).ifPresent(ms -> ifSome(ms, request::opensAtMs));
    closesAtMs(nowMs).ifPresent(ms -> ifSome(ms, request::closesAtMs));
    graceUntilMs(nowMs).ifPresent(ms -> ifSome(ms, request::graceUntilMs));
    holdMs().ifPresent(request::holdMs);
    paymentMs().ifPresent(request::paymentMs);
    maxHoldMs().ifPresent(request::maxHoldMs);
    retentionMs().ifPresent(request::retentionMs);
    buyerLimit().ifPresent(request::buyerLimit);
    buyerLineLimit().ifPresent(request::buyerLineLimit);
    groupLimit().ifPresent(request::groupLimit);
    groupLineLimit().ifPresent(request::groupLineLimit);
  }

  /** To a new sale 0 is a time like any other, and past: it would open at once. */
  private static void ifSome(final long ms, final LongConsumer field) {
    if (ms != 0) {
      field.accept(ms);
    }
  }

  /** Whether an opening by itself was given. */
  public boolean isOpeningGiven() {
    return opensAt != null;
  }

  /** Whether any of them was given. */
  public boolean isAnyGiven() {
    return Stream.of(
            opensAt,
            closesAt,
            graceUntil,
            hold,
            paymentTime,
            maxHold,
            retention,
            buyerLimit,
            buyerLineLimit,
            groupLimit,
            groupLineLimit)
        .anyMatch(option -> option != null);
  }
}
