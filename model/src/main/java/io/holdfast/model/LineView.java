package io.holdfast.model;

/** The quantities of one line, in units: {@code available + held + sold = received}. */
public record LineView(long sale, long item, long received, long available, long held, long sold) {}
