/**
 * The journal: what an excerpt looks like, how it is checked, and how a node recovers from it.
 * Storage sits behind {@link io.holdfast.journal.Journal} with two implementations, Chronicle Queue
 * and memory.
 */
package io.holdfast.journal;
