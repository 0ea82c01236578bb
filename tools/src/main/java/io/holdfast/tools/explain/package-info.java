/**
 * Says why a reservation or a buyer got what they got: the recorded commands executed by the plain
 * engine, and its changes told in sentences.
 */
package io.holdfast.tools.explain;
