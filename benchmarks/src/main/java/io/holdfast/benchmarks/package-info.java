/**
 * JMH benchmarks. Each says what one operation is, what is in the way of it, and at which
 * durability class.
 */
package io.holdfast.benchmarks;
