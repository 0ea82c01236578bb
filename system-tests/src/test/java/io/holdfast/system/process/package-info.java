/**
 * The product as its users run it: real processes of {@code bin/holdfast}, killed and started
 * again.
 */
package io.holdfast.system.process;
