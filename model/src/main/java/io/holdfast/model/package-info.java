/**
 * The plain engine: docs/reference/commands.md written down once more, with the collections of the
 * JDK and no thought of speed. It judges what the fast engine recorded and shares no code with it.
 *
 * <p>Nothing here is thread-safe: an engine and its judge belong to the thread that feeds them.
 */
package io.holdfast.model;
