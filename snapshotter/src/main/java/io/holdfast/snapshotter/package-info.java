/**
 * Snapshots: the state of the engine at one sequence of the journal, in a file. Taking one is
 * recovery plus a write; recovery begins with the newest that can be used. The engine of a node
 * never stops for one.
 */
package io.holdfast.snapshotter;
