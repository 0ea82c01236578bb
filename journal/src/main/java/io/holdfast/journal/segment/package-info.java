/**
 * Segments as bytes: documents one behind the other, each with a 4-byte header, as Chronicle Queue
 * writes them. They are read here without Chronicle, its index or its metadata: from a file or from
 * memory, beside the writer or long after it.
 */
package io.holdfast.journal.segment;
