/**
 * The deterministic engine: state, rules and nothing else. It reads no clock, random source or
 * environment, starts no thread, does no I/O and does not know who put the commands in order. The
 * rules are specified in docs/reference/commands.md.
 */
package io.holdfast.engine;
