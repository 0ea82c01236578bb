/**
 * Load of the node's own making: the default mix of {@code load} and the crowd of {@code demo},
 * driven over many connections by one event-loop thread.
 */
package io.holdfast.tools.mix;
