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
 * @param holdMs how long a hold lives
 * @param paymentMs how long a payment may take
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
    long holdMs,
    long paymentMs,
    long received,
    long available,
    long held,
    long sold,
    int lines) {}
