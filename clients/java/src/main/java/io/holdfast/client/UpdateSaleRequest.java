package io.holdfast.client;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A change of a sale's policy. What is empty stays as it is. It acts on later holds and checks
 * only, but a grace acts at once.
 *
 * @param command id of this command; the same request under the same id is safe to send again
 * @param sale whose policy it is
 * @param opensAtMs engine time, ms since 1970; 0: only an OpenSale opens it
 * @param closesAtMs engine time, ms since 1970; 0: only a CloseSale closes it
 * @param graceUntilMs engine time before which nothing lapses, ms since 1970; 0: no grace
 * @param holdMs how long a hold lives
 * @param paymentMs how long a payment may take
 * @param maxHoldMs longest life of a hold with extensions
 * @param retentionMs how long after its end the sale is remembered
 * @param buyerLimit units per buyer in the sale; 0: no limit for now, still counted
 * @param buyerLineLimit units per buyer and line; 0 likewise
 * @param groupLimit units per group in the sale; 0 likewise
 * @param groupLineLimit units per group and line; 0 likewise
 * @param admissionPerSecond as in {@link AdmissionPolicy}, like the next five
 * @param maxActive buyers admitted and not yet through at a time
 * @param finishMs time a buyer has to finish once admitted
 * @param admitPermille share of the units for which buyers are let in
 * @param returnPermille share of the units held that is expected to come back
 * @param unitsPerBuyer units one buyer is expected to take
 * @param operatorName who; at most 256 bytes of UTF-8
 * @param reason why; at most 256 bytes of UTF-8
 */
