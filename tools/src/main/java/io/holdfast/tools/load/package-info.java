/** Plays workloads into a running node and measures. */
package io.holdfast.tools.load;
