package io.holdfast.model;

import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;

/**
 * A sale as it stands; times are engine time, ms since 1970, limits are units, 0 being none.
 *
 * @param graceUntilMs nothing of the sale lapses before
 * @param gated whether it has a waiting room
 */
public record SaleView(
    long sale,
    String name,
    SaleState state,
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
    boolean gated) {}