public record UpdateSaleRequest(
    Id command,
    long sale,
    OptionalLong opensAtMs,
    OptionalLong closesAtMs,
    OptionalLong graceUntilMs,
    OptionalLong holdMs,
    OptionalLong paymentMs,
    OptionalLong maxHoldMs,
    OptionalLong retentionMs,
    OptionalInt buyerLimit,
    OptionalInt buyerLineLimit,
    OptionalInt groupLimit,
    OptionalInt groupLineLimit,
    OptionalInt admissionPerSecond,
    OptionalInt maxActive,
    OptionalLong finishMs,
    OptionalInt admitPermille,
    OptionalInt returnPermille,
    OptionalInt unitsPerBuyer,
    String operatorName,
    String reason) {

  /** Rejects what cannot be written; the node judges the rest. */
  public UpdateSaleRequest {
    Objects.requireNonNull(command, "command");
    Optionals.check("opensAtMs", opensAtMs);
    Optionals.check("closesAtMs", closesAtMs);
    Optionals.check("graceUntilMs", graceUntilMs);
    Optionals.check("holdMs", holdMs);
    Optionals.check("paymentMs", paymentMs);
    Optionals.check("maxHoldMs", maxHoldMs);
    Optionals.check("retentionMs", retentionMs);
    Optionals.check("buyerLimit", buyerLimit);
    Optionals.check("buyerLineLimit", buyerLineLimit);
    Optionals.check("groupLimit", groupLimit);
    Optionals.check("groupLineLimit", groupLineLimit);
    Optionals.check("admissionPerSecond", admissionPerSecond);
    Optionals.check("maxActive", maxActive);
    Optionals.check("finishMs", finishMs);
    Optionals.check("admitPermille", admitPermille);
    Optionals.check("returnPermille", returnPermille);
    Optionals.check("unitsPerBuyer", unitsPerBuyer);
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
  }

  /** A builder of a request that changes nothing yet. */
  public static Builder builder(final Id command, final long sale) {
    return new Builder(command, sale);
  }

  /** Collects the fields to be changed. Not threadsafe. */
  public static final class Builder {
    private final Id command;
    private final long sale;
    private OptionalLong opensAtMs = OptionalLong.empty();
    private OptionalLong closesAtMs = OptionalLong.empty();
    private OptionalLong graceUntilMs = OptionalLong.empty();
    private OptionalLong holdMs = OptionalLong.empty();
    private OptionalLong paymentMs = OptionalLong.empty();
    private OptionalLong maxHoldMs = OptionalLong.empty();
    private OptionalLong retentionMs = OptionalLong.empty();
    private OptionalInt buyerLimit = OptionalInt.empty();
    private OptionalInt buyerLineLimit = OptionalInt.empty();
    private OptionalInt groupLimit = OptionalInt.empty();
    private OptionalInt groupLineLimit = OptionalInt.empty();
    private OptionalInt admissionPerSecond = OptionalInt.empty();
    private OptionalInt maxActive = OptionalInt.empty();
    private OptionalLong finishMs = OptionalLong.empty();
    private OptionalInt admitPermille = OptionalInt.empty();
    private OptionalInt returnPermille = OptionalInt.empty();
    private OptionalInt unitsPerBuyer = OptionalInt.empty();
    private String operatorName = "";
    private String reason = "";

    private Builder(final Id command, final long sale) {
      this.command = command;
      this.sale = sale;
    }

    /** Opens by itself at this engine time, ms since 1970; 0: only an OpenSale opens it. */
    public Builder opensAtMs(final long value) {
      opensAtMs = OptionalLong.of(value);
      return this;
    }

    /** Closes by itself at this engine time, ms since 1970; 0: only a CloseSale closes it. */
    public Builder closesAtMs(final long value) {
      closesAtMs = OptionalLong.of(value);
      return this;
    }

    /** No hold, payment or session lapses before this engine time, ms since 1970; 0: no grace. */
    public Builder graceUntilMs(final long value) {
      graceUntilMs = OptionalLong.of(value);
      return this;
    }

    /** How long a hold lives. */
    public Builder holdMs(final long value) {
      holdMs = OptionalLong.of(value);
      return this;
    }

    /** How long a payment may take. */
    public Builder paymentMs(final long value) {
      paymentMs = OptionalLong.of(value);
      return this;
    }

    /** Longest life of a hold with extensions. */
    public Builder maxHoldMs(final long value) {
      maxHoldMs = OptionalLong.of(value);
      return this;
    }

    /** How long after its end the sale is remembered. */
    public Builder retentionMs(final long value) {
      retentionMs = OptionalLong.of(value);
      return this;
    }

    /** Units per buyer in the sale; 0: no limit for now, still counted. */
    public Builder buyerLimit(final int value) {
      buyerLimit = OptionalInt.of(value);
      return this;
    }

    /** Units per buyer and line; 0 likewise. */
    public Builder buyerLineLimit(final int value) {
      buyerLineLimit = OptionalInt.of(value);
      return this;
    }

    /** Units per group in the sale; 0 likewise. */
    public Builder groupLimit(final int value) {
      groupLimit = OptionalInt.of(value);
      return this;
    }

    /** Units per group and line; 0 likewise. */
    public Builder groupLineLimit(final int value) {
      groupLineLimit = OptionalInt.of(value);
      return this;
    }

    /** Buyers admitted per second at most. */
    public Builder admissionPerSecond(final int value) {
      admissionPerSecond = OptionalInt.of(value);
      return this;
    }

    /** Buyers admitted and not yet through at a time. */
    public Builder maxActive(final int value) {
      maxActive = OptionalInt.of(value);
      return this;
    }

    /** Time a buyer has to finish once admitted. */
    public Builder finishMs(final long value) {
      finishMs = OptionalLong.of(value);
      return this;
    }

    /** Share of the units for which buyers are let in. */
    public Builder admitPermille(final int value) {
      admitPermille = OptionalInt.of(value);
      return this;
    }

    /** Share of the units held that is expected to come back. */
    public Builder returnPermille(final int value) {
      returnPermille = OptionalInt.of(value);
      return this;
    }

    /** Units one buyer is expected to take. */
    public Builder unitsPerBuyer(final int value) {
      unitsPerBuyer = OptionalInt.of(value);
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
    public UpdateSaleRequest build() {
      return new UpdateSaleRequest(
          command,
          sale,
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
          admissionPerSecond,
          maxActive,
          finishMs,
          admitPermille,
          returnPermille,
          unitsPerBuyer,
          operatorName,
          reason);
    }
  }
}
