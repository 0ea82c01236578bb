package io.holdfast.model;

/**
 * The first thing wrong with a journal.
 *
 * @param sequence the step at which it shows
 * @param rule a short name that stays
 * @param text for people
 */
public record Violation(long sequence, String rule, String text) {}
