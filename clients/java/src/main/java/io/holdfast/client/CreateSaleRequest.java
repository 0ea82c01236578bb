package io.holdfast.client;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A sale to be created.
 *
 * @param command id of this command; the same request under the same id is safe to send again
 * @param sale the sale's id, not 0
 * @param name for people; at most 256 bytes of UTF-8, like the two texts below
 * @param opensAtMs engine time, ms since 1970; empty: only an OpenSale opens it
 * @param closesAtMs engine time, ms since 1970; empty: only a CloseSale closes it
 * @param graceUntilMs engine time before which no hold, payment or session lapses, ms since 1970;
 *     empty: no grace
 * @param holdMs how long a hold lives
 * @param paymentMs how long a payment may take
 * @param maxHoldMs longest life of a hold with extensions
 * @param retentionMs how long after its end the sale is remembered
 * @param buyerLimit units per buyer in the sale; 0: none. A limit that is 0 here is never counted
 *     and cannot be set later; the same goes for the next three
 * @param buyerLineLimit units per buyer and line; 0: none
 * @param groupLimit units per group in the sale; 0: none
 * @param groupLineLimit units per group and line; 0: none
 * @param waitingRoom empty: anyone may reserve
 * @param operatorName who
 * @param reason why
 */
public record CreateSaleRequest(
    Id command,
    long sale,
    String name,
    OptionalLong opensAtMs,
    OptionalLong closesAtMs,
    OptionalLong graceUntilMs,
    long holdMs,
    long paymentMs,
    long maxHoldMs,
    long retentionMs,
    int buyerLimit,
    int buyerLineLimit,
    int groupLimit,
    int groupLineLimit,
    Optional<WaitingRoom> waitingRoom,
    String operatorName,
    String reason) {

  /** Rejects what cannot be written; the node judges the rest. */
  public CreateSaleRequest {
    Objects.requireNonNull(command, "command");
    Optionals.check("opensAtMs", opensAtMs);
    Optionals.check("closesAtMs", closesAtMs);
    Optionals.check("graceUntilMs", graceUntilMs);
    Objects.requireNonNull(waitingRoom, "waitingRoom");
    Texts.check("sale name", name);
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
  }

  /**
   * A builder with the usual times: holds of 10 minutes, payments of 10, one hour with extensions,
   * remembered for a day; without limits and without a waiting room.
   */
  public static Builder builder(final Id command, final long sale) {
    return new Builder(command, sale);
  }

  /** Collects the fields. Not threadsafe. */
  public static final class Builder {
    private final Id command;
    private final long sale;
    private String name = "";
    private OptionalLong opensAtMs = OptionalLong.empty();
    private OptionalLong closesAtMs = OptionalLong.empty();
    private long holdMs = TimeUnit.MINUTES.toMillis(10);
    private long paymentMs = TimeUnit.MINUTES.toMillis(10);
    private long maxHoldMs = TimeUnit.HOURS.toMillis(1);
    private long retentionMs = TimeUnit.DAYS.toMillis(1);
    private OptionalLong graceUntilMs = OptionalLong.empty();
    private int buyerLimit;
    private int buyerLineLimit;
    private int groupLimit;
    private int groupLineLimit;
    private Optional<WaitingRoom> waitingRoom = Optional.empty();
    private String operatorName = "";
    private String reason = "";

    private Builder(final Id command, final long sale) {
      this.command = command;
      this.sale = sale;
    }

    /** For people. */
    public Builder name(final String value) {
      name = value;
      return this;
    }

    /** Opens by itself at this engine time, ms since 1970. */
    public Builder opensAtMs(final long value) {
      opensAtMs = OptionalLong.of(value);
      return this;
    }

    /** Closes by itself at this engine time, ms since 1970. */
    public Builder closesAtMs(final long value) {
      closesAtMs = OptionalLong.of(value);
      return this;
    }

    /** How long a hold lives, and the longest it may be made to live if that was shorter. */
    public Builder holdMs(final long value) {
      holdMs = value;
      maxHoldMs = Math.max(maxHoldMs, value);
      return this;
    }

    /** How long a payment may take. */
    public Builder paymentMs(final long value) {
      paymentMs = value;
      return this;
    }

    /** Longest life of a hold with extensions. */
    public Builder maxHoldMs(final long value) {
      maxHoldMs = value;
      return this;
    }

    /** How long after its end the sale is remembered. */
    public Builder retentionMs(final long value) {
      retentionMs = value;
      return this;
    }

    /** No hold, payment or session lapses before this engine time, ms since 1970. */
    public Builder graceUntilMs(final long value) {
      graceUntilMs = OptionalLong.of(value);
      return this;
    }

    /** Units per buyer in the sale. */
    public Builder buyerLimit(final int value) {
      buyerLimit = value;
      return this;
    }

    /** Units per buyer and line. */
    public Builder buyerLineLimit(final int value) {
      buyerLineLimit = value;
      return this;
    }

    /** Units per group in the sale. */
    public Builder groupLimit(final int value) {
      groupLimit = value;
      return this;
    }

    /** Units per group and line. */
    public Builder groupLineLimit(final int value) {
      groupLineLimit = value;
      return this;
    }

    /** Only buyers admitted from this waiting room may reserve. */
    public Builder waitingRoom(final WaitingRoom value) {
      waitingRoom = Optional.of(value);
      return this;
    }

    /** Who asks for it. */
    public Builder operatorName(final String value) {
      operatorName = value;
      return this;
    }

    /** Why. */
    public Builder reason(final String value) {
      reason = value;
      return this;
    }

    /** The request. */
    public CreateSaleRequest build() {
      return new CreateSaleRequest(
          command,
          sale,
          name,
          opensAtMs,
          closesAtMs,
          graceUntilMs,
          holdMs,
          paymentMs,
          maxHoldMs,
          retentionMs,
          buyerLimit,
          buyerLineLimit,
          groupLimit,
          groupLineLimit,
          waitingRoom,
          operatorName,
          reason);
    }
  }
}
