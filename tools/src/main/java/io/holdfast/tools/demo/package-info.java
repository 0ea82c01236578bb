/** {@code demo}: a node, a sale and a crowd in one process, and the proof from the journal. */
package io.holdfast.tools.demo;
