package io.holdfast.model;

import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;

/** A sale as it stands; times are engine time, ms since 1970. */
public record SaleView(
    long sale,
    String name,
    SaleState state,
    OptionalLong opensAtMs,
    OptionalLong closesAtMs,
    long holdMs) {}
