/**
 * Rules about the code itself: which layer may know which, what the deterministic engine must not
 * touch, and the house rules for sources and documents. Each rule has a control that must fail.
 */
package io.holdfast.system.layers;
