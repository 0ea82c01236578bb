/**
 * What every test gets by depending on this module: a time limit, an empty directory of its own, a
 * printed seed, and a failure on unexpected logged errors and on threads left running.
 *
 * <pre>{@code
 * @Test
 * @TimeLimit(10)
 * void startsAgainAfterATornTail(@TestDir final Path dir, @Seed final long seed) {
 *   ExpectedErrors.matching("torn tail at index \\d+");
 *   ...
 * }
 * }</pre>
 *
 * The extensions register themselves. They keep state per process, so tests of one process run one
 * after the other.
 */
package io.holdfast.test;
