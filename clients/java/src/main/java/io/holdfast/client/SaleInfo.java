package io.holdfast.client;

import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;

/**
 * A sale as the node sees it.
 *
 * @param sale its id
 * @param name for people
 * @param state where it stands
 * @param opensAtMs engine time, ms since 1970; empty: only an OpenSale opens it
 * @param closesAtMs engine time, ms since 1970; empty: only a CloseSale closes it
 * @param graceUntilMs engine time before which nothing lapses, ms since 1970; empty: no grace
 * @param holdMs how long a hold lives
 * @param paymentMs how long a payment may take
 * @param maxHoldMs longest life of a hold with extensions
 * @param retentionMs how long after its end the sale is remembered
 * @param buyerLimit units per buyer in the sale; 0: none
 * @param buyerLineLimit units per buyer and line; 0: none
 * @param groupLimit units per group in the sale; 0: none
 * @param groupLineLimit units per group and line; 0: none
 * @param gated whether it has a waiting room
 * @param received units put in minus units taken out, of all lines
 * @param available units that can be held now
 * @param held units held
 * @param sold units sold
 * @param lines number of lines
 */
public record SaleInfo(
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
    boolean gated,
    long received,
    long available,
    long held,
    long sold,
    int lines) {}
