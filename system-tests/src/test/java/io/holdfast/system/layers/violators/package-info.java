/**
 * Deliberate violators of the layer rules, so that each rule can be seen to fail. Nothing runs
 * them.
 */
package io.holdfast.system.layers.violators;
